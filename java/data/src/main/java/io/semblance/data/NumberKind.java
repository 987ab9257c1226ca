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
 * @param significant the most digits from the first that is not zero, 1 to 15; 0 for any
 * @param form how numbers are written
 */
public record NumberKind(
    boolean whole,
    double min,
    double max,
    int minDecimals,
    int decimals,
    int significant,
    NumberForm form)
    implements NumericKind {
  private static final double WRITTEN_WITH_EXPONENT = 1e15;
  private static final int MOST_SIGNIFICANT = 15;

  /** Numbers as programs write them, of any number of significant digits. */
  public NumberKind(boolean whole, double min, double max, int minDecimals, int decimals) {
    this(whole, min, max, minDecimals, decimals, 0, NumberForm.PLAIN);
  }

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
    if (significant < 0 || significant > MOST_SIGNIFICANT) {
      throw new IllegalArgumentException(significant + " significant digits");
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
    int significant = in.integer("significantDigits", 0, MOST_SIGNIFICANT, 0);
    return new NumberKind(whole, min, max, fewest, most, significant, in.numberForm("form"));
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
    if (significant > 0) {
      facts.put("significantDigits", significant);
    }
    if (!form.isPlain()) {
      facts.put("form", form.facts());
    }
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
    return new NumberKind(whole, least, greatest, minDecimals, decimals, significant, form);
  }

  /** The same as whole numbers, or as any. */
  public NumberKind withWhole(boolean value) {
    return new NumberKind(value, min, max, minDecimals, decimals, significant, form);
  }

  NumberKind withDecimals(int fewest, int most) {
    return new NumberKind(whole, min, max, fewest, most, significant, form);
  }

  @Override
  public CellReader reader() {
    NumberText number = new NumberText();
    if (form.isPlain()) {
      return text -> number.parse(text) ? number.value() : Double.NaN;
    }
    boolean comma = form.decimal() == ',';
    return text -> {
      double value = form.read(text);
      // What a program made of the column is read too, unless its point would be no point.
      return Double.isNaN(value) && !comma && number.parse(text) ? number.value() : value;
    };
  }

  /** Whether numbers are written as programs write them. */
  public boolean isPlain() {
    return significant == 0 && form.isPlain();
  }

  @Override
  public boolean meansNone(String text) {
    return NumberText.meansNone(text);
  }

  @Override
  public String expected() {
    return (type() == ColumnType.INTEGER ? "a whole number" : "a number")
        + " was expected"
        + (form.isPlain() ? "" : " written like " + example());
  }

  /** A number in the form of the column. */
  private String example() {
    double size = Math.max(Math.abs(min), Math.abs(max));
    StringBuilder out = new StringBuilder();
    print(Double.isNaN(size) ? WRITTEN_WITH_EXPONENT / 1e9 : size, out);
    return out.toString();
  }

  @Override
  public String text(double value) {
    return NumberText.plain(value);
  }

  @Override
  public void print(double value, StringBuilder out) {
    if (!isPlain()) {
      form.print(value, minDecimals, decimals, significant, out);
      return;
    }
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
    if (significant > 0) {
      return ValueGrid.ofSignificant(min, max, significant);
    }
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
