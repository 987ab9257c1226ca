/**
 * Synthetic rows between real ones: SMOTE with its form for mixed columns, SMOTE-NC (Chawla,
 * Bowyer, Hall and Kegelmeyer, 2002), and ADASYN (He, Bai, Garcia and Li, 2008). Both were made to
 * top up a rare class; here they draw whole tables, with the shares that the classes have in the
 * training table.
 *
 * <p>Models are a {@code RowPool}: real rows, and who is near whom. {@code ResampleFit} finds it,
 * {@code Interpolation} draws from it. So they must be kept as the table itself is kept, and say so
 * ({@link io.semblance.synth.Model#carriesRealRows()}).
 */
package io.semblance.synth.resample;
