package io.semblance.data.rule;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import java.util.Arrays;
import java.util.List;

/**
 * Between what the numbers of each column lie, by all rules together: what is at most another is at
 * most the other's greatest, too.
 */
record RuleBounds(double[] least, double[] greatest) {
  /**
   * Bounds of all columns; infinite where no rule says any.
   *
   * @throws DataException if rules leave a column no number
   */
  static RuleBounds of(Schema schema, List<Rule> rules) {
    double[] least = new double[schema.size()];
    double[] greatest = new double[schema.size()];
    Arrays.fill(least, Double.NEGATIVE_INFINITY);
    Arrays.fill(greatest, Double.POSITIVE_INFINITY);
    for (Rule rule : rules) {
      if (rule instanceof Rule.Between b) {
        least[b.column()] = Math.max(least[b.column()], b.least());
        greatest[b.column()] = Math.min(greatest[b.column()], b.greatest());
      }
    }
    boolean moved = true;
    while (moved) { // ends: bounds only tighten, to one of finitely many numbers
      moved = false;
      for (Rule rule : rules) {
        if (rule instanceof Rule.AtMost order) {
          int low = order.low();
          int high = order.high();
          moved |= least[high] < least[low] || greatest[low] > greatest[high];
          least[high] = Math.max(least[high], least[low]);
          greatest[low] = Math.min(greatest[low], greatest[high]);
        }
      }
    }
    for (int c = 0; c < least.length; c++) {
      if (least[c] > greatest[c]
          || Math.max(least[c], schema.column(c).min())
              > Math.min(greatest[c], schema.column(c).max())) {
        int column = c;
        List<String> those =
            rules.stream()
                .filter(r -> r instanceof Rule.Between || r instanceof Rule.AtMost)
                .filter(r -> r.reads().contains(column))
                .map(Rule::text)
                .toList();
        throw DataException.builder(
                "rules leave it no number that the table could hold: " + String.join(", ", those))
            .column(schema.column(c).name())
            .remedy("leave one of its bounds out")
            .build();
      }
    }
    return new RuleBounds(least, greatest);
  }

  boolean any(int column) {
    return least[column] > Double.NEGATIVE_INFINITY || greatest[column] < Double.POSITIVE_INFINITY;
  }

  double into(int column, double value) {
    return Math.max(least[column], Math.min(greatest[column], value));
  }
}
