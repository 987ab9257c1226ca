/**
 * Gradient boosting of the trees of {@link io.semblance.data.trees}: the second-order boosting of
 * Chen and Guestrin (XGBoost, KDD 2016) over at most 255 bins per column, as LightGBM (Ke et al.,
 * NIPS 2017) does. Results are a function of the data and the options, never of the number of
 * threads. Why our own: {@code docs/boosted-trees.md}.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.trees;
