package io.semblance.cli;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.Text;
import java.util.List;
import java.util.Locale;

/** Reads tables that a model is to be trained on, and says what was read. */
final class Training {
  private Training() {}

  /** Rows a model can be trained on. */
  static Table read(TableOptions tables, String name, Console console) {
    Table table = tables.read(name, console::warn);
    if (table.rows() < 2) {
      throw DataException.builder("there is one row only, and a model needs several")
          .source(tables.source(name))
          .remedy("give a table with at least 2 rows, better some hundreds")
          .build();
    }
    return report(table, console);
  }

  /** Says what was read, and what of it will not be learnt. */
  static Table report(Table table, Console console) {
    console.say("read " + counts(table));
    List<String> identifiers =
        table.schema().columns().stream()
            .filter(column -> column.type() == ColumnType.ID)
            .map(ColumnSchema::name)
            .toList();
    if (!identifiers.isEmpty()) {
      console.say(
          "identifiers, made up anew instead of learnt (--type COL=category to learn one): "
              + Text.list(identifiers, "columns"));
    }
    return table;
  }

  static String counts(Table table) {
    return String.format(Locale.ROOT, "%,d rows x %d columns", table.rows(), table.width());
  }
}
