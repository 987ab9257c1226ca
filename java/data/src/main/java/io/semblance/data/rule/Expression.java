package io.semblance.data.rule;

import java.util.Set;

/** A number that follows from numbers of a row. */
sealed interface Expression {
  /**
   * The value; NaN where a cell is missing.
   *
   * @param cells numbers of the row by the place of their column
   */
  double of(Cells cells);

  /** Adds the columns that it looks at. */
  void columns(Set<Integer> into);

  /** The numbers of one row. */
  @FunctionalInterface
  interface Cells {
    double at(int column);
  }

  /** The same everywhere. */
  record Constant(double value) implements Expression {
    @Override
    public double of(Cells cells) {
      return value;
    }

    @Override
    public void columns(Set<Integer> into) {}
  }

  /** A cell. */
  record Cell(int column) implements Expression {
    @Override
    public double of(Cells cells) {
      return cells.at(column);
    }

    @Override
    public void columns(Set<Integer> into) {
      into.add(column);
    }
  }

  /**
   * Two numbers taken together.
   *
   * @param sign one of + - * /
   */
  record Pair(char sign, Expression left, Expression right) implements Expression {
    @Override
    public double of(Cells cells) {
      double a = left.of(cells);
      double b = right.of(cells);
      return switch (sign) {
        case '+' -> a + b;
        case '-' -> a - b;
        case '*' -> a * b;
        default -> a / b;
      };
    }

    @Override
    public void columns(Set<Integer> into) {
      left.columns(into);
      right.columns(into);
    }
  }
}
