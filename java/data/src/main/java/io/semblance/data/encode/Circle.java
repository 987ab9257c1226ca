package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * A circle of values, such as the seconds of a day, cut open to a line: what stands next to each
 * other on the circle does so on the line, but for the two sides of the cut. The cut therefore lies
 * where the fewest values are.
 *
 * @param period the circumference
 * @param cut the value at which the line begins, from 0 to before the period
 */
record Circle(double period, double cut) {
  /** The part of the circle that is looked at to judge how busy a place is. */
  private static final double WINDOW = 1.0 / 24;

  /**
   * The circle cut in the middle of the largest gap of its quietest part: of all windows of a
   * twenty-fourth of the circle that begin at a value, the one that holds the fewest others, and
   * among equals the one before the longest gap.
   *
   * @param data at least one value, each from 0 to the period
   */
  static Circle fit(double[] data, double period) {
    double[] sorted = data.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int from = n - 1;
    int fewest = Integer.MAX_VALUE;
    for (int i = 0, end = 0; i < n; i++) { // end: the first value beyond the window, unwrapped
      end = Math.max(end, i + 1);
      while (end < i + n && at(sorted, end, period) - sorted[i] < WINDOW * period) {
        end++;
      }
      boolean last = gap(sorted, i, period) > 0; // of equal values the last one begins the window
      int held = end - i - 1;
      boolean longer = gap(sorted, i, period) > gap(sorted, from, period);
      if (last && (held < fewest || (held == fewest && longer))) {
        fewest = held;
        from = i;
      }
    }
    int best = from;
    for (int i = from; i <= from + Math.min(fewest, n - 1); i++) {
      best = gap(sorted, i, period) > gap(sorted, best, period) ? i : best;
    }
    double middle = at(sorted, best, period) + gap(sorted, best, period) / 2;
    return new Circle(period, middle % period);
  }

  /** A value with those of further rounds behind it. */
  private static double at(double[] sorted, int i, double period) {
    return sorted[i % sorted.length] + i / sorted.length * period;
  }

  private static double gap(double[] sorted, int i, double period) {
    return at(sorted, i + 1, period) - at(sorted, i, period);
  }

  /** The place of a value on the line: from 0 to before the period. */
  double unroll(double value) {
    double place = value - cut;
    return place < 0 ? place + period : place;
  }

  double[] unroll(double[] values) {
    return Arrays.stream(values).map(this::unroll).toArray();
  }

  /** The value at a place of the line; beyond its ends the circle goes on. */
  double roll(double place) {
    double value = (place + cut) % period;
    return value < 0 ? value + period : value;
  }

  void write(ObjectNode out) {
    out.put("period", period);
    out.put("cut", cut);
  }

  static Circle read(Json in) {
    double period = in.number("period");
    double cut = in.number("cut");
    in.check(period > 0 && cut >= 0 && cut < period, "has a cut that is not on the circle");
    return new Circle(period, cut);
  }
}
