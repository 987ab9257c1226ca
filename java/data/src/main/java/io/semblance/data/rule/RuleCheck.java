package io.semblance.data.rule;

import io.semblance.data.ColumnSchema;
import io.semblance.data.Schema;
import io.semblance.data.condition.Condition;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a rule leaves any row that satisfies a condition. */
final class RuleCheck {
  private RuleCheck() {}

  /** False where it is sure that there is none. */
  static boolean possible(Rule rule, Schema schema, Condition condition) {
    for (int c : rule.reads()) {
      Condition.Allowed asked = condition.columns().get(schema.column(c).name());
      if (asked != null && asked.missing()) {
        return true; // where a cell is missing the rule says nothing
      }
    }
    if (rule instanceof Rule.Between b) {
      Condition.Allowed asked = condition.columns().get(schema.column(b.column()).name());
      return asked == null
          || Math.max(asked.least(), b.least()) <= Math.min(asked.greatest(), b.greatest());
    }
    if (rule instanceof Rule.Matches form) {
      return IntStream.range(0, form.matching().length)
          .anyMatch(
              code -> form.matching()[code] && allowed(schema, condition, form.column(), code));
    }
    if (rule instanceof Rule.Combinations together) {
      return together.seen().stream()
          .anyMatch(cells -> allowed(schema, condition, together.columns(), cells));
    }
    if (rule instanceof Rule.Determines d && !schema.column(d.from()).type().isNumeric()) {
      return IntStream.range(0, d.values().length)
          .anyMatch(
              i ->
                  allowed(schema, condition, d.from(), d.values()[i])
                      && allowed(schema, condition, d.to(), d.images()[i]));
    }
    return true;
  }

  private static boolean allowed(
      Schema schema, Condition condition, List<Integer> columns, List<Double> cells) {
    return IntStream.range(0, cells.size())
        .allMatch(i -> allowed(schema, condition, columns.get(i), cells.get(i)));
  }

  /** Whether a number, or the code of a label, is allowed; NaN is missing. */
  private static boolean allowed(Schema schema, Condition condition, int column, double cell) {
    ColumnSchema own = schema.column(column);
    Condition.Allowed asked = condition.columns().get(own.name());
    if (asked == null) {
      return true;
    }
    if (Double.isNaN(cell) || cell < 0 && !own.type().isNumeric()) {
      return asked.missing();
    }
    return own.type().isNumeric()
        ? asked.labels() == null && cell >= asked.least() && cell <= asked.greatest()
        : asked.labels() != null && asked.labels().contains(own.categories().get((int) cell));
  }
}
