package io.semblance.quality;

import java.util.function.ToDoubleFunction;

/**
 * One figure between its two lines; NaN where it is undefined.
 *
 * @param value of the synthetic table
 * @param floor of the real table with every column shuffled independently
 * @param ceiling of real rows against other real rows
 */
public record Figure(double value, double floor, double ceiling) {

  static <R> Figure of(Contest.Verdicts<R> verdicts, ToDoubleFunction<R> figure) {
    return new Figure(
        orNan(verdicts.synthetic(), figure),
        orNan(verdicts.floor(), figure),
        orNan(verdicts.ceiling(), figure));
  }

  private static <R> double orNan(R result, ToDoubleFunction<R> figure) {
    return result == null ? Double.NaN : figure.applyAsDouble(result);
  }

  /**
   * How far the value is on the way from the floor, 0, to the ceiling, 1; NaN when a line is
   * undefined or the two lines are closer than {@code noise}.
   */
  double way(double noise) {
    double whole = ceiling - floor;
    return Math.abs(whole) < noise ? Double.NaN : (value - floor) / whole;
  }
}
