package io.semblance.quality.series;

import io.semblance.quality.summary.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a set of windows moves in time: autocorrelations, correlations across features, and changes
 * from one step to the next. Means and variances are those of all steps of all windows; products
 * are taken within windows. Missing cells are left out pair by pair.
 *
 * @param autocorrelation of each feature by lag from 1; NaN for a constant feature. Of labels it is
 *     Cohen's kappa of a step and a later one: how much more often they agree than by chance
 * @param crossCorrelation of pairs of numbers: {@code [0][i][j]} at lag 0 for i below j, {@code
 *     [1][i][j]} of i with j a step later, i and j different; NaN elsewhere
 * @param changes of each number from step to step; null for labels
 */
record Dynamics(double[][] autocorrelation, double[][][] crossCorrelation, Distribution[] changes) {

  /** Lags that are looked at. */
  static final int MOST_LAGS = 20;

  /** Numbers whose pairs are looked at, the first ones. */
  static final int MOST_CROSSED = 40;

  /** Values of changes that are kept for their distribution, spread evenly. */
  private static final int MOST_CHANGES = 200_000;

  /**
   * Looks at windows.
   *
   * @param columns numbers, or codes of labels, of each row; NaN for missing
   * @param labels which columns are labels
   */
  static Dynamics of(double[][] columns, boolean[] labels, int[][] windows) {
    int longest = Arrays.stream(windows).mapToInt(rows -> rows.length).max().orElse(0);
    int lags = Math.max(0, Math.min(longest - 1, MOST_LAGS));
    int width = columns.length;
    double[][] correlation = new double[width][];
    double[][] standard = new double[width][];
    Distribution[] changes = new Distribution[width];
    IntStream.range(0, width)
        .parallel()
        .forEach(
            k -> {
              if (labels[k]) {
                correlation[k] = kappa(columns[k], windows, lags);
              } else {
                standard[k] = standardised(columns[k], windows);
                correlation[k] = autocorrelation(standard[k], windows, lags);
                changes[k] = changes(columns[k], windows);
              }
            });
    List<double[]> numbers = new ArrayList<>();
    for (int k = 0; k < width && numbers.size() < MOST_CROSSED; k++) {
      if (!labels[k]) {
        numbers.add(standard[k]);
      }
    }
    return new Dynamics(correlation, crossed(numbers, windows), changes);
  }

