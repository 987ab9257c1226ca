package io.semblance.cli;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.Text;
import java.util.List;
import java.util.Locale;

/** A schema for people. */
final class SchemaText {
  private static final int LABELS = 5;
  private static final int LABELS_WIDTH = 60;

  private SchemaText() {}

  /** One line per column: name, type, share of missing cells, values; then the rules. */
  static String of(Table table, List<String> rules) {
    TextGrid grid = new TextGrid().row("column", "type", "missing", "values");
    for (Column column : table.columns()) {
      ColumnSchema schema = column.schema();
      String name = schema.name().isBlank() ? "\"" + schema.name() + "\"" : schema.name();
      grid.row(Text.shorten(name), schema.type().label(), missing(column), values(column));
    }
    StringBuilder text = new StringBuilder().append(grid).append(Training.counts(table));
    for (String rule : rules) {
      text.append("\nrule: ").append(rule);
    }
    return text.toString();
  }

  private static String missing(Column column) {
    if (column.missingCount() == 0) {
      return "-";
    }
    return String.format(Locale.ROOT, "%.1f%%", 100.0 * column.missingCount() / column.size());
  }

  private static String values(Column column) {
    ColumnSchema schema = column.schema();
    if (schema.type() == ColumnType.ID) {
      return "regenerated, never learnt";
    }
    if (column instanceof CategoricalColumn) {
      return labels(schema.categories());
    }
    if (Double.isNaN(schema.min())) {
      return "none";
    }
    return value(schema.min(), schema) + " to " + value(schema.max(), schema);
  }

  /** As the column has it. */
  private static String value(double value, ColumnSchema schema) {
    StringBuilder text = new StringBuilder();
    schema.numeric().print(value, text);
    return text.toString();
  }

  private static String labels(List<String> labels) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (String label : labels) {
      if (shown == LABELS || text.length() > LABELS_WIDTH) {
        break;
      }
      text.append(shown++ == 0 ? "" : ", ").append(Text.shorten(label));
    }
    return shown == labels.size() ? text.toString() : text + ", ... (" + labels.size() + ")";
  }
}
