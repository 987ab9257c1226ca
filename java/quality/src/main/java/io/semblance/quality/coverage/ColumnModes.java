package io.semblance.quality.coverage;

import io.semblance.quality.features.Feature;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Modes of single columns: labels, values of counts, ranges of numbers. */
final class ColumnModes {

  /** A number with no more values than this is taken value by value. */
  private static final int FEW_VALUES = 40;

  private static final int RANGES = 20;

  private ColumnModes() {}

  /** Labels of the real column that the synthetic one hardly has. */
  static List<MissingMode> labels(Feature feature, double[] real, double[] synthetic) {
    int labels = feature.labels().size();
    double[] expected = shares(real, labels);
    double[] found = shares(synthetic, labels);
    List<MissingMode> out = new ArrayList<>();
    for (int k = 0; k < labels; k++) {
      if (MissingMode.isMissing(expected[k], found[k], real.length, synthetic.length)) {
        String where = feature.name() + " = " + feature.labels().get(k);
        out.add(new MissingMode(where, expected[k], found[k], false));
      }
    }
    return out;
  }

  /** Share of each label among all rows. */
  static double[] shares(double[] codes, int labels) {
    double[] shares = new double[labels];
    for (double code : codes) {
      if (!Double.isNaN(code)) {
        shares[(int) code]++;
      }
    }
    Arrays.setAll(shares, k -> shares[k] / codes.length);
    return shares;
  }

  /** Ranges between real quantiles that the synthetic column hardly reaches; neighbours as one. */
  static List<MissingMode> ranges(Feature feature, double[] real, double[] synthetic) {
    double[] sorted = finite(real);
    List<MissingMode> out = new ArrayList<>();
    if (sorted.length == 0) {
      return out;
    }
    double[] starts = starts(sorted);
    double[] expected = new double[starts.length];
    double[] found = new double[starts.length];
    double[] greatest = new double[starts.length];
    for (double v : sorted) {
      int bin = bin(starts, v);
      expected[bin] += 1.0 / real.length;
      greatest[bin] = v;
    }
    for (double v : synthetic) {
      if (Double.isFinite(v)) {
        found[nearestBin(starts, greatest, v)] += 1.0 / synthetic.length;
      }
    }
    for (int b = 0; b < starts.length; b++) {
      int end = b;
      double share = 0;
      double got = 0;
      while (end < starts.length
          && MissingMode.isMissing(expected[end], found[end], real.length, synthetic.length)) {
        share += expected[end];
        got += found[end++];
      }
      if (end > b) {
        String where = feature.name() + " " + range(feature, starts[b], greatest[end - 1]);
        out.add(new MissingMode(where, share, got, false));
        b = end;
      }
    }
    return out;
  }

  static double[] finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  /** First value of each bin: every value, or every twentieth of the rows. */
  private static double[] starts(double[] sorted) {
    double[] distinct = Arrays.stream(sorted).distinct().limit(FEW_VALUES + 1L).toArray();
    if (distinct.length <= FEW_VALUES) {
      return distinct;
    }
    double[] starts = new double[RANGES];
    for (int k = 0; k < RANGES; k++) {
      starts[k] = sorted[(int) ((long) k * sorted.length / RANGES)];
    }
    return Arrays.stream(starts).distinct().toArray();
  }

  private static int bin(double[] starts, double value) {
    int at = Arrays.binarySearch(starts, value);
    return Math.max(0, at >= 0 ? at : -at - 2);
  }

  /** Between two bins the nearer one: 2.9999 belongs to 3. */
  private static int nearestBin(double[] starts, double[] greatest, double value) {
    int bin = bin(starts, value);
    boolean above = bin + 1 < starts.length && value > greatest[bin];
    return above && starts[bin + 1] - value < value - greatest[bin] ? bin + 1 : bin;
  }

  /** A range in words. */
  static String range(Feature feature, double from, double to) {
    return from == to
        ? "= " + text(feature, from)
        : text(feature, from) + " to " + text(feature, to);
  }

  private static String text(Feature feature, double value) {
    return switch (feature.type()) {
      case DATETIME ->
          DateTimeFormatter.ISO_LOCAL_DATE.format(
              Instant.ofEpochMilli((long) value).atOffset(ZoneOffset.UTC));
      case TIME -> LocalTime.ofSecondOfDay((long) value).toString();
      case NUMBER, INTEGER, CATEGORY, BOOLEAN, ID ->
          value == Math.rint(value) && Math.abs(value) < 1e15
              ? Long.toString((long) value)
              : String.format(Locale.ROOT, "%.4g", value);
    };
  }
}
