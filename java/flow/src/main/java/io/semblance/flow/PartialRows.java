package io.semblance.flow;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.source.Place;
import io.semblance.data.source.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of which only some cells are known, to be completed by a model. */
public final class PartialRows {
  private PartialRows() {}

  /**
   * Reads a table that has some of the columns of a schema, in any order; all other cells are
   * missing.
   *
   * @throws io.semblance.data.DataException if it cannot be read, has a column that the schema
   *     lacks, or a label that a column does not have
   */
  public static Table read(Place place, Schema schema) {
    Schema found = Tables.read(place, CsvOptions.defaults()).schema();
    List<ColumnSchema> some = new ArrayList<>();
    for (ColumnSchema column : found.columns()) {
      some.add(holed(schema.column(schema.indexOf(column.name()))));
    }
    Table rows = Tables.read(place, CsvOptions.builder().schema(Schema.of(some)).build());
    List<Column> all = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      boolean known = some.stream().anyMatch(c -> c.name().equals(column.name()));
      all.add(known ? rows.column(column.name()) : missing(holed(column), rows.rows()));
    }
    return Table.of(all).withDelimiter(schema.delimiter());
  }

  /** The same schema, any cell of which may be missing. */
  public static Schema holed(Schema schema) {
    return Schema.of(schema.columns().stream().map(PartialRows::holed).toList())
        .withDelimiter(schema.delimiter());
  }

  /** The same schema, numbers of which may be beyond all that the model has seen. */
  public static Schema unbounded(Schema schema) {
    return Schema.of(
            schema.columns().stream()
                .map(c -> holed(c).toBuilder().nullable(c.nullable()).build())
                .toList())
        .withDelimiter(schema.delimiter());
  }

  private static ColumnSchema holed(ColumnSchema column) {
    ColumnSchema.Builder holed = column.toBuilder().nullable(true);
    // Rows that are asked about may be rarer than any that the model has seen.
    return (column.type().isNumeric() ? holed.range(Double.NaN, Double.NaN) : holed).build();
  }

  private static Column missing(ColumnSchema column, int rows) {
    if (column.type().isNumeric()) {
      double[] values = new double[rows];
      Arrays.fill(values, Double.NaN);
      return NumericColumn.of(column, values);
    }
    if (column.type() == ColumnType.ID) {
      return CategoricalColumn.ofIds(column, new String[rows]);
    }
    int[] codes = new int[rows];
    Arrays.fill(codes, CategoricalColumn.MISSING);
    return CategoricalColumn.of(column, codes);
  }
}
