package io.semblance.quality.summary;

/**
 * Count, mean, the second to fourth central moments, least and greatest value of a stream of finite
 * numbers. Values come in by Welford's update, other summaries by the pairwise formulas of Chan,
 * Golub and LeVeque (1979), extended to the third and fourth moment by Pebay (SAND2008-6212), so
 * that large values close together (dates) lose nothing.
 */
public final class Moments {
  private long count;
  private double mean;
  private double m2;
  private double m3;
  private double m4;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Adds one finite value. */
  public void add(double x) {
    long before = count++;
    double n = count;
    double delta = x - mean;
    double step = delta / n;
    double term = delta * step * before;
    mean += step;
    m4 += term * step * step * (n * n - 3 * n + 3) + 6 * step * step * m2 - 4 * step * m3;
    m3 += term * step * (n - 2) - 3 * step * m2;
    m2 += term;
    min = Math.min(min, x);
    max = Math.max(max, x);
  }

  /**
   * Adds all finite values of an array, by two passes over it, which is both faster and closer than
   * one by one.
   */
  public void addAll(double[] values) {
    Moments part = new Moments();
    double sum = 0;
    for (double x : values) {
      if (Double.isFinite(x)) {
        sum += x;
        part.count++;
        part.min = Math.min(part.min, x);
        part.max = Math.max(part.max, x);
      }
    }
    if (part.count == 0) {
      return;
    }
    part.mean = part.min == part.max ? part.min : sum / part.count;
    for (double x : values) {
      double d = x - part.mean;
      if (Double.isFinite(d)) {
        double d2 = d * d;
        part.m2 += d2;
        part.m3 += d2 * d;
        part.m4 += d2 * d2;
      }
    }
    merge(part);
  }

  /** Adds one finite value many times. */
  public void add(double x, long times) {
    if (times == 1) {
      add(x);
    } else if (times > 1) {
      Moments same = new Moments();
      same.count = times;
      same.mean = x;
      same.min = x;
      same.max = x;
      merge(same);
    }
  }

  /** Adds all that another summary has seen. */
  public void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    if (count == 0) {
      mean = other.mean; // exactly: a constant shall have no variance
    }
    double a = count;
    double b = other.count;
    double n = a + b;
    double d = other.mean - mean;
    double d2 = d * d;
    double fourth =
        m4
            + other.m4
            + d2 * d2 * a * b * (a * a - a * b + b * b) / (n * n * n)
            + 6 * d2 * (a * a * other.m2 + b * b * m2) / (n * n)
            + 4 * d * (a * other.m3 - b * m3) / n;
    double third =
        m3 + other.m3 + d2 * d * a * b * (a - b) / (n * n) + 3 * d * (a * other.m2 - b * m2) / n;
    m4 = fourth;
    m3 = third;
    m2 += other.m2 + d2 * a * b / n;
    mean += d * b / n;
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** How many values there are. */
  public long count() {
    return count;
  }

  /** The mean; NaN without values. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** The sum. */
  public double sum() {
    return count == 0 ? 0 : mean * count;
  }

  /** The variance with the divisor n - 1; NaN below two values. */
  public double variance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }

  /** The square root of the variance. */
  public double deviation() {
    return Math.sqrt(variance());
  }

  /** Skewness, adjusted for the sample size (G1), as spreadsheets and pandas have it. */
  public double skewness() {
    double n = count;
    if (count < 3 || !varies()) {
      return Double.NaN;
    }
    return n * Math.sqrt(n - 1) / (n - 2) * m3 / Math.pow(m2, 1.5);
  }

  /** Excess kurtosis, adjusted for the sample size (G2), as spreadsheets and pandas have it. */
  public double kurtosis() {
    double n = count;
    if (count < 4 || !varies()) {
      return Double.NaN;
    }
    double g = n * (n + 1) * (n - 1) * m4 / ((n - 2) * (n - 3) * m2 * m2);
    return g - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
  }

  private boolean varies() {
    return min < max && m2 > 0;
  }

  /** The least value; positive infinity without values. */
  public double min() {
    return min;
  }

  /** The greatest value; negative infinity without values. */
  public double max() {
    return max;
  }
}
