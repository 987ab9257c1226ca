package io.semblance.data.rule;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.ValueGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The cells of some rows, in which rules are looked at and made true. */
final class RuledRows {
  private static final int HALVINGS = 30;
  private static final int ROUNDS = 16;

  private final Schema schema;
  private final List<Rule> rules;
  private final RuleBounds bounds;
  private final Set<Integer> roots;
  private final double[] middles;
  private final Table rows;
  private final double[][] cells;
  private final int[] bounded;

  /**
   * @param rules in the order in which they are made true
   * @param bounds of all columns, by all rules together
   * @param roots columns that formulas start from
   * @param middles of each column of numbers one in the middle
   */
  RuledRows(
      Schema schema,
      List<Rule> rules,
      RuleBounds bounds,
      Set<Integer> roots,
      double[] middles,
      Table rows) {
    this.schema = schema;
    this.rules = rules;
    this.bounds = bounds;
    this.roots = roots;
    this.middles = middles;
    this.rows = rows;
    this.cells = new double[rows.width()][];
    for (Rule rule : rules) {
      for (int c : rule.reads()) {
        cells[c] = cells[c] == null ? Rules.numbers(rows.column(c)) : cells[c];
      }
    }
    this.bounded =
        IntStream.range(0, cells.length).filter(c -> cells[c] != null && bounds.any(c)).toArray();
  }

  /** Makes all rules true in a row. */
  void apply(int row) {
    order(row);
    double[] were = new double[cells.length];
    for (int c = 0; c < cells.length; c++) {
      were[c] = cells[c] == null ? 0 : cells[c][row];
    }
    if (!compute(row)) {
      drawIn(row, were);
    }
  }

  /** Brings numbers into their bounds, then into their order; groups of ones to a single one. */
  private void order(int row) {
    for (int c : bounded) {
      if (!Double.isNaN(cells[c][row])) {
        cells[c][row] = within(c, cells[c][row]);
      }
    }
    for (Rule rule : rules) {
      if (rule instanceof Rule.OneOf group && !holds(group, row)) {
        // Of several the rarest, which is the likeliest to be meant; of none the most frequent.
        int one = group.columns().get(0);
        for (int i = 0; i < group.columns().size(); i++) {
          int c = group.columns().get(i);
          one = group.said(i, cells[c][row]) == 1 ? c : one;
        }
        for (int i = 0; i < group.columns().size(); i++) {
          int c = group.columns().get(i);
          Indicator says = group.says().get(i);
          cells[c][row] = c == one ? says.yes() : says.no();
        }
      }
    }
    boolean sorted = false;
    // Each swap takes an inversion away and orders make no circle, so it ends; but where grids
    // differ, numbers move a little, too.
    for (int round = 0; round < ROUNDS + rules.size() && !sorted; round++) {
      sorted = true;
      for (Rule rule : rules) {
        if (rule instanceof Rule.AtMost order && !holds(order, row)) {
          double low = cells[order.low()][row];
          cells[order.low()][row] = onGrid(order.low(), cells[order.high()][row], -1);
          cells[order.high()][row] = onGrid(order.high(), low, 1);
          sorted = false;
        }
      }
    }
  }

  /** The nearest value of a column's grid that is at most, or for a direction of 1 at least, so. */
  private double onGrid(int column, double value, int direction) {
    double nearest = grid(column).nearest(value);
    boolean beyond = direction > 0 ? nearest < value : nearest > value;
    return beyond ? grid(column).nearest(nearest + direction * grid(column).step()) : nearest;
  }

  /** The nearest value of the column's grid that its bounds allow. */
  private double within(int column, double value) {
    double inside = bounds.into(column, value);
    return inside == bounds.least()[column]
        ? onGrid(column, inside, 1)
        : inside == bounds.greatest()[column]
            ? onGrid(column, inside, -1)
            : grid(column).nearest(inside);
  }

  private boolean known(Rule.Formula f, int row) {
    boolean known = !Double.isNaN(cells[f.target()][row]);
    for (int input : f.inputs()) {
      known &= !Double.isNaN(cells[input][row]);
    }
    return known;
  }

  /** Looks up and computes what follows; whether no result is out of its column's bounds. */
  private boolean compute(int row) {
    boolean inside = true;
    for (Rule rule : rules) {
      if (rule instanceof Rule.Determines d) {
        int at = Arrays.binarySearch(d.values(), cells[d.from()][row]);
        if (at >= 0) {
          cells[d.to()][row] = d.images()[at];
        }
      } else if (rule instanceof Rule.Formula f && known(f, row)) {
        double exact = f.expression().of(c -> cells[c][row]);
        inside &= inside(f.target(), exact);
        double value = Double.isFinite(exact) ? exact : middles[f.target()];
        cells[f.target()][row] = grid(f.target()).nearest(value);
      }
    }
    return inside;
  }

