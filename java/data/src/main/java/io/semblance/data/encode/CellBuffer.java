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

/** The cells of decoded rows, to be filled column by column. */
final class CellBuffer implements RowCells {
  private final Schema schema;
  private final List<ColumnEncoder.Cells> cells = new ArrayList<>();

  CellBuffer(Schema schema, int count, long firstRow, long seed) {
    if (count < 0) {
      throw new IndexOutOfBoundsException(count + " rows");
    }
    this.schema = schema;
    for (ColumnSchema column : schema.columns()) {
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

  ColumnEncoder.Cells column(int i) {
    return cells.get(i);
  }

  @Override
  public double at(int column, int row) {
    ColumnEncoder.Cells own = cells.get(column);
    return own.values() != null ? own.values()[row] : own.codes()[row];
  }

  /** Puts the cells of a column that are there in the place of what was decoded. */
  void keep(int place, Column known, int from, int to) {
    ColumnEncoder.Cells own = cells.get(place);
    CategoricalColumn labels = known instanceof CategoricalColumn c ? c : null;
    int[] map =
        own.codes() == null || labels == null ? null : LabelMap.of(labels, schema.column(place));
    for (int row = from; row < to; row++) {
      if (known.isMissing(row)) {
        continue;
      }
      if (own.values() != null) {
        own.values()[row] = ((NumericColumn) known).value(row);
      } else if (map != null) {
        own.codes()[row] = map[labels.code(row)];
      } else {
        own.texts()[row] = labels.label(row);
      }
    }
  }

  List<ColumnEncoder.Cells> columns() {
    return cells;
  }

  /** The rows; to be asked for once, when all cells are filled. */
  Table table() {
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
