package io.semblance.quality;

import io.semblance.quality.text.PlainText;
import java.util.Locale;

/** The lines of a {@link ConsoleSummary} in the making, their columns aligned. */
final class ConsoleLines {

  private final StringBuilder out = new StringBuilder();
  private final boolean justTrained;

  ConsoleLines(boolean justTrained) {
    this.justTrained = justTrained;
  }

  /** Whether a model was trained for the table just now, so that more training can be advised. */
  boolean justTrained() {
    return justTrained;
  }

  /** A figure between its lines. */
  void figure(String name, Figure figure, String meaning) {
    row(name, number(figure.value()), number(figure.floor()), number(figure.ceiling()), meaning);
  }

  /** The heading of the figures. */
  void heading() {
    line(String.format(Locale.ROOT, "%-18s%8s%8s%9s", "", "score", "floor", "ceiling"));
  }

  private void row(String name, String value, String floor, String ceiling, String meaning) {
    line(String.format(Locale.ROOT, "%-18s%8s%8s%9s  %s", name, value, floor, ceiling, meaning));
  }

  /** Words after a name. */
  void named(String name, String text) {
    line(String.format(Locale.ROOT, "%-18s%s", name, text));
  }

  /** A line as it is; control characters are replaced. */
  void line(String text) {
    out.append(PlainText.printable(text)).append(System.lineSeparator());
  }

  /** Four decimals, or a hyphen, as terminals may know no dash. */
  static String number(double value) {
    return PlainText.decimals(value, 4, "-");
  }

  /** All lines. */
  String text() {
    return out.toString();
  }
}
