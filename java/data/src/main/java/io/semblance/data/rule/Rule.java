package io.semblance.data.rule;

import java.util.Set;

/** What holds in every row in which the cells that it names are there. */
sealed interface Rule {
  /** As it is written. */
  String text();

  /** Columns whose cells it may change. */
  Set<Integer> changes();

  /**
   * A column of numbers that follows from others, to its own decimals.
   *
   * @param target place of the column
   */
  record Formula(String text, int target, Expression expression, Set<Integer> inputs)
      implements Rule {
    /** The inputs, too: they are drawn in where the result would be out of the column's bounds. */
    @Override
    public Set<Integer> changes() {
      Set<Integer> all = new java.util.HashSet<>(inputs);
      all.add(target);
      return all;
    }
  }

  /** One number, or date, is at most another. */
  record AtMost(String text, int low, int high) implements Rule {
    @Override
    public Set<Integer> changes() {
      return Set.of(low, high);
    }
  }

  /**
   * Rows of one value of a column have one value of another.
   *
   * @param values of the one that determines, rising: numbers, or codes of labels
   * @param images of each of them the number or code of the other; NaN, or -1, for missing
   */
  record Determines(String text, int from, int to, double[] values, double[] images)
      implements Rule {
    @Override
    public Set<Integer> changes() {
      return Set.of(to);
    }
  }
}
