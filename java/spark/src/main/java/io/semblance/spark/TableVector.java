package io.semblance.spark;

import io.semblance.data.Column;
import io.semblance.data.StoredType.Kind;
import io.semblance.data.source.StoredCells;
import java.util.List;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A column of a table, as Spark looks at it; nothing is copied. */
final class TableVector extends ColumnVector {
  private static final int MICROS = 6;

  private final StoredCells cells;
  private final Column column;
  private final UTF8String[] labels; // by code, made when asked for

  TableVector(Column column) {
    super(SparkTypes.of(column.schema()));
    this.column = column;
    this.cells = new StoredCells(column);
    List<String> dictionary = cells.dictionary();
    this.labels = dictionary == null ? null : new UTF8String[dictionary.size()];
  }

  @Override
  public void close() {}

  @Override
  public boolean hasNull() {
    return column.missingCount() > 0 || cells.type().kind() != Kind.STRING;
  }

  @Override
  public int numNulls() {
    int nulls = 0;
    for (int row = 0; row < column.size(); row++) {
      nulls += cells.isMissing(row) ? 1 : 0;
    }
    return nulls;
  }

  @Override
  public boolean isNullAt(int row) {
    return cells.isMissing(row);
  }

  @Override
  public boolean getBoolean(int row) {
    return cells.whole(row) != 0;
  }

  @Override
  public byte getByte(int row) {
    return (byte) cells.whole(row);
  }

  @Override
  public short getShort(int row) {
    return (short) cells.whole(row);
  }

  @Override
  public int getInt(int row) {
    return Math.toIntExact(cells.whole(row));
  }

  @Override
  public long getLong(int row) {
    return cells.whole(row, MICROS); // of moments; else the digits say nothing
  }

  @Override
  public float getFloat(int row) {
    return (float) cells.real(row);
  }

  @Override
  public double getDouble(int row) {
    return cells.real(row);
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    return isNullAt(row) ? null : Decimal.fromDecimal(cells.decimal(row));
  }

  @Override
  public UTF8String getUTF8String(int row) {
    if (isNullAt(row)) {
      return null;
    }
    if (labels == null) {
      return UTF8String.fromString(cells.text(row));
    }
    int code = cells.code(row);
    if (labels[code] == null) {
      labels[code] = UTF8String.fromString(cells.dictionary().get(code));
    }
    return labels[code];
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ColumnarMap getMap(int ordinal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] getBinary(int row) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw new UnsupportedOperationException();
  }
}
