package io.semblance.quality;

/**
 * One figure between its two lines; NaN where it is undefined.
 *
 * @param value of the synthetic table
 * @param floor of the real table with every column shuffled independently
 * @param ceiling of real rows against other real rows
 */
public record Figure(double value, double floor, double ceiling) {

  static final Figure UNDEFINED = new Figure(Double.NaN, Double.NaN, Double.NaN);

  /**
   * How far the value is on the way from the floor, 0, to the ceiling, 1; NaN when a line is
   * undefined or the two lines are closer than {@code noise}.
   */
  double way(double noise) {
    double whole = ceiling - floor;
    return Math.abs(whole) < noise ? Double.NaN : (value - floor) / whole;
  }

  /** The least of the three, undefined ones aside; 0 without any. */
  double least() {
    double least = Double.POSITIVE_INFINITY;
    for (double each : new double[] {value, floor, ceiling}) {
      least = Double.isNaN(each) ? least : Math.min(least, each);
    }
    return Double.isInfinite(least) ? 0 : least;
  }

  /** The greatest of the three, undefined ones aside; 0 without any. */
  double most() {
    return -new Figure(-value, -floor, -ceiling).least();
  }
}
