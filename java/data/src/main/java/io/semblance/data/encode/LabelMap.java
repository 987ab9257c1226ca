package io.semblance.data.encode;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Codes of one table to codes of another, by label: two tables may know different labels. */
final class LabelMap {
  private LabelMap() {}

  /** For each code of the column the code of the same label in the schema; -1 where it has none. */
  static int[] of(CategoricalColumn column, ColumnSchema schema) {
    List<String> own = column.dictionary();
    List<String> wanted = schema.categories();
    int[] map = new int[own.size()];
    if (own == wanted || own.equals(wanted)) {
      for (int i = 0; i < map.length; i++) {
        map[i] = i;
      }
      return map;
    }
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      positions.put(wanted.get(i), i);
    }
    for (int i = 0; i < map.length; i++) {
      map[i] = positions.getOrDefault(own.get(i), -1);
    }
    return map;
  }

  /** The error for a cell with a label that the schema does not know. */
  static DataException unknown(CategoricalColumn column, int code) {
    String label = Text.shorten(column.dictionary().get(code));
    return DataException.builder("the label '" + label + "' was not in the fitted table")
        .column(column.name())
        .remedy("fit on a table that has it, or leave the row out")
        .build();
  }
}
