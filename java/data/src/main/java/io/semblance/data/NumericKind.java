package io.semblance.data;

import java.util.function.DoubleFunction;

/** A kind whose cells are held as {@code double}s; see {@link NumericColumn}. */
public sealed interface NumericKind extends ColumnKind permits NumberKind, TimedKind {
  /** The least value; NaN when not known. */
  double min();

  /** The greatest value; NaN when not known. */
  double max();

  /** This kind with other bounds, NaN for a bound that is not known. */
  NumericKind withRange(double least, double greatest);

  /** A reader of cells; surrounding blanks are allowed. */
  CellReader reader();

  /** Whether a text that is no value means none, such as {@code inf} among numbers. */
  default boolean meansNone(String text) {
    return false;
  }

  /** What a cell should have been, for messages: "a number was expected". */
  String expected();

  /** The text of a finite value for people, about as the file has it. */
  String text(double value);

  /** Appends the text of a finite value as the file has it. */
  void print(double value, StringBuilder out);

  /** The values that the column may hold. */
  ValueGrid grid();

  /** What the values measure. */
  Axis axis();

  /**
   * The round steps that bins of this axis keep to, largest first; empty for powers of ten and
   * their halves.
   */
  double[] roundSteps();

  /** A distance of two values in milliseconds of time; NaN where it is no time. */
  double millis(double distance);

  /** The distance after which values come round again; NaN where they never do. */
  default double period() {
    return Double.NaN;
  }

  /**
   * Writes the ticks of an axis.
   *
   * @param least the least value shown
   * @param greatest the greatest value shown
   * @param number how the page writes a bare number
   */
  DoubleFunction<String> labels(double least, double greatest, DoubleFunction<String> number);

  @Override
  default boolean isComplete() {
    return !Double.isNaN(min()) && !Double.isNaN(max());
  }

  /** The known bounds, and those of another kind where there are none. */
  private static double either(double own, double other) {
    return Double.isNaN(own) ? other : own;
  }

  @Override
  default NumericKind completedBy(ColumnKind found) {
    NumericKind other = (NumericKind) found;
    return withRange(either(min(), other.min()), either(max(), other.max()));
  }
}
