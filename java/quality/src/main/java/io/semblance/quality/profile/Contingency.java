package io.semblance.quality.profile;

/** Counts of pairs of levels of two columns, and the measures of dependence they give. */
public final class Contingency {
  private final int rows;
  private final int columns;
  private final int[] counts;
  private final double[] rowSums;
  private final double[] columnSums;

  /** Room for tables of so many levels. */
  private Contingency(int rows, int columns, int[] counts) {
    this.rows = rows;
    this.columns = columns;
    this.counts = counts;
    rowSums = new double[rows];
    columnSums = new double[columns];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        int count = counts[i * columns + j];
        sum += count;
        columnSums[j] += count;
      }
      rowSums[i] = sum;
    }
  }

  /**
   * Counts all rows.
   *
   * @param x the level of each row in one column, from 0
   * @param xLevels how many levels there are
   * @param y the level of each row in the other column
   * @param yLevels how many levels there are; times {@code xLevels} at most what memory bears
   */
  public static Contingency of(int[] x, int xLevels, int[] y, int yLevels) {
    int[] counts = new int[xLevels * yLevels];
    for (int row = 0; row < x.length; row++) {
      counts[x[row] * yLevels + y[row]]++;
    }
    return new Contingency(xLevels, yLevels, counts);
  }

  /** Counts the rows in which both cells are there. */
  static Contingency of(short[] x, int xLevels, short[] y, int yLevels) {
    int stride = yLevels + 1; // one more for missing
    int[] table = new int[(xLevels + 1) * stride];
    for (int row = 0; row < x.length; row++) {
      table[x[row] * stride + y[row]]++;
    }
    int[] counts = new int[xLevels * yLevels];
    for (int i = 0; i < xLevels; i++) {
      System.arraycopy(table, i * stride, counts, i * yLevels, yLevels);
    }
    return new Contingency(xLevels, yLevels, counts);
  }

  /** The same with levels put together. */
  Contingency coarse(int[] xMap, int xLevels, int[] yMap, int yLevels) {
    int[] sums = new int[xLevels * yLevels];
    for (int i = 0; i < rows; i++) {
      int base = xMap[i] * yLevels;
      for (int j = 0; j < columns; j++) {
        sums[base + yMap[j]] += counts[i * columns + j];
      }
    }
    return new Contingency(xLevels, yLevels, sums);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int count(int i, int j) {
    return counts[i * columns + j];
  }

  double total() {
    double sum = 0;
    for (double row : rowSums) {
      sum += row;
    }
    return sum;
  }

  double[] rowSums() {
    return rowSums;
  }

  /**
   * Kendall's tau-b, which minds ties, from the counts: exact when each level is one value. NaN
   * where a column does not vary.
   */
  double kendall() {
    double[] below = new double[columns];
    double difference = 0; // concordant less discordant pairs
    for (int i = rows - 1; i >= 0; i--) {
      double all = 0;
      for (double b : below) {
        all += b;
      }
      double left = 0;
      for (int j = 0; j < columns; j++) {
        double right = all - left - below[j];
        difference += counts[i * columns + j] * (right - left);
        left += below[j];
      }
      for (int j = 0; j < columns; j++) {
        below[j] += counts[i * columns + j];
      }
    }
    double n = total();
    double scale = Math.sqrt(untied(n, rowSums)) * Math.sqrt(untied(n, columnSums));
    return scale > 0 ? Math.max(-1, Math.min(1, difference / scale)) : Double.NaN;
  }

  private static double untied(double n, double[] sums) {
    double pairs = n * (n - 1) / 2;
    for (double sum : sums) {
      pairs -= sum * (sum - 1) / 2;
    }
    return pairs;
  }

  /**
   * Spearman's correlation of the rows counted here, ties sharing their mean rank: exact when each
   * level is one value.
   */
  double spearman() {
    double[] x = ranks(rowSums);
    double[] y = ranks(columnSums);
    double middle = (total() + 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < rows; i++) {
      xx += rowSums[i] * (x[i] - middle) * (x[i] - middle);
      for (int j = 0; j < columns; j++) {
        xy += counts[i * columns + j] * (x[i] - middle) * (y[j] - middle);
      }
    }
    for (int j = 0; j < columns; j++) {
      yy += columnSums[j] * (y[j] - middle) * (y[j] - middle);
    }
    double scale = Math.sqrt(xx) * Math.sqrt(yy);
    return scale > 0 ? Math.max(-1, Math.min(1, xy / scale)) : Double.NaN;
  }

  private static double[] ranks(double[] sums) {
    double[] ranks = new double[sums.length];
    double before = 0;
    for (int i = 0; i < sums.length; i++) {
      ranks[i] = before + (sums[i] + 1) / 2;
      before += sums[i];
    }
    return ranks;
  }

  /**
   * Cramer's V, corrected for the bias of small tables (Bergsma, Journal of the Korean Statistical
   * Society 2013). NaN where a column has one level.
   */
  public double cramersV() {
    double[] r = rowSums;
    double[] c = columnSums;
    double n = total();
    int k = used(r);
    int m = used(c);
    if (k < 2 || m < 2 || n < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double count = counts[i * columns + j];
        sum += count == 0 ? 0 : count * count / (r[i] * c[j]);
      }
    }
    double phi2 = Math.max(0, sum - 1 - (k - 1) * (m - 1) / (n - 1));
    double least = Math.min(k - (k - 1.0) * (k - 1) / (n - 1), m - (m - 1.0) * (m - 1) / (n - 1));
    return least > 1 ? Math.min(1, Math.sqrt(phi2 / (least - 1))) : Double.NaN;
  }

  /**
   * The information coefficient of correlation, sqrt(1 - exp(-2 I)) with I the mutual information
   * (Linfoot, Information and Control 1957): |r| of a normal pair with the same information, for
   * columns of any type and relations of any form. I is corrected for its bias (Miller and Madow),
   * and the coefficient divided by the greatest value that columns of these levels can reach, so
   * that it runs from 0 to 1. It stands where others show phi-k: the same question is asked, and a
   * table of 500 columns gets an answer without inverting a normal integral for each pair.
   */
  double information() {
    double[] r = rowSums;
    double[] c = columnSums;
    double n = total();
    int k = used(r);
    int m = used(c);
    if (k < 2 || m < 2) {
      return Double.NaN;
    }
    double information = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double count = counts[i * columns + j];
        information += count == 0 ? 0 : count / n * Math.log(count * n / (r[i] * c[j]));
      }
    }
    double corrected = Math.max(0, information - (k - 1.0) * (m - 1) / (2 * n));
    double most = coefficient(Math.min(entropy(r, n), entropy(c, n)));
    return most > 0 ? Math.min(1, coefficient(corrected) / most) : Double.NaN;
  }

  private static double coefficient(double information) {
    return Math.sqrt(-Math.expm1(-2 * information));
  }

  private static double entropy(double[] sums, double n) {
    double entropy = 0;
    for (double sum : sums) {
      entropy -= sum == 0 ? 0 : sum / n * Math.log(sum / n);
    }
    return entropy;
  }

  private static int used(double[] sums) {
    int used = 0;
    for (double sum : sums) {
      used += sum > 0 ? 1 : 0;
    }
    return used;
  }

  /** Half the sum of the differences of shares of two tables of the same levels. */
  static double totalVariation(Contingency a, Contingency b) {
    double n = Math.max(1, a.total());
    double m = Math.max(1, b.total());
    double sum = 0;
    for (int k = 0; k < a.counts.length; k++) {
      sum += Math.abs(a.counts[k] / n - b.counts[k] / m);
    }
    return sum / 2;
  }
}
