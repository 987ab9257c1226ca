package io.semblance.data.series;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.csv.Csv;
import io.semblance.data.csv.CsvOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Small tables of stated types, for the tests of series. */
final class SeriesTables {
  private SeriesTables() {}

  /**
   * A table.
   *
   * @param header names and types, such as {@code "id:category t:integer"}
   * @param rows their cells, such as {@code "a 1"}; an underscore is a missing cell
   */
  static Table table(String header, String... rows) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (String column : header.split(" ")) {
      String[] parts = column.split(":");
      types.put(parts[0], ColumnType.parse(parts[1]));
    }
    StringJoiner text = new StringJoiner("\n", String.join(",", types.keySet()) + "\n", "\n");
    for (String row : rows) {
      text.add(row.replace(' ', ','));
    }
    return Csv.read(text.toString(), CsvOptions.builder().types(types).addMissing("_").build());
  }

  static SeriesSpec spec(String sequenceBy, String time, String statics, int length) {
    return SeriesSpec.builder()
        .sequenceBy(names(sequenceBy))
        .time(names(time))
        .statics(names(statics))
        .length(length)
        .build();
  }

  private static List<String> names(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  static Sequences sequences(Table table, SeriesSpec spec, List<String> notes) {
    return Sequences.of(table, spec, notes::add);
  }

  static Sequences sequences(Table table, SeriesSpec spec) {
    return Sequences.of(table, spec, note -> {});
  }

  static List<int[]> rows(Sequences sequences) {
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < sequences.count(); i++) {
      rows.add(sequences.rows(i));
    }
    return rows;
  }

  static double[] values(Column column) {
    return ((NumericColumn) column).values();
  }
}