  /**
   * Draws what formulas start from to the middle of its columns, until results are in bounds. A row
   * where that does not help either stays as near to the rules as it was.
   */
  private void drawIn(int row, double[] were) {
    if (!drawnIn(row, were, 1)) {
      drawnIn(row, were, 0);
      return;
    }
    double least = 0;
    double most = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double part = (least + most) / 2;
      if (drawnIn(row, were, part)) {
        most = part;
      } else {
        least = part;
      }
    }
    drawnIn(row, were, most);
  }

  private boolean drawnIn(int row, double[] were, double part) {
    for (int c = 0; c < cells.length; c++) {
      if (cells[c] != null) {
        cells[c][row] = were[c];
      }
    }
    for (int c : roots) {
      cells[c][row] = grid(c).nearest(were[c] + part * (middles[c] - were[c]));
    }
    order(row);
    return compute(row);
  }

  private boolean inside(int column, double value) {
    double slack = tolerance(column, value);
    return Double.isFinite(value)
        && !(value < Math.max(schema.column(column).min(), bounds.least()[column]) - slack)
        && !(value > Math.min(schema.column(column).max(), bounds.greatest()[column]) + slack);
  }

  private double tolerance(int column, double value) {
    return Math.max(grid(column).step() * .500001, 1e-9 * Math.abs(value));
  }

  private ValueGrid grid(int column) {
    return schema.column(column).numeric().grid();
  }

  boolean holds(Rule rule, int row) {
    if (rule instanceof Rule.AtMost order) {
      return !(cells[order.low()][row] > cells[order.high()][row]);
    }
    if (rule instanceof Rule.Determines d) {
      int at = Arrays.binarySearch(d.values(), cells[d.from()][row]);
      double value = cells[d.to()][row];
      return at < 0 || value == d.images()[at] || Double.isNaN(value);
    }
    if (rule instanceof Rule.Between b) {
      double value = cells[b.column()][row];
      return !(value < b.least() || value > b.greatest());
    }
    if (rule instanceof Rule.Matches form) {
      double code = cells[form.column()][row];
      return Double.isNaN(code) || form.matching()[(int) code];
    }
    if (rule instanceof Rule.Unique) {
      return true; // of each row by itself
    }
    if (rule instanceof Rule.Combinations together) {
      List<Double> cell = together.columns().stream().map(c -> cells[c][row]).toList();
      return cell.stream().anyMatch(v -> v.isNaN()) || together.seen().contains(cell);
    }
    if (rule instanceof Rule.OneOf group) {
      int ones = 0;
      boolean said = true;
      for (int i = 0; i < group.columns().size(); i++) {
        int own = group.said(i, cells[group.columns().get(i)][row]);
        ones += own == 1 ? 1 : 0;
        said &= own >= 0;
      }
      return said && ones == 1;
    }
    Rule.Formula f = (Rule.Formula) rule;
    double exact = known(f, row) ? f.expression().of(c -> cells[c][row]) : Double.NaN;
    double value = cells[f.target()][row];
    return Double.isNaN(exact)
        || Math.abs(exact - value) <= tolerance(f.target(), exact)
        || grid(f.target()).nearest(exact) == value && inside(f.target(), exact);
  }

  /** The rows as they are now. */
  Table table() {
    Table out = rows;
    Set<Integer> changed = new TreeSet<>();
    rules.forEach(rule -> changed.addAll(rule.changes()));
    for (int c : changed) {
      out = out.with(column(rows.column(c), cells[c]));
    }
    return out;
  }

  /** Cells that did not change are as they were, missing ones by their own text. */
  private Column column(Column was, double[] numbers) {
    if (was instanceof NumericColumn old) {
      double[] values = old.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.isNaN(numbers[i]) ? missing(values[i]) : numbers[i];
      }
      return NumericColumn.of(was.schema(), values);
    }
    int[] codes = new int[numbers.length];
    Arrays.setAll(codes, i -> Double.isNaN(numbers[i]) ? -1 : (int) numbers[i]);
    return CategoricalColumn.of(was.schema(), codes);
  }

  private static double missing(double was) {
    return Double.isNaN(was) ? was : Double.NaN;
  }
}
