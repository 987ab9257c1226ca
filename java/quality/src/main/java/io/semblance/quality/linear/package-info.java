/** Linear models: logistic, softmax and ridge regression, fitted by L-BFGS. */
package io.semblance.quality.linear;
