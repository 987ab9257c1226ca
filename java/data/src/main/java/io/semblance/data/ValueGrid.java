package io.semblance.data;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The values that a column of numbers may hold: its bounds, and the grid of its decimals or of its
 * resolution. Immutable.
 */
public final class ValueGrid {
  private static final double LARGEST_EXACT = 0x1p53;

  private final double min;
  private final double max;

  /** Ten to the number of decimals; 0 for none. */
  private final double scale;

  /** Distance of two values; 0 where decimals or nothing rule. */
  private final double step;

  private final double origin;

  /** Digits from the first that is not zero; 0 for any. */
  private final int significant;

  private ValueGrid(double min, double max, double scale, double step) {
    this(min, max, scale, step, 0);
  }

  private ValueGrid(double min, double max, double scale, double step, int significant) {
    this.significant = significant;
    this.min = Double.isNaN(min) ? -Double.MAX_VALUE : min;
    this.max = Double.isNaN(max) ? Double.MAX_VALUE : max;
    this.scale = scale;
    this.step = step;
    this.origin = Double.isNaN(min) ? 0 : min;
  }

  /** All values between two bounds, NaN for a bound that is not known. */
  static ValueGrid free(double min, double max) {
    return new ValueGrid(min, max, 0, 0);
  }

  /** Values of a number of decimals; bounds that have more are drawn in to the next that fits. */
  static ValueGrid ofDecimals(double min, double max, int decimals) {
    double scale = Math.pow(10, decimals);
    return new ValueGrid(onGrid(min, scale, true), onGrid(max, scale, false), scale, 0);
  }

  private static double onGrid(double bound, double scale, boolean up) {
    double scaled = bound * scale;
    double nearest = Math.rint(scaled);
    boolean known = !Double.isNaN(bound) && Math.abs(scaled) < LARGEST_EXACT;
    if (!known || nearest / scale == bound) {
      return bound;
    }
    return (up ? Math.ceil(scaled) : Math.floor(scaled)) / scale;
  }

  /** Values of so many digits from the first that is not zero. */
  static ValueGrid ofSignificant(double min, double max, int digits) {
    return new ValueGrid(min, max, 0, 0, digits);
  }

  /** Values at a whole number of steps from the lower bound, or from zero if that is not known. */
  static ValueGrid ofSteps(double min, double max, double step) {
    return new ValueGrid(min, max, 0, step);
  }

  /** Distance of neighbouring values; 0 where it is not the same everywhere, or any will do. */
  public double step() {
    return step > 0 ? step : scale > 0 ? 1 / scale : 0;
  }

  /** The allowed value that is nearest to a number. */
  public double nearest(double value) {
    double v = value;
    if (significant > 0 && v != 0 && Double.isFinite(v)) {
      v = new BigDecimal(v).round(new MathContext(significant)).doubleValue();
    } else if (step > 0) {
      v = origin + Math.rint((v - origin) / step) * step;
    } else if (scale == 1) {
      v = Math.rint(v);
    } else if (scale > 0 && Math.abs(v) * scale < LARGEST_EXACT) {
      v = Math.rint(v * scale) / scale;
    }
    return (v < min ? min : Math.min(v, max)) + 0.0;
  }
}
