package io.semblance.data.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds in every row in which the cells that it names are there. */
sealed interface Rule {
  /** As it is written. */
  String text();

  /** Columns whose cells it may change. */
  Set<Integer> changes();

  /** Columns whose cells it looks at. */
  default Set<Integer> reads() {
    return changes();
  }

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
      Set<Integer> all = new HashSet<>(inputs);
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

  /** A number, or date, lies between two; either may be infinite. */
  record Between(String text, int column, double least, double greatest) implements Rule {
    @Override
    public Set<Integer> changes() {
      return Set.of(column);
    }
  }

  /**
   * One of some columns of zeros and ones is 1, all others 0; or no and yes, see {@link Indicator}.
   *
   * @param columns the most frequent first
   * @param says by what each of them says it
   */
  record OneOf(String text, List<Integer> columns, List<Indicator> says) implements Rule {
    /** Whether a column says yes, 1, no, 0, or neither, -1. */
    int said(int which, double cell) {
      Indicator own = says.get(which);
      return cell == own.yes() ? 1 : cell == own.no() ? 0 : -1;
    }

    @Override
    public Set<Integer> changes() {
      return Set.copyOf(columns);
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

    @Override
    public Set<Integer> reads() {
      return Set.of(from, to);
    }
  }

  /**
   * Cells of some columns stand together in no other way than in the table.
   *
   * @param seen their numbers, or codes of labels, in the order of the columns
   */
  record Combinations(String text, List<Integer> columns, Set<List<Double>> seen) implements Rule {
    @Override
    public Set<Integer> changes() {
      return Set.of();
    }

    @Override
    public Set<Integer> reads() {
      return Set.copyOf(columns);
    }
  }

  /** No two rows have the same cells in some columns, which are those of a key. */
  record Unique(String text, List<Integer> columns) implements Rule {
    @Override
    public Set<Integer> changes() {
      return Set.of();
    }

    @Override
    public Set<Integer> reads() {
      return Set.copyOf(columns);
    }
  }

  /**
   * Labels have a form.
   *
   * @param matching whether the label of each code does
   */
  record Matches(String text, int column, Pattern form, boolean[] matching) implements Rule {
    @Override
    public Set<Integer> changes() {
      return Set.of();
    }

    @Override
    public Set<Integer> reads() {
      return Set.of(column);
    }
  }
}
