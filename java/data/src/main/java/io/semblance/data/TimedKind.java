package io.semblance.data;

import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A kind whose cells follow a pattern of {@link java.time.format.DateTimeFormatter}. */
public sealed interface TimedKind extends NumericKind permits DateTimeKind, TimeKind {
  /** How cells are written; null when not known. */
  DateTimeText format();

  /** The greatest step, in milliseconds, that divides the distance of any two values. */
  long resolutionMillis();

  @Override
  TimedKind withRange(double least, double greatest);

  /**
   * This kind with another pattern.
   *
   * @param pattern null when not known
   * @param millis see {@link #resolutionMillis}
   */
  TimedKind withPattern(DateTimeText pattern, long millis);

  /** How many milliseconds a value of 1 stands for. */
  double unitMillis();

  /** The moment of a value, in milliseconds since 1970-01-01T00:00Z. */
  long toMillis(double value);

  @Override
  default boolean isReadable() {
    return format() != null;
  }

  @Override
  default TimedKind completedBy(ColumnKind found) {
    TimedKind ranged = (TimedKind) NumericKind.super.completedBy(found);
    TimedKind other = (TimedKind) found;
    return isReadable() ? ranged : ranged.withPattern(other.format(), other.resolutionMillis());
  }

  @Override
  default Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (isReadable()) {
      putMoment(facts, "min", min());
      putMoment(facts, "max", max());
      facts.put("pattern", format().pattern());
      facts.put("resolutionMillis", resolutionMillis());
    }
    return facts;
  }

  /** As people write it, unless the pattern drops part of the moment. */
  private void putMoment(Map<String, Object> facts, String key, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    String text = text(value);
    if (reader().read(text) == value) {
      facts.put(key, text);
    } else {
      NumberKind.putNumber(facts, key, value);
    }
  }

  /** Takes the facts of a schema file into a kind that knows nothing yet. */
  static TimedKind read(TimedKind unknown, SchemaNode in) {
    if (!in.has("pattern")) {
      return unknown;
    }
    DateTimeText format;
    try {
      format = DateTimeText.of(in.text("pattern"));
    } catch (DataException e) {
      throw in.fault(e.getMessage(), null);
    }
    try {
      TimedKind kind = unknown.withPattern(format, in.positive("resolutionMillis", 1));
      double min = moment(kind, in, "min");
      double max = moment(kind, in, "max");
      in.checkRange(min, max);
      return kind.withRange(min, max);
    } catch (IllegalArgumentException e) {
      throw in.fault(e.getMessage(), null);
    }
  }

  private static double moment(TimedKind kind, SchemaNode in, String key) {
    if (!in.isText(key)) {
      return in.number(key);
    }
    double value = kind.reader().read(in.text(key));
    if (Double.isNaN(value)) {
      throw in.fault(
          "\""
              + key
              + "\" is '"
              + Text.shorten(in.text(key))
              + "', which does not follow the pattern "
              + kind.format().pattern(),
          null);
    }
    return value;
  }

  @Override
  default CellReader reader() {
    DateTimeText format = format();
    double unit = unitMillis();
    return text -> {
      try {
        return format.parse(text) / unit;
      } catch (DateTimeException | ArithmeticException e) {
        return Double.NaN;
      }
    };
  }

  @Override
  default String expected() {
    return "a " + type().label() + " was expected of the pattern " + format().pattern();
  }

  @Override
  default String text(double value) {
    return isReadable() ? format().format(toMillis(value)) : NumberText.plain(value);
  }

  @Override
  default void print(double value, StringBuilder out) {
    if (isReadable()) {
      format().format(toMillis(value), out);
    } else {
      out.append(NumberText.plain(value));
    }
  }

  @Override
  default ValueGrid grid() {
    return ValueGrid.ofSteps(min(), max(), resolutionMillis() / unitMillis());
  }

  @Override
  default double millis(double distance) {
    return distance * unitMillis();
  }
}
