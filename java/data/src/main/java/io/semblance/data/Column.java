package io.semblance.data;

/** One column of a {@link Table}: its schema and its cells. Immutable by contract. */
public sealed interface Column permits NumericColumn, CategoricalColumn {
  /** What the cells mean and how they are written. */
  ColumnSchema schema();

  /** The name, as in the schema. */
  default String name() {
    return schema().name();
  }

  /** How many cells there are. */
  int size();

  /** Whether the cell of this row, counted from 0, is missing. */
  boolean isMissing(int row);

  /** How many cells are missing. */
  int missingCount();

  /** The cells of the given rows, in that order; rows may repeat. */
  Column select(int[] rows);

  /** The cells from row {@code from} to before row {@code to}. */
  Column slice(int from, int to);

  /** The same cells under another schema of the same type (another name, wider bounds). */
  Column withSchema(ColumnSchema schema);
}
