package io.semblance.benchmarks;

import io.semblance.benchmarks.GrowthPoint.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * How time and memory grow with batch, width, rows and columns, and for models of sequences with
 * steps, features and sequences. Every point is measured in a JVM of its own, so that its memory is
 * its own.
 */
final class Growth {
  static final String NAME = "growth";

  /** The tables of models of sequences alone. */
  static final String SERIES = NAME + ".series";

  /** Above this, something grows faster than linear beyond what noise explains. */
  private static final double LINEAR = 1.1;

  private static final double MEGABYTE = 1 << 20;
  private static final String COLUMNS = "%-10s %11s %11s %13s %9s %-5s %13s %9s %9s %9s";

  private final Consumer<String> out;

  /** Points that two tables share are measured once. */
  private final Map<List<String>, Measured> measured = new HashMap<>();

  /**
   * @param out receives the lines of the tables
   */
  Growth(Consumer<String> out) {
    this.out = out;
  }

  /** Whether a pattern asks for the tables; they are long, so it must name them. */
  static boolean named(String pattern) {
    return pattern.equals(NAME) || pattern.equals(SERIES);
  }

  /**
   * One table.
   *
   * @param what what grows, and what is done
   * @param extents from small to great
   * @param point arguments of {@link GrowthPoint} for an extent
   */
  private record Series(String what, List<Long> extents, LongFunction<List<String>> point) {
    List<String> first() {
      return point.apply(extents.get(0));
    }
  }

  /**
   * Measures and prints all tables.
   *
   * @param pattern {@link #SERIES} for the tables of models of sequences alone
   * @param brief one point of each kind only, in this JVM, to see that it runs
   */
  void run(String pattern, boolean brief) {
    Set<String> seen = new HashSet<>();
    List<Series> all = sequences();
    if (!pattern.equals(SERIES)) {
      all.addAll(0, series());
    }
    for (Series series : all) {
      if (!brief) {
        table(series);
      } else if (seen.add(series.first().get(0))) {
        GrowthPoint.measure(series.first(), true);
        out.accept("ran growth " + series.what());
      }
    }
  }

  private static List<Series> sequences() {
    List<Series> all = new ArrayList<>();
    for (String model : List.of("timegan", "doppelganger", "timevae", "var", "copula")) {
      // A model of rows takes windows of up to 4,000 numbers.
      List<Long> steps =
          model.equals("copula") ? List.of(1L, 10L, 100L) : List.of(1L, 10L, 100L, 1000L);
      all.add(
          new Series(
              "steps, 100 sequences of 5 features, " + model,
              steps,
              n -> words(GrowthPoint.SEQUENCES, n, 5, 100, model)));
      all.add(
          new Series(
              "features, 100 sequences of 24 steps, " + model,
              List.of(1L, 10L, 100L),
              n -> words(GrowthPoint.SEQUENCES, 24, n, 100, model)));
      all.add(
          new Series(
              "sequences of 24 steps and 5 features, " + model,
              List.of(1L, 100L, 10_000L),
              n -> words(GrowthPoint.SEQUENCES, 24, 5, n, model)));
    }
    return all;
  }

  private static List<Series> series() {
    List<Series> all = new ArrayList<>();
    List<Long> batches = List.of(128L, 512L, 2048L, 8192L);
    List<Long> widths = List.of(64L, 256L, 1024L);
    for (long width : widths) {
      all.add(
          new Series(
              "batch, critic update, hidden widths " + width,
              batches,
              batch -> words(GrowthPoint.STEP, batch, width)));
    }
    for (long batch : batches) {
      all.add(
          new Series(
              "width of three hidden layers, critic update, batch " + batch,
              widths,
              width -> words(GrowthPoint.STEP, batch, width)));
    }
    List<Long> columns = List.of(10L, 20L, 50L, 100L, 200L, 500L);
    all.add(
        new Series(
            "columns, critic update of the article's size",
            columns,
            width -> words(GrowthPoint.ROW, width)));
    for (String work : List.of("fit", "encode", "decode")) {
      all.add(
          new Series(
              "columns, encoders of 20,000 rows, " + work,
              columns,
              width -> words(GrowthPoint.COLUMNS, width, work)));
    }
    all.add(
        new Series(
            "rows sampled to a file",
            List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L),
            rows -> words(GrowthPoint.SAMPLE, rows)));
    return all;
  }

  private static List<String> words(Object... words) {
    return Arrays.stream(words).map(Object::toString).toList();
  }

  private void table(Series series) {
    out.accept("growth: " + series.what());
    out.accept(
        line(
            "extent",
            "time ms",
            "CPU ms",
            "CPU us/unit",
            "exponent",
            "",
            "allocated MB",
            "held MB",
            "RSS MB",
            "exponent"));
    Measured before = null;
    long extentBefore = 0;
    for (long extent : series.extents()) {
      Measured now = measured.computeIfAbsent(series.point().apply(extent), GrowthPoint::fork);
      out.accept(row(extent, now, extentBefore, before));
      before = now;
      extentBefore = extent;
    }
    out.accept("");
  }

  private static String row(long extent, Measured now, long extentBefore, Measured before) {
    double time = Double.NaN;
    double memory = Double.NaN;
    if (before != null) {
      time = exponent(extentBefore, before.cpuSeconds(), extent, now.cpuSeconds());
      memory = exponent(extentBefore, before.peakBytes(), extent, now.peakBytes());
    }
    return line(
        extent,
        number("%.3f", now.seconds() * 1e3),
        number("%.3f", now.cpuSeconds() * 1e3),
        number("%.4f", now.cpuSeconds() * 1e6 / extent),
        number("%.2f", time),
        time > LINEAR ? "more" : "",
        number("%.1f", now.allocatedBytes() / MEGABYTE),
        number("%.1f", now.heldBytes() / MEGABYTE),
        number("%.1f", now.peakBytes() / MEGABYTE),
        number("%.2f", memory));
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, COLUMNS, cells).stripTrailing();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  /** Local exponent of growth: the slope between two points where both axes are logarithmic. */
  static double exponent(double x1, double y1, double x2, double y2) {
    return Math.log(y2 / y1) / Math.log(x2 / x1);
  }
}
