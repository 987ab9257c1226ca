package io.semblance.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts columns end to end. */
final class Columns {
  private Columns() {}

  static Column concat(List<Column> parts) {
    Column first = parts.get(0);
    int rows = 0;
    boolean nullable = false;
    for (Column part : parts) {
      if (!part.name().equals(first.name()) || part.schema().type() != first.schema().type()) {
        throw DataException.builder(
                "cannot append " + part.schema() + " to " + first.schema() + "; the columns differ")
            .build();
      }
      rows = Math.addExact(rows, part.size());
      nullable |= part.schema().nullable();
    }
    if (first instanceof NumericColumn) {
      return concatNumbers(parts, rows, nullable);
    }
    return concatLabels(parts, rows, nullable);
  }

  private static Column concatNumbers(List<Column> parts, int rows, boolean nullable) {
    double[] values = new double[rows];
    ColumnSchema schema = parts.get(0).schema();
    double min = schema.min();
    double max = schema.max();
    int at = 0;
    for (Column part : parts) {
      System.arraycopy(((NumericColumn) part).values(), 0, values, at, part.size());
      at += part.size();
      min = Double.isNaN(min) ? part.schema().min() : least(min, part.schema().min());
      max = Double.isNaN(max) ? part.schema().max() : -least(-max, -part.schema().max());
    }
    return NumericColumn.of(schema.toBuilder().range(min, max).nullable(nullable).build(), values);
  }

  private static double least(double a, double b) {
    return Double.isNaN(b) ? a : Math.min(a, b);
  }

  private static Column concatLabels(List<Column> parts, int rows, boolean nullable) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    int[] codes = new int[rows];
    int at = 0;
    for (Column part : parts) {
      CategoricalColumn column = (CategoricalColumn) part;
      int[] map = new int[column.dictionary().size()];
      for (int i = 0; i < map.length; i++) {
        String label = column.dictionary().get(i);
        // A dictionary of identifiers may hold null where a cell is missing.
        map[i] = label == null ? -1 : positions.computeIfAbsent(label, k -> positions.size());
      }
      for (int row = 0; row < column.size(); row++) {
        int code = column.code(row);
        codes[at++] = code < 0 ? CategoricalColumn.MISSING : map[code];
      }
    }
    List<String> labels = new ArrayList<>(positions.keySet());
    ColumnSchema schema = parts.get(0).schema().toBuilder().nullable(nullable).build();
    if (schema.type() == ColumnType.ID) {
      return CategoricalColumn.ofIds(schema, codes, labels);
    }
    return CategoricalColumn.of(schema.toBuilder().categories(labels).build(), codes);
  }
}
