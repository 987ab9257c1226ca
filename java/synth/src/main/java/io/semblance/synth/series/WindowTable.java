package io.semblance.synth.series;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.archive.ModelFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Windows as rows of a wide table: one column for each feature and step, beside what is said once
 * of a window and what it is conditioned on. Steps that a short window lacks are missing.
 */
final class WindowTable {
  private static final String CONDITION = "(condition ";

  private WindowTable() {}

  /** Columns of steps that a model of rows can learn: all but identifiers. */
  static List<ColumnSchema> learnt(Table steps) {
    return steps.schema().columns().stream().filter(c -> c.type() != ColumnType.ID).toList();
  }

  /** The table of all windows. */
  static Table of(SeriesData data) {
    int times = data.frame().times();
    List<Column> columns = new ArrayList<>();
    if (data.sequences() != null) {
      columns.addAll(data.sequences().columns());
    }
    int conditions = data.frame().conditions();
    if (conditions > 0) {
      columns.addAll(conditions(data, conditions));
    }
    for (ColumnSchema feature : learnt(data.steps())) {
      Column column = data.steps().column(feature.name());
      for (int t = 0; t < times; t++) {
        columns.add(at(column, data.windows(), t));
      }
    }
    return Table.of(columns);
  }

  private static List<Column> conditions(SeriesData data, int count) {
    double[][] values = new double[count][data.count()];
    float[] one = new float[count];
    for (int w = 0; w < data.count(); w++) {
      data.frame().conditions(data.labels()[w], data.starts()[w], one, 0);
      for (int c = 0; c < count; c++) {
        values[c][w] = one[c];
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      columns.add(
          NumericColumn.of(SeriesFrame.added(CONDITION + c + ")", values[c], false), values[c]));
    }
    return columns;
  }

  private static Column at(Column column, List<int[]> windows, int t) {
    boolean some = windows.stream().anyMatch(w -> w.length <= t);
    ColumnSchema schema =
        column.schema().toBuilder()
            .name(name(column.name(), t))
            .nullable(column.schema().nullable() || some)
            .build();
    if (column instanceof NumericColumn numbers) {
      double[] values = new double[windows.size()];
      for (int w = 0; w < values.length; w++) {
        int[] rows = windows.get(w);
        values[w] = t < rows.length ? numbers.value(rows[t]) : Double.NaN;
      }
      return NumericColumn.of(schema, values);
    }
    int[] codes = new int[windows.size()];
    for (int w = 0; w < codes.length; w++) {
      int[] rows = windows.get(w);
      codes[w] =
          t < rows.length ? ((CategoricalColumn) column).code(rows[t]) : CategoricalColumn.MISSING;
    }
    return CategoricalColumn.of(schema, codes);
  }

  private static String name(String feature, int t) {
    return feature + " (step " + (t + 1) + ")";
  }

  /**
   * Makes sure that rows hold all steps.
   *
   * @throws ModelFileException naming the file if they do not
   */
  static void require(
      SeriesFrame frame, Schema rows, Schema steps, TableEncoder identifiersOrNull, String where) {
    List<String> made = identifiersOrNull == null ? List.of() : identifiersOrNull.schema().names();
    for (ColumnSchema step : steps.columns()) {
      if (step.type() == ColumnType.ID) {
        if (!made.contains(step.name())) {
          throw new ModelFileException(where + ": nothing makes up " + step);
        }
        continue;
      }
      for (int t = 0; t < frame.times(); t++) {
        String name = name(step.name(), t);
        if (!rows.has(name)
            || rows.column(name).type() != step.type()
            || !rows.column(name).categories().equals(step.categories())) {
          throw new ModelFileException(where + ": no window has a column " + name);
        }
      }
    }
    for (int c = 0; c < frame.conditions(); c++) {
      String name = CONDITION + c + ")";
      if (!rows.has(name) || !rows.column(name).type().isNumeric()) {
        throw new ModelFileException(where + ": no window has a column " + name);
      }
    }
  }

  /** Conditions of a row, as the model has drawn them. */
  static double[] condition(Table rows, int row, int count) {
    double[] values = new double[count];
    for (int c = 0; c < count; c++) {
      values[c] = ((NumericColumn) rows.column(CONDITION + c + ")")).value(row);
    }
    return values;
  }

  /**
   * The steps of windows, one below the other.
   *
   * @param features as in the table of steps
   */
  static List<Column> steps(Table rows, List<ColumnSchema> features, int times) {
    List<Column> columns = new ArrayList<>();
    for (ColumnSchema feature : features) {
      boolean numeric = feature.type().isNumeric();
      double[] values = numeric ? new double[rows.rows() * times] : null;
      int[] codes = numeric ? null : new int[rows.rows() * times];
      for (int t = 0; t < times; t++) {
        Column column = rows.column(name(feature.name(), t));
        for (int w = 0; w < rows.rows(); w++) {
          if (numeric) {
            values[w * times + t] = ((NumericColumn) column).value(w);
          } else {
            codes[w * times + t] = ((CategoricalColumn) column).code(w);
          }
        }
      }
      columns.add(
          numeric ? NumericColumn.of(feature, values) : CategoricalColumn.of(feature, codes));
    }
    return columns;
  }

  /**
   * Repeats the last known cell where a window has a step that is missing though the column never
   * is: models of rows do not know that a length and missing steps go together.
   */
  static List<Column> filled(List<Column> steps, int times) {
    List<Column> filled = new ArrayList<>();
    for (Column column : steps) {
      if (column.schema().nullable() || column.missingCount() == 0) {
        filled.add(column);
        continue;
      }
      int[] from = new int[column.size()];
      Arrays.setAll(from, i -> i);
      for (int i = 0; i < from.length; i++) {
        if (column.isMissing(i)) {
          from[i] = i % times > 0 ? from[i - 1] : known(column, i);
        }
      }
      filled.add(column.select(from));
    }
    return filled;
  }

  private static int known(Column column, int row) {
    int n = column.size();
    for (int i = 1; i < n; i++) {
      if (!column.isMissing((row + i) % n)) {
        return (row + i) % n;
      }
    }
    return row;
  }
}
