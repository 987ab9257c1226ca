/**
 * Linear models: logistic, softmax and ridge regression, fitted by L-BFGS.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.linear;