  /** Around the mean of all steps, by their deviation; NaN throughout for a constant. */
  private static double[] standardised(double[] column, int[][] windows) {
    double sum = 0;
    long count = 0;
    for (int[] rows : windows) {
      for (int row : rows) {
        if (Double.isFinite(column[row])) {
          sum += column[row];
          count++;
        }
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (int[] rows : windows) {
      for (int row : rows) {
        double d = column[row] - mean;
        squares += Double.isFinite(d) ? d * d : 0;
      }
    }
    double deviation = Math.sqrt(squares / count);
    // Rounding leaves a constant a deviation of a few units in its last place.
    boolean constant = !(deviation > 1e-12 * Math.abs(mean)) || !Double.isFinite(deviation);
    double[] out = new double[column.length];
    for (int i = 0; i < out.length; i++) {
      boolean there = !constant && Double.isFinite(column[i]);
      out[i] = there ? (column[i] - mean) / deviation : Double.NaN;
    }
    return out;
  }

  private static double[] autocorrelation(double[] z, int[][] windows, int lags) {
    double[] out = new double[lags];
    for (int lag = 1; lag <= lags; lag++) {
      out[lag - 1] = product(z, z, windows, lag);
    }
    return out;
  }

  /** The mean of a[t] b[t + lag] within windows; NaN without any pair. */
  private static double product(double[] a, double[] b, int[][] windows, int lag) {
    double sum = 0;
    long count = 0;
    for (int[] rows : windows) {
      for (int t = lag; t < rows.length; t++) {
        double product = a[rows[t - lag]] * b[rows[t]];
        if (!Double.isNaN(product)) {
          sum += product;
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double[] kappa(double[] codes, int[][] windows, int lags) {
    int most = (int) Arrays.stream(codes).filter(Double::isFinite).max().orElse(-1);
    long[] counts = new long[most + 1];
    long all = 0;
    for (int[] rows : windows) {
      for (int row : rows) {
        if (!Double.isNaN(codes[row])) {
          counts[(int) codes[row]]++;
          all++;
        }
      }
    }
    double chance = 0;
    for (long count : counts) {
      chance += (double) count / all * count / all;
    }
    double[] out = new double[lags];
    for (int lag = 1; lag <= lags; lag++) {
      long agree = 0;
      long pairs = 0;
      for (int[] rows : windows) {
        for (int t = lag; t < rows.length; t++) {
          double a = codes[rows[t - lag]];
          double b = codes[rows[t]];
          pairs += Double.isNaN(a) || Double.isNaN(b) ? 0 : 1;
          agree += a == b ? 1 : 0;
        }
      }
      out[lag - 1] =
          pairs == 0 || chance >= 1 ? Double.NaN : ((double) agree / pairs - chance) / (1 - chance);
    }
    return out;
  }

  private static double[][][] crossed(List<double[]> z, int[][] windows) {
    int n = z.size();
    double[][][] out = new double[2][n][n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < n; j++) {
                out[0][i][j] = i < j ? product(z.get(i), z.get(j), windows, 0) : Double.NaN;
                out[1][i][j] = i != j ? product(z.get(i), z.get(j), windows, 1) : Double.NaN;
              }
            });
    return out;
  }

  private static Distribution changes(double[] column, int[][] windows) {
    long all = 0;
    for (int[] rows : windows) {
      all += Math.max(0, rows.length - 1);
    }
    long every = Math.max(1, (all + MOST_CHANGES - 1) / MOST_CHANGES);
    double[] out = new double[(int) (all / every) + 1];
    int kept = 0;
    long at = 0;
    for (int[] rows : windows) {
      for (int t = 1; t < rows.length; t++) {
        double change = column[rows[t]] - column[rows[t - 1]];
        if (at++ % every == 0 && Double.isFinite(change)) {
          out[kept++] = change;
        }
      }
    }
    return Samples.distribution(Arrays.copyOf(out, kept));
  }

  /**
   * For each feature, the mean over lags of the absolute difference of autocorrelations. A feature
   * that is constant in {@code other} alone has none there, which counts as 0; one that is constant
   * in this has nothing to be compared, NaN.
   */
  double[] autocorrelationDifferences(Dynamics other) {
    double[] out = new double[autocorrelation.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = difference(autocorrelation[k], other.autocorrelation[k]);
    }
    return out;
  }

  /** Over pairs of numbers and lags 0 and 1; NaN with one number. */
  double crossCorrelationDifference(Dynamics other) {
    double sum = 0;
    long count = 0;
    for (int lag = 0; lag < 2; lag++) {
      for (int i = 0; i < crossCorrelation[lag].length; i++) {
        double[] mine = crossCorrelation[lag][i];
        double d = difference(mine, other.crossCorrelation[lag][i]);
        long pairs = Arrays.stream(mine).filter(x -> !Double.isNaN(x)).count();
        sum += pairs == 0 ? 0 : d * pairs;
        count += pairs;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double difference(double[] mine, double[] others) {
    double sum = 0;
    int count = 0;
    // Lags that one side's windows are too short for are not compared.
    for (int i = 0; i < Math.min(mine.length, others.length); i++) {
      if (!Double.isNaN(mine[i])) {
        sum += Math.abs(mine[i] - (Double.isNaN(others[i]) ? 0 : others[i]));
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The mean over numbers of the Kolmogorov-Smirnov distance of changes. */
  double changeDistance(Dynamics other) {
    double[] distances = new double[changes.length];
    for (int k = 0; k < distances.length; k++) {
      distances[k] = changes[k] == null ? Double.NaN : Samples.ks(changes[k], other.changes[k]);
    }
    return Samples.mean(distances);
  }
}
