package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.encode.WithinBins.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the numbers of a column like to end: in 0 or 5, in 99, in 000. Numbers are counted in steps
 * of the column, and an ending is a remainder by a power of ten that comes far more often than its
 * share. How many numbers have which ending is known for each bin.
 */
final class Endings {
  /** Values without an ending of note, and what the endings of all are worth to a bin. */
  private static final double LEAST_SHARE = .01;

  private static final double EXCESS = 2;
  private static final int PRIOR_ROWS = 10;
  private static final int FEWEST_ROWS = 200;
  private static final int FEWEST_MULTIPLES = 20;
  private static final int MOST_STEPS = 6;
  private static final long LARGEST = 1_000_000_000L;

  private final double step;
  private final double[] moduli; // falling
  private final double[] remainders;

  /** For each bin the probability of each ending. */
  private final double[][] shares;

  private Endings(double step, double[] moduli, double[] remainders, double[][] shares) {
    this.step = step;
    this.moduli = moduli;
    this.remainders = remainders;
    this.shares = shares;
  }

  /**
   * @param step distance of the column's values
   * @param values that no law of their own brings back
   * @param bins the bin of each
   * @param count how many bins
   * @return null where no ending is liked
   */
  static Endings fit(double step, double[] values, int[] bins, int count) {
    if (step <= 0 || values.length < FEWEST_ROWS) {
      return null;
    }
    long[] units = Arrays.stream(values).mapToLong(v -> Math.round(v / step)).toArray();
    long[] sorted = units.clone();
    Arrays.sort(sorted);
    // The middle of the numbers says which multiples they could be, not the farthest of them.
    double range = sorted[sorted.length * 19 / 20] - (double) sorted[sorted.length / 20];
    List<double[]> found = new ArrayList<>();
    for (long modulus = 10; modulus <= LARGEST && range / modulus >= FEWEST_MULTIPLES; ) {
      found.addAll(0, liked(units, modulus));
      modulus *= 10;
    }
    if (found.isEmpty()) {
      return null;
    }
    double[] moduli = found.stream().mapToDouble(e -> e[0]).toArray();
    double[] remainders = found.stream().mapToDouble(e -> e[1]).toArray();
    Endings empty = new Endings(step, moduli, remainders, null);
    double[] all = new double[moduli.length];
    double[][] shares = new double[count][moduli.length];
    double[] rows = new double[count];
    for (int i = 0; i < units.length; i++) {
      int ending = empty.of(units[i]);
      rows[bins[i]]++;
      if (ending >= 0) {
        shares[bins[i]][ending]++;
        all[ending] += 1.0 / units.length;
      }
    }
    for (int b = 0; b < count; b++) {
      for (int e = 0; e < all.length; e++) {
        shares[b][e] = (shares[b][e] + PRIOR_ROWS * all[e]) / (rows[b] + PRIOR_ROWS);
      }
    }
    return new Endings(step, moduli, remainders, shares);
  }

  /** The remainders by a power of ten that come more often than those by a tenth of it say. */
  private static List<double[]> liked(long[] units, long modulus) {
    long[] remainders = Arrays.stream(units).map(u -> Math.floorMod(u, modulus)).sorted().toArray();
    List<double[]> found = new ArrayList<>();
    for (int start = 0, end; start < remainders.length; start = end) {
      end = start;
      while (end < remainders.length && remainders[end] == remainders[start]) {
        end++;
      }
      if (end - start >= LEAST_SHARE * units.length) {
        long shorter = remainders[start] % (modulus / 10);
        long alike = Arrays.stream(remainders).filter(r -> r % (modulus / 10) == shorter).count();
        if (end - start > EXCESS * alike / 10) {
          found.add(new double[] {modulus, remainders[start]});
        }
      }
    }
    return found;
  }

  /** The ending of a number; -1 for none of note. */
  private int of(long units) {
    for (int e = 0; e < moduli.length; e++) {
      if (Math.floorMod(units, (long) moduli[e]) == (long) remainders[e]) {
        return e;
      }
    }
    return -1;
  }

  /** The number near to a value that ends as numbers of its bin do; within the range. */
  double near(double value, int bin, Range range, double uniform) {
    double left = uniform;
    for (int e = 0; e < moduli.length; e++) {
      left -= shares[bin][e];
      if (left < 0) {
        double modulus = moduli[e] * step;
        double offset = remainders[e] * step;
        double near = Math.rint((value - offset) / modulus) * modulus + offset;
        near += near < range.low() ? modulus : near > range.high() ? -modulus : 0;
        return near >= range.low() && near <= range.high() ? near : value;
      }
    }
    return without(value, range);
  }

  /** The nearest number without an ending of note. */
  private double without(double value, Range range) {
    long units = Math.round(value / step);
    for (int by = 0; by < 2 * MOST_STEPS; by++) {
      long other = units + (by % 2 == 0 ? by / 2 : -(by + 1) / 2);
      double near = other * step;
      if (of(other) < 0 && near >= range.low() && near <= range.high()) {
        return near;
      }
    }
    return value;
  }

  void write(ObjectNode out) {
    out.put("step", step);
    Json.put(out, "moduli", moduli);
    Json.put(out, "remainders", remainders);
    double[] flat = new double[shares.length * moduli.length];
    for (int b = 0; b < shares.length; b++) {
      System.arraycopy(shares[b], 0, flat, b * moduli.length, moduli.length);
    }
    Json.put(out, "shares", flat);
  }

  static Endings read(Json in, int bins) {
    double step = in.number("step");
    double[] moduli = in.numbers("moduli");
    double[] remainders = in.numbers("remainders");
    double[] flat = in.numbers("shares");
    in.check(
        step > 0
            && moduli.length == remainders.length
            && flat.length == (long) bins * moduli.length
            && Arrays.stream(moduli).allMatch(m -> m >= 1 && m <= LARGEST),
        "needs a step, endings, and shares of them for each bin");
    double[][] shares = new double[bins][];
    for (int b = 0; b < bins; b++) {
      shares[b] = Arrays.copyOfRange(flat, b * moduli.length, (b + 1) * moduli.length);
    }
    return new Endings(step, moduli, remainders, shares);
  }
}
