package io.semblance.data.simulate;

import java.util.List;

/**
 * Discrete variables with given marginals and given Spearman correlations: correlated normal
 * numbers cut at each variable's thresholds (the NORTA construction: Cario and Nelson, 1997; for
 * ordinal variables Ferrari and Barbiero, 2012).
 */
final class GaussianCopula {

  /** Keeps the Cholesky factor well conditioned; far below anything a correlation would show. */
  private static final double SMALLEST_EIGENVALUE = 1e-4;

  private final DiscreteMarginal[] marginals;
  private final double[][] lower;

  /**
   * @param spearman wanted rank correlations, symmetric with unit diagonal
   */
  GaussianCopula(List<DiscreteMarginal> marginals, double[][] spearman) {
    this.marginals = marginals.toArray(new DiscreteMarginal[0]);
    int n = this.marginals.length;
    double[][] latent = new double[n][n];
    LatentCorrelation solver = new LatentCorrelation();
    for (int i = 0; i < n; i++) {
      latent[i][i] = 1;
      for (int j = 0; j < i; j++) {
        latent[i][j] = solver.solve(this.marginals[i], this.marginals[j], spearman[i][j]);
        latent[j][i] = latent[i][j];
      }
    }
    this.lower = CorrelationMatrix.cholesky(CorrelationMatrix.nearest(latent, SMALLEST_EIGENVALUE));
  }

  int width() {
    return marginals.length;
  }

  /** Draws one row into {@code out[0 .. width-1]}; {@code scratch} has the same length. */
  void draw(RowRandom random, double[] scratch, double[] out) {
    int n = marginals.length;
    for (int i = 0; i < n; i++) {
      scratch[i] = random.normal();
    }
    for (int i = 0; i < n; i++) {
      double z = 0;
      double[] row = lower[i];
      for (int j = 0; j <= i; j++) {
        z += row[j] * scratch[j];
      }
      out[i] = marginals[i].value(z);
    }
  }
}
