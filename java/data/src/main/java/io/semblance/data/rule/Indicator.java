package io.semblance.data.rule;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column that says yes or no: zeros and ones, or two labels such as {@code no} and {@code yes}.
 *
 * @param no the number, or the code of the label, that says no
 * @param yes the one that says yes
 */
record Indicator(double no, double yes) {
  private static final Set<String> NO = Set.of("0", "0.0", "no", "n", "false", "f");
  private static final Set<String> YES = Set.of("1", "1.0", "yes", "y", "true", "t");

  /** What a column says it by; null if it is no such column, or cells may be missing. */
  static Indicator of(ColumnSchema column) {
    if (column.nullable() || column.type() == ColumnType.ID) {
      return null;
    }
    if (column.type().isNumeric()) {
      return column.min() == 0 && column.max() == 1 ? new Indicator(0, 1) : null;
    }
    List<String> labels =
        column.categories().stream().map(l -> l.strip().toLowerCase(Locale.ROOT)).toList();
    if (labels.size() != 2) {
      return null;
    }
    for (int yes = 0; yes < 2; yes++) {
      if (YES.contains(labels.get(yes)) && NO.contains(labels.get(1 - yes))) {
        return new Indicator(1 - yes, yes);
      }
    }
    return null;
  }
}
