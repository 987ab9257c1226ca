/**
 * Synthetic rows between real ones: SMOTE with its form for mixed columns, SMOTE-NC (Chawla,
 * Bowyer, Hall and Kegelmeyer, 2002), and ADASYN (He, Bai, Garcia and Li, 2008). Both were made to
 * top up a rare class; here they draw whole tables, with the shares that the classes have in the
 * training table.
 *
 * <p>{@link io.semblance.synth.resample.RowPool} is what is learnt: real rows, and who is near
 * whom. It is found by {@link io.semblance.synth.resample.ResampleFit} and drawn from by {@link
 * io.semblance.synth.resample.Interpolation}.
 */
package io.semblance.synth.resample;
