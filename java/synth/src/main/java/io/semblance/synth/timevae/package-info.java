/**
 * TimeVAE (Desai et al. 2021, "TimeVAE: a variational auto-encoder for multivariate time series
 * generation", arXiv 2111.08095): a variational autoencoder of whole sequences. Its encoder and its
 * residual decoder are convolutional as in the paper: {@link
 * io.semblance.synth.timevae.Convolution} writes one as slices and a product, for which the engine
 * needs no new primitive, and whose weights do not grow with the window as those of dense layers
 * do.
 */
package io.semblance.synth.timevae;
