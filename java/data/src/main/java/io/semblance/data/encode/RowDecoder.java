package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects decoded rows batch by batch; see {@link TableEncoder#decoder}. Not for use by several
 * threads at a time.
 */
public final class RowDecoder {
  private final TableEncoder encoder;
  private final int count;
  private final List<ColumnEncoder.Cells> cells = new ArrayList<>();
  private int decoded;

  RowDecoder(TableEncoder encoder, int count, long firstRow, long seed) {
    if (count < 0) {
      throw new IndexOutOfBoundsException(count + " rows");
    }
    this.encoder = encoder;
    this.count = count;
    for (ColumnSchema column : encoder.schema().columns()) {
      ColumnType.Cells held = column.type().cells();
      cells.add(
          new ColumnEncoder.Cells(
              held == ColumnType.Cells.NUMBERS ? new double[count] : null,
              held == ColumnType.Cells.LABELS ? new int[count] : null,
              held == ColumnType.Cells.IDENTIFIERS ? new String[count] : null,
              firstRow,
              seed));
    }
  }

  /**
   * Decodes the next rows; see {@link TableEncoder#decode}.
   *
   * @param rows encoded rows, one after the other
   * @param rowCount how many of them to take
   */
  public void add(float[] rows, int rowCount) {
    if (rowCount > count - decoded) {
      throw new IndexOutOfBoundsException(decoded + " and " + rowCount + " rows of " + count);
    }
    encoder.decode(rows, rowCount, decoded, cells);
    decoded += rowCount;
  }

  /**
   * The decoded rows; to be asked for once.
   *
   * @throws IllegalStateException while rows are lacking
   */
  public Table table() {
    if (decoded < count) {
      throw new IllegalStateException(decoded + " rows of " + count);
    }
    Schema schema = encoder.schema();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      ColumnSchema column = schema.column(i);
      ColumnEncoder.Cells made = cells.get(i);
      columns.add(
          switch (column.type().cells()) {
            case NUMBERS -> NumericColumn.of(column, made.values());
            case LABELS -> CategoricalColumn.of(column, made.codes());
            case IDENTIFIERS -> CategoricalColumn.ofIds(column, made.texts());
          });
    }
    return Table.of(columns).withDelimiter(schema.delimiter());
  }
}
