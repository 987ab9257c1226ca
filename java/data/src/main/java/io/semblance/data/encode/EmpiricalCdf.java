package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * The distribution function of a column, F(x) = share of values not above x, kept at no more than a
 * given number of its values. Each kept value has the interval of ranks that it fills, from the
 * share of values below it to the share of values not above it; between two kept values F is
 * linear. When all distinct values are kept the intervals touch, and F is the exact step function.
 *
 * <p>Both directions are looked up in constant time on average, by guide tables (Chen and Asau, "On
 * generating random variates from an empirical distribution", AIIE Transactions 6, 1974).
 */
final class EmpiricalCdf {
  /** The most values that are kept; part of the promise that model files hold no training rows. */
  static final int MOST_KNOTS = 1024;

  private final double[] values;

  /** How many of all values are less than each kept value, and how many are not greater. */
  private final int[] below;

  private final int[] upTo;
  private final int count;
  private final double[] lower;
  private final double[] upper;

  /** The last value whose lower rank is not above k / length: where to look for a rank. */
  private final int[] ranks;

  /** The first value in the k-th of equal parts of the range: where to look for a value. */
  private final int[] places;

  private final double placesPerUnit;

  private EmpiricalCdf(double[] values, int[] below, int[] upTo, int count) {
    this.values = values;
    this.below = below;
    this.upTo = upTo;
    this.count = count;
    this.lower = new double[values.length];
    this.upper = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      lower[i] = (double) below[i] / count;
      upper[i] = (double) upTo[i] / count;
    }
    double range = values[values.length - 1] - values[0];
    this.placesPerUnit = range > 0 ? values.length / range : 0;
    this.ranks = new int[values.length];
    this.places = new int[values.length + 1];
    for (int k = 0, i = 0; k < ranks.length; k++) {
      while (i + 1 < values.length && lower[i + 1] * values.length <= k) {
        i++;
      }
      ranks[k] = i;
    }
    for (int k = 0, i = 0; k < places.length; k++) {
      while (i < values.length && place(values[i]) < k) {
        i++;
      }
      places[k] = i;
    }
    places[values.length] = values.length;
  }

  /** The part of the range that a value lies in; rises with the value. */
  private int place(double x) {
    int place = (int) ((x - values[0]) * placesPerUnit);
    return Math.max(0, Math.min(place, values.length - 1));
  }

  /** The distribution of at least one value, none of them NaN, in any order. */
  static EmpiricalCdf fit(double[] data, int mostKnots) {
    double[] sorted = data.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    double[] values = new double[Math.min(distinct, mostKnots)];
    int[] below = new int[values.length];
    int[] upTo = new int[values.length];
    boolean all = distinct <= mostKnots;
    int kept = 0;
    int nextTarget = 0;
    for (int start = 0, end; start < n; start = end) {
      end = start;
      while (end < n && sorted[end] == sorted[start]) {
        end++;
      }
      // Keep a value when one of the equally spaced ranks falls on it.
      boolean hit = all;
      while (nextTarget < mostKnots && target(nextTarget, mostKnots, n) < end) {
        hit = true;
        nextTarget++;
      }
      if (hit) {
        values[kept] = sorted[start];
        below[kept] = start;
        upTo[kept++] = end;
      }
    }
    return new EmpiricalCdf(
        Arrays.copyOf(values, kept), Arrays.copyOf(below, kept), Arrays.copyOf(upTo, kept), n);
  }

  private static long target(int knot, int knots, int n) {
    return Math.round((double) knot * (n - 1) / Math.max(1, knots - 1));
  }

  /** The rank in [0, 1] of a value that fills an interval of ranks: the point at share t of it. */
  double rank(double x, double t) {
    int place = place(x);
    int i = Arrays.binarySearch(values, places[place], places[place + 1], x);
    if (i >= 0) {
      return lower[i] + t * (upper[i] - lower[i]);
    }
    int above = -i - 1;
    if (above == 0) {
      return 0;
    }
    if (above == values.length) {
      return 1;
    }
    double share = (x - values[above - 1]) / (values[above] - values[above - 1]);
    return upper[above - 1] + share * (lower[above] - upper[above - 1]);
  }

  /** The value at a rank in [0, 1]: the inverse of {@link #rank}. */
  double quantile(double u) {
    int i = ranks[Math.max(0, Math.min((int) (u * ranks.length), ranks.length - 1))];
    while (i > 0 && lower[i] > u) { // the product may have been rounded up
      i--;
    }
    while (i + 1 < values.length && lower[i + 1] <= u) {
      i++;
    }
    if (u <= upper[i] || i + 1 == values.length) {
      return values[i];
    }
    double share = (u - upper[i]) / (lower[i + 1] - upper[i]);
    return values[i] + share * (values[i + 1] - values[i]);
  }

  /** Whether a value is kept that several of the fitted ones are. */
  boolean repeats(double x) {
    int i = Arrays.binarySearch(values, x);
    return i >= 0 && upTo[i] - below[i] > 1;
  }

  /** How many values are kept. */
  int knots() {
    return values.length;
  }

  /** Whether all distinct values are kept. */
  boolean isExact() {
    for (int i = 1; i < values.length; i++) {
      if (lower[i] != upper[i - 1]) {
        return false;
      }
    }
    return true;
  }

  void write(ObjectNode out) {
    out.put("count", count);
    Json.put(out, "values", values);
    Json.put(out, "below", below);
    Json.put(out, "upTo", upTo);
  }

  static EmpiricalCdf read(Json in) {
    int count = in.integer("count", 1, Integer.MAX_VALUE);
    double[] values = in.numbers("values");
    int[] below = in.integers("below", 0, count);
    int[] upTo = in.integers("upTo", 1, count);
    in.check(
        values.length > 0 && below.length == values.length && upTo.length == values.length,
        "needs as many values as ranks");
    for (int i = 0; i < values.length; i++) {
      in.check(
          below[i] < upTo[i] && (i == 0 || (values[i] > values[i - 1] && below[i] >= upTo[i - 1])),
          "must have rising values and ranks");
    }
    return new EmpiricalCdf(values, below, upTo, count);
  }
}
