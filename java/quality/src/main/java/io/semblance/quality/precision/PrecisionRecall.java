package io.semblance.quality.precision;

import io.semblance.quality.features.DenseEncoder;
import io.semblance.quality.features.DenseEncoder.Matrix;
import io.semblance.quality.features.DenseEncoder.Scaling;
import io.semblance.quality.features.FeatureTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many synthetic rows lie where real rows lie, and how much of where real rows lie is reached.
 * Rows are min-max scaled by the real table, labels one-hot; both tables have equally many rows.
 *
 * <p><b>alpha-precision.</b> R_k is the alpha_k quantile of the distances of real rows from their
 * mean c, for 30 alphas evenly on [0, 1]; P_k the share of synthetic rows within R_k of c. The
 * score is {@code 1 - sum |alpha_k - P_k| / sum alpha_k}.
 *
 * <p><b>beta-recall.</b> For each real row: the distance to the nearest synthetic row, that to the
 * nearest other real row, and the distance rho of that synthetic row from the synthetic mean; R'_k
 * is the alpha_k quantile of rho. C_k is the share of real rows whose nearest synthetic row is no
 * farther than the nearest other real row and has rho within R'_k. The same score. Rows drawn from
 * one law score about .5; much more means copies.
 *
 * @param alphaPrecision 0 to 1, 1 is perfect
 * @param betaRecall 0 to 1, about .5 is perfect
 * @param rows rows of each side
 */
public record PrecisionRecall(double alphaPrecision, double betaRecall, int rows) {

  /** Neighbours are searched by comparing all pairs; with more rows the figures hardly move. */
  static final int MOST_ROWS = 5_000;

  private static final int MOST_LABELS = 100;
  private static final int ALPHAS = 30;

  /** Work of one search: rows squared times dimensions. */
  private static final double MOST_WORK = 4e9;

  /**
   * Compares two tables.
   *
   * @param real at least two rows
   * @param synthetic at least one row, aligned with {@code real}
   */
  public static PrecisionRecall of(FeatureTable real, FeatureTable synthetic, long seed) {
    int n = Math.min(MOST_ROWS, Math.min(real.rows(), synthetic.rows()));
    DenseEncoder encoder = DenseEncoder.fit(real, Scaling.MIN_MAX, MOST_LABELS);
    n = (int) Math.max(2, Math.min(n, Math.sqrt(MOST_WORK / encoder.width())));
    Matrix x = encoder.encode(real.sample(n, seed));
    Matrix s = encoder.encode(synthetic.sample(n, seed + 1));
    return new PrecisionRecall(precision(x, s), recall(x, s), n);
  }

  private static double precision(Matrix x, Matrix s) {
    double[] centre = mean(x);
    double[] real = sorted(distances(x, centre));
    double[] synthetic = sorted(distances(s, centre));
    double[] shares = new double[ALPHAS];
    for (int k = 0; k < ALPHAS; k++) {
      double radius = DenseEncoder.quantile(real, alpha(k));
      shares[k] = notAbove(synthetic, radius) / (double) synthetic.length;
    }
    return score(shares);
  }

  private static double recall(Matrix x, Matrix s) {
    double[] fromCentre = distances(s, mean(s));
    int n = x.rows();
    double[] rho = new double[n];
    boolean[] reached = new boolean[n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              Nearest synthetic = Nearest.of(x, i, s, -1);
              Nearest other = Nearest.of(x, i, x, i);
              rho[i] = fromCentre[synthetic.row()];
              reached[i] = synthetic.squaredDistance() <= other.squaredDistance();
            });
    double[] radii = sorted(rho);
    double[] shares = new double[ALPHAS];
    for (int k = 0; k < ALPHAS; k++) {
      double radius = DenseEncoder.quantile(radii, alpha(k));
      int count = 0;
      for (int i = 0; i < n; i++) {
        count += reached[i] && rho[i] <= radius ? 1 : 0;
      }
      shares[k] = count / (double) n;
    }
    return score(shares);
  }

  private static double alpha(int k) {
    return k / (double) (ALPHAS - 1);
  }

  private static double score(double[] shares) {
    double off = 0;
    double whole = 0;
    for (int k = 0; k < ALPHAS; k++) {
      off += Math.abs(alpha(k) - shares[k]);
      whole += alpha(k);
    }
    return 1 - off / whole;
  }

  private static double[] mean(Matrix x) {
    double[] mean = new double[x.width()];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += x.cells()[i * mean.length + j];
      }
    }
    Arrays.setAll(mean, j -> mean[j] / x.rows());
    return mean;
  }

  private static double[] distances(Matrix x, double[] centre) {
    double[] out = new double[x.rows()];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int j = 0; j < centre.length; j++) {
        double d = x.cells()[i * centre.length + j] - centre[j];
        sum += d * d;
      }
      out[i] = Math.sqrt(sum);
    }
    return out;
  }

  private static double[] sorted(double[] values) {
    double[] out = values.clone();
    Arrays.sort(out);
    return out;
  }

  private static int notAbove(double[] sorted, double limit) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
