/**
 * Decision trees over histograms of at most 255 bins per column (Ke et al., LightGBM, NIPS 2017),
 * grown for any sums of derivatives: the judge boosts them, {@code cart} draws from their leaves.
 * Results are a function of the data and the options, never of the number of threads.
 *
 * <p>Public for other modules; not API.
 */
package io.semblance.data.trees;
