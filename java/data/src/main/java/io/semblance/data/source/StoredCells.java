package io.semblance.data.source;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.CellReader;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumberText;
import io.semblance.data.NumericColumn;
import io.semblance.data.StoredType;
import io.semblance.data.StoredType.Kind;
import io.semblance.data.infer.StoredText;
import io.semblance.data.infer.Truth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * Cells of a column in the form in which a typed place holds them, {@link StoredType#of}. Which of
 * the accessors fits is up to the kind: {@link #whole} for whole numbers, booleans (0 or 1), dates
 * (days), times and moments (in the digits of a second of the type), {@link #real}, {@link
 * #decimal} or {@link #text}. Not for missing cells.
 */
public final class StoredCells {
  private static final long DAY = 86_400_000L;
  private static final int MILLIS = 3;

  private final StoredType type;
  private final double[] values; // numbers
  private final int[] codes; // labels
  private final CategoricalColumn labels;
  private final double[] byCode;
  private final double unitMillis;
  private final Column column;

  /** The cells of a column, to be held as its schema says. */
  public StoredCells(Column column) {
    this(column, type(column.schema()));
  }

  /**
   * How a column is to be held: as it came, or else as suits it; as text where it has labels that
   * are none of that type, such as one that others were taken together in.
   */
  public static StoredType type(ColumnSchema schema) {
    StoredType type = StoredType.of(schema);
    boolean text = type.kind() == Kind.STRING || type.kind() == Kind.UUID;
    boolean fits =
        text || Arrays.stream(numbers(type, schema.categories())).noneMatch(Double::isNaN);
    boolean uuid = type.kind() == Kind.UUID && !schema.categories().isEmpty();
    return fits && !uuid ? type : StoredType.of(Kind.STRING);
  }

  private StoredCells(Column column, StoredType type) {
    this.column = column;
    this.type = type;
    ColumnSchema schema = column.schema();
    if (column instanceof NumericColumn numbers) {
      values = read(numbers, type);
      labels = null;
      codes = null;
      byCode = null;
      unitMillis = schema.type() == ColumnType.TIME ? 1_000 : 1;
    } else {
      labels = (CategoricalColumn) column;
      codes = labels.codes();
      values = null;
      byCode = isText() ? null : numbers(type, labels.dictionary());
      unitMillis = 1;
    }
  }

  private boolean isText() {
    return type.kind() == Kind.STRING || type.kind() == Kind.UUID;
  }

  /** Dates and times that are held as numbers, such as 20130131, are the numbers of their text. */
  private static double[] read(NumericColumn column, StoredType type) {
    ColumnSchema schema = column.schema();
    boolean timed = schema.type() == ColumnType.DATETIME || schema.type() == ColumnType.TIME;
    if (!timed || StoredText.reader(type, 1) != null || type.kind() == Kind.STRING) {
      return column.values();
    }
    NumberText number = new NumberText();
    double[] values = new double[column.size()];
    for (int row = 0; row < values.length; row++) {
      boolean read =
          !column.isMissing(row) && number.parse(schema.numeric().text(column.value(row)));
      values[row] = read ? number.value() : Double.NaN;
    }
    return values;
  }

  private static double[] numbers(StoredType type, List<String> labels) {
    CellReader timed = StoredText.reader(type, 1);
    double[] numbers = new double[labels.size()];
    for (int i = 0; i < numbers.length; i++) {
      String label = labels.get(i) == null ? "" : labels.get(i);
      numbers[i] = timed == null ? number(label) : timed.read(label);
    }
    return numbers;
  }

  private static double number(String label) {
    NumberText number = new NumberText();
    if (number.parse(label)) {
      return number.value();
    }
    Boolean truth = Truth.of(label);
    return truth == null ? Double.NaN : truth ? 1 : 0;
  }

  /** How they are held. */
  public StoredType type() {
    return type;
  }

  /** Whether a cell is missing, or is a label that is no such value. */
  public boolean isMissing(int row) {
    return column.isMissing(row)
        || (byCode != null && Double.isNaN(byCode[codes[row]]))
        || (values != null && Double.isNaN(values[row]));
  }

  /** A cell as a number. */
  public double real(int row) {
    return values == null ? byCode[codes[row]] : values[row];
  }

  /** A cell as a whole number, in the unit of the type. */
  public long whole(int row) {
    return whole(row, type.scale());
  }

  /**
   * The same, for a place that holds other digits of a second.
   *
   * @param digits of a second, of times and moments
   */
  public long whole(int row, int digits) {
    if (labels != null && type.kind() == Kind.INT64) {
      return longOf(labels.label(row)); // a double may not hold it
    }
    double value = real(row);
    return switch (type.kind()) {
      case DATE -> Math.floorDiv((long) value, DAY);
      case TIME, TIMESTAMP, INSTANT -> inDigits(Math.round(value * unitMillis), digits);
      case INT16 -> within(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> within(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BOOLEAN, INT64, FLOAT, DOUBLE, DECIMAL, STRING, UUID -> Math.round(value);
    };
  }

  /** Running numbers go on beyond those of the table. */
  private long within(double value, long least, long greatest) {
    long whole = Math.round(value);
    if (whole < least || whole > greatest) {
      throw DataException.builder(whole + " is beyond what " + type + " holds")
          .column(column.name())
          .remedy(
              "draw fewer rows, or fit with a schema file that says \"stored\": \"int64\" of it")
          .build();
    }
    return whole;
  }

  private static long longOf(String label) {
    try {
      return Long.parseLong(label);
    } catch (NumberFormatException e) {
      return Math.round(number(label)); // 3.0, or true
    }
  }

  private static long inDigits(long millis, int digits) {
    long out = millis;
    for (int have = MILLIS; have < digits; have++) {
      out = Math.multiplyExact(out, 10);
    }
    for (int have = MILLIS; have > digits; have--) {
      out = Math.floorDiv(out, 10);
    }
    return out;
  }

  /** A DECIMAL cell, to its scale if it has one. */
  public BigDecimal decimal(int row) {
    if (type.precision() == 0) {
      return new BigDecimal(text(row));
    }
    if (labels != null && labels.label(row).matches("-?\\d{1,60}(\\.\\d{1,60})?")) {
      // A double may not hold it.
      return new BigDecimal(labels.label(row)).setScale(type.scale(), RoundingMode.HALF_EVEN);
    }
    return BigDecimal.valueOf(real(row)).setScale(type.scale(), RoundingMode.HALF_EVEN);
  }

  /** A cell as text. */
  public String text(int row) {
    if (labels != null) {
      return labels.label(row);
    }
    StringBuilder out = new StringBuilder();
    column.schema().numeric().print(values[row], out);
    return out.toString();
  }

  /** The labels that {@link #code} points to; null of a column of numbers. */
  public List<String> dictionary() {
    return labels == null ? null : labels.dictionary();
  }

  /** The code of a label. */
  public int code(int row) {
    return codes[row];
  }

  /** Cells of all columns of a table. */
  public static List<StoredCells> of(List<Column> columns) {
    return Arrays.asList(columns.stream().map(StoredCells::new).toArray(StoredCells[]::new));
  }
}
