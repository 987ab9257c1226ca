package io.semblance.quality;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;

/** The same column of two tables, of a kind that can be scored. */
record ColumnPair(String name, Column real, Column synthetic) {

  /**
   * The columns to score, in the real table's order, matched by name. Identifiers are left out:
   * they carry no distribution. Columns that only the synthetic table has are passed over.
   *
   * @throws DataException if the synthetic table lacks a column or has it with another kind of
   *     value
   */
  static List<ColumnPair> of(Table real, Table synthetic) {
    List<ColumnPair> pairs = new ArrayList<>();
    for (int i = 0; i < real.width(); i++) {
      Column column = real.column(i);
      if (column.schema().type() == ColumnType.ID) {
        continue;
      }
      // Throws with a suggestion when there is no such column.
      Column other = synthetic.column(column.name());
      if (other.schema().type().isNumeric() != column.schema().type().isNumeric()
          || other.schema().type() == ColumnType.ID) {
        throw DataException.builder(
                "the real table holds "
                    + column.schema().type().label()
                    + " here, the synthetic table "
                    + other.schema().type().label())
            .column(column.name())
            .remedy("read the synthetic table with the schema of the real one")
            .build();
      }
      pairs.add(new ColumnPair(column.name(), column, other));
    }
    return pairs;
  }

  /** Whether the values are numbers or instants (and not labels). */
  boolean numeric() {
    return real instanceof NumericColumn;
  }

  double[] realValues() {
    return ((NumericColumn) real).values();
  }

  double[] syntheticValues() {
    return ((NumericColumn) synthetic).values();
  }

  CategoricalColumn realLabels() {
    return (CategoricalColumn) real;
  }

  CategoricalColumn syntheticLabels() {
    return (CategoricalColumn) synthetic;
  }
}
