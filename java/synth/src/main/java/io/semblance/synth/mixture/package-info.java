/**
 * A mixture of Gaussians and latent classes for mixed tables, fitted by expectation maximisation.
 * Encoded rows become normal scores and categories ({@link io.semblance.synth.mixed}), whose joint
 * density is the mixture's.
 */
package io.semblance.synth.mixture;
