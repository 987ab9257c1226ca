/**
 * Is the synthetic table of use? Models are trained on it and on the real one, and both are asked
 * about real rows that neither has seen (TSTR and TRTR, Esteban et al., 2017).
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.utility;
