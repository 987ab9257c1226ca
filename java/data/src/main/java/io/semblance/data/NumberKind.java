package io.semblance.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * Numbers: all of them, or whole ones.
 *
 * @param whole whether only whole numbers are allowed, also when the file writes them as 3.0
 * @param min the least value; NaN when not known
 * @param max the greatest value; NaN when not known
 * @param minDecimals the fewest digits after the point
 * @param decimals the most digits after the point, 0 to {@value ColumnSchema#MOST_DECIMALS}, or
 *     {@link ColumnSchema#SHORTEST}
 */
public record NumberKind(boolean whole, double min, double max, int minDecimals, int decimals)
    implements NumericKind {
  private static final double WRITTEN_WITH_EXPONENT = 1e15;

  /**
   * Numbers.
   *
   * @throws IllegalArgumentException when there can be no such decimals
   */
  public NumberKind {
    if (decimals < ColumnSchema.SHORTEST
        || decimals > ColumnSchema.MOST_DECIMALS
        || minDecimals < 0) {
      throw new IllegalArgumentException("decimals " + minDecimals + " to " + decimals);
    }
    minDecimals = decimals == ColumnSchema.SHORTEST ? minDecimals : Math.min(minDecimals, decimals);
  }

  static NumberKind unknown(boolean whole) {
    return new NumberKind(whole, Double.NaN, Double.NaN, 0, 0);
  }

  static NumberKind read(boolean whole, SchemaNode in) {
    double min = in.number("min");
    double max = in.number("max");
    in.checkRange(min, max);
    int most =
        in.integer(
            "decimals",
            ColumnSchema.SHORTEST,
            ColumnSchema.MOST_DECIMALS,
            whole ? 0 : ColumnSchema.SHORTEST);
    int fewest =
        in.integer("minDecimals", 0, ColumnSchema.MOST_DECIMALS, whole ? Math.max(0, most) : 0);
    return new NumberKind(whole, min, max, fewest, most);
  }

  @Override
  public ColumnType type() {
    return whole ? ColumnType.INTEGER : ColumnType.NUMBER;
  }

  @Override
  public Encoding encoding() {
    return whole ? Encoding.WHOLE : Encoding.REAL;
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    putNumber(facts, "min", min);
    putNumber(facts, "max", max);
    facts.put("decimals", decimals);
    facts.put("minDecimals", minDecimals);
    return facts;
  }

  static void putNumber(Map<String, Object> facts, String key, double value) {
    if (value == Math.rint(value) && Math.abs(value) < WRITTEN_WITH_EXPONENT) {
      facts.put(key, (long) value);
    } else if (!Double.isNaN(value)) {
      facts.put(key, value);
    }
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public NumberKind withRange(double least, double greatest) {
    return new NumberKind(whole, least, greatest, minDecimals, decimals);
  }

  NumberKind withDecimals(int fewest, int most) {
    return new NumberKind(whole, min, max, fewest, most);
  }

  @Override
  public CellReader reader() {
    NumberText number = new NumberText();
    return text -> number.parse(text) ? number.value() : Double.NaN;
  }

  @Override
  public boolean meansNone(String text) {
    return NumberText.meansNone(text);
  }

  @Override
  public String expected() {
    return "a " + type().label() + " was expected";
  }

  @Override
  public String text(double value) {
    return NumberText.plain(value);
  }

  @Override
  public void print(double value, StringBuilder out) {
    double size = Math.abs(value);
    boolean shortest = decimals == ColumnSchema.SHORTEST;
    if (shortest && size != 0 && (size < 1e-6 || size >= WRITTEN_WITH_EXPONENT)) {
      out.append(value);
      return;
    }
    BigDecimal exact =
        shortest
            ? new BigDecimal(Double.toString(value))
            : new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    BigDecimal bare = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    boolean fill = bare.scale() < minDecimals;
    out.append((fill ? bare.setScale(minDecimals) : bare).toPlainString());
  }

  @Override
  public ValueGrid grid() {
    if (whole) {
      return ValueGrid.ofDecimals(min, max, 0);
    }
    return decimals == ColumnSchema.SHORTEST
        ? ValueGrid.free(min, max)
        : ValueGrid.ofDecimals(min, max, decimals);
  }

  @Override
  public Axis axis() {
    return Axis.QUANTITY;
  }

  @Override
  public double[] roundSteps() {
    return new double[0];
  }

  @Override
  public double millis(double distance) {
    return Double.NaN;
  }

  @Override
  public DoubleFunction<String> labels(
      double least, double greatest, DoubleFunction<String> number) {
    return number;
  }
}
