package io.semblance.synth.mixture;

import io.semblance.synth.mixed.MixedRows;

/**
 * What is held before any row is seen, which keeps components of few rows from shrinking to points
 * and probabilities from becoming 0.
 *
 * @param spreads diagonal of a matrix V: the covariance S of each component has the prior density
 *     proportional to |S|^(-1/2) exp(-tr(V S^-1) / 2), as if one row more had the covariance V
 * @param rows how many rows more each category has in each component (Dirichlet)
 * @param shares how they are shared out over the states of each category
 */
record Prior(double[] spreads, double rows, double[][] shares) {
  /**
   * Of a table.
   *
   * @param ridge the spreads, as a share of the variances of the numbers
   * @param rows see {@link Prior}
   */
  static Prior of(MixedRows table, double ridge, double rows) {
    double[] spreads = table.variances();
    for (int j = 0; j < spreads.length; j++) {
      spreads[j] *= ridge;
    }
    return new Prior(spreads, rows, table.shares());
  }
}
