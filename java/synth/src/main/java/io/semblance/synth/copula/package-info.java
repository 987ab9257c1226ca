/**
 * The Gaussian copula: every column is a standard normal number cut into the column's own states,
 * and what hangs together is one correlation matrix. No networks, no steps, no rows in the model.
 */
package io.semblance.synth.copula;
