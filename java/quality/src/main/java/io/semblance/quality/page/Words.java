package io.semblance.quality.page;

import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericKind;
import io.semblance.quality.summary.Cells;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Figures as people read them. */
public final class Words {
  private Words() {}

  /** A name of a column: isolated, so that its direction disturbs nothing around it. */
  public static String name(String name) {
    return "<bdi>" + Html.escape(name) + "</bdi>";
  }

  /** A value of a column of numbers or dates, in full. */
  public static String value(ColumnSchema schema, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "\u2013";
    }
    boolean amount = !(schema.kind() instanceof NumericKind kind) || kind.axis().hasZero();
    return amount ? Html.number(value) : Cells.text(schema, value);
  }

  /** Writes the edges of bins. */
  public static DoubleFunction<String> edges(ColumnSchema schema, Bins bins) {
    return edges(schema, bins.least(), bins.greatest());
  }

  /** Writes values of a range. */
  public static DoubleFunction<String> edges(ColumnSchema schema, double least, double greatest) {
    return schema.kind() instanceof NumericKind kind
        ? kind.labels(least, greatest, Html::number)
        : Html::number;
  }

  /** Up to so many decimals, or a dash. */
  public static String rounded(double value, int decimals) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "\u2013";
    }
    double scale = Math.pow(10, decimals);
    return Html.number(Math.round(value * scale) / scale);
  }

  /** Two decimals with a true minus sign, or a dash. */
  public static String coefficient(double value) {
    if (Double.isNaN(value)) {
      return "\u2013";
    }
    // Adding zero spares the reader a negative one.
    return String.format(Locale.ROOT, "%.2f", Math.rint(100 * value) / 100 + 0.0)
        .replace('-', '\u2212');
  }

  /** A count that may be an estimate. */
  public static String count(long value, boolean exact) {
    return (exact ? "" : "about ") + Html.count(value);
  }

  /** A span of time in words. */
  public static String duration(double millis) {
    double[] units = {365.25 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000};
    String[] names = {"year", "day", "hour", "minute", "second"};
    for (int i = 0; i < units.length; i++) {
      if (millis >= units[i] * (i == 0 ? 2 : 1)) {
        String number = Html.number(Math.round(millis / units[i] * 10) / 10.0);
        return number + " " + names[i] + (number.equals("1") ? "" : "s");
      }
    }
    return Html.number(millis) + " ms";
  }

  /** A number of bytes. */
  public static String bytes(long bytes) {
    return bytes < 10_000
        ? Html.count(bytes) + " bytes"
        : bytes < 1_000_000
            ? Html.number(Math.round(bytes / 100.0) / 10.0) + " kB"
            : Html.number(Math.round(bytes / 100_000.0) / 10.0) + " MB";
  }
}
