package io.semblance.data.rule;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.Spread;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for rules that hold in all rows of a table and that shuffled columns would break: a column
 * that is the sum, the difference or the product of two others, or the sum of several that stand
 * side by side; one that is never greater than another; one whose value determines another's;
 * several side by side of which one is 1.
 */
final class RuleFinder {
  private static final int FEWEST_ROWS = 100;
  private static final int MOST_ROWS = 20_000;

  /** Shuffled columns must break an order in this share of the rows. */
  private static final double TELLING = .01;

  /** A value that determines must have been seen so often on average, and be one of so many. */
  private static final int ROWS_PER_VALUE = 5;

  private static final int LEAST_BROKEN = 10;
  private static final int MOST_VALUES = 256;
  private static final int MOST_COLUMNS = 80;
  private static final int MOST_NUMBERS = 300;
  private static final int MOST_SUMMANDS = 12;
  private static final int MOST_GROUP = 64;
  private static final int FEW = 50;

  private final Table table;
  private final int rows;
  private final double[][] cells;
  private final long[] distinct;
  private final double[] least;
  private final double[] greatest;

  /** Rows with the most frequent value of a column. */
  private final int[] usual;

  private final List<Integer> numbers = new ArrayList<>();
  private final Set<Integer> following = new HashSet<>();
  private final List<String> found = new ArrayList<>();

  private RuleFinder(Table table) {
    this.table = table;
    this.rows = table.rows();
    this.cells = new double[table.width()][];
    this.distinct = new long[table.width()];
    this.least = new double[table.width()];
    this.greatest = new double[table.width()];
    this.usual = new int[table.width()];
    for (int c = 0; c < cells.length; c++) {
      if (table.column(c).schema().type() != ColumnType.ID) {
        cells[c] = Rules.numbers(table.column(c));
        distinct[c] = distinct(c);
        least[c] = Arrays.stream(cells[c]).filter(v -> !Double.isNaN(v)).min().orElse(0);
        greatest[c] = Arrays.stream(cells[c]).filter(v -> !Double.isNaN(v)).max().orElse(0);
        usual[c] = usual(c);
        if (table.column(c) instanceof NumericColumn
            && distinct[c] > 2
            && numbers.size() < MOST_NUMBERS) {
          numbers.add(c);
        }
      }
    }
  }

  /**
   * As {@link RuleText} reads them; none in tables of few rows. Of many rows some are looked at:
   * whether what is found holds in all is to be asked.
   */
  static List<String> find(Table whole) {
    RuleFinder finder = new RuleFinder(Spread.of(whole, MOST_ROWS));
    if (finder.rows >= FEWEST_ROWS) {
      finder.groups();
      finder.formulas();
      finder.determines();
      finder.orders();
    }
    return finder.found;
  }

  private String name(int column) {
    return RuleText.quoted(table.schema().column(column).name());
  }

  private long distinct(int column) {
    return Arrays.stream(cells[column])
        .filter(v -> !Double.isNaN(v))
        .distinct()
        .limit(1000)
        .count();
  }

  private int usual(int column) {
    Map<Double, Integer> counts = new HashMap<>();
    int most = 0;
    for (double value : cells[column]) {
      int count = counts.merge(value, 1, Integer::sum);
      most = Math.max(most, count);
    }
    return most;
  }

  private double spread(int column) {
    double mean = Arrays.stream(cells[column]).filter(v -> !Double.isNaN(v)).average().orElse(0);
    return Arrays.stream(cells[column])
        .filter(v -> !Double.isNaN(v))
        .map(v -> (v - mean) * (v - mean))
        .sum();
  }

  private boolean real(int column) {
    ColumnType type = table.column(column).schema().type();
    return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
  }

  /** The widest first: what a sum or a product is widest of all, and safest to compute. */
  private void formulas() {
    List<Integer> targets =
        new ArrayList<>(numbers.stream().filter(this::real).limit(MOST_COLUMNS).toList());
    targets.sort((a, b) -> Double.compare(spread(b), spread(a)));
    for (int target : targets) {
      String formula = pair(target);
      formula = formula == null ? sideBySide(target) : formula;
      if (formula != null) {
        found.add(name(target) + " = " + formula);
        following.add(target);
      }
    }
  }

  private String pair(int target) {
    List<Integer> inputs =
        numbers.stream()
            .filter(c -> c != target && real(c) && !following.contains(c))
            .limit(MOST_COLUMNS)
            .toList();
    for (int i = 0; i < inputs.size(); i++) {
      for (int j = i + 1; j < inputs.size(); j++) {
        double[] a = cells[inputs.get(i)];
        double[] b = cells[inputs.get(j)];
        String x = name(inputs.get(i));
        String y = name(inputs.get(j));
        if (holds(target, row -> a[row] + b[row])) {
          return x + " + " + y;
        }
        if (holds(target, row -> a[row] * b[row])) {
          return x + " * " + y;
        }
      }
    }
    return null;
  }

  /** The sum of the columns next to it, before or after. */
  private String sideBySide(int target) {
    for (int side : new int[] {-1, 1}) {
      double[] sum = new double[rows];
      StringBuilder text = new StringBuilder();
      int count = 0;
      for (int c = target + side;
          c >= 0 && c < cells.length && numbers.contains(c) && real(c) && count < MOST_SUMMANDS;
          c += side) {
        double[] more = cells[c];
        Arrays.setAll(sum, row -> sum[row] + more[row]);
        text.append(count == 0 ? "" : " + ").append(name(c));
        count++;
        if (count > 2 && !following.contains(c) && holds(target, row -> sum[row])) {
          return text.toString();
        }
      }
    }
    return null;
  }

  @FunctionalInterface
  private interface OfRow {
    double at(int row);
  }

  private boolean holds(int target, OfRow formula) {
    double half = table.column(target).schema().numeric().grid().step() * .500001;
    int known = 0;
    for (int i = 0; i < rows; i++) {
      double wanted = formula.at(i);
      double value = cells[target][i];
      if (!Double.isNaN(wanted) && !Double.isNaN(value)) {
        known++;
        if (Math.abs(wanted - value) > Math.max(half, 1e-9 * Math.abs(wanted))) {
          return false;
        }
      }
    }
    return known >= FEW;
  }

  private void determines() {
    for (int x = 0; x < cells.length; x++) {
      if (cells[x] == null) {
        continue;
      }
      long values = distinct[x];
      boolean few = values <= MOST_VALUES && values * ROWS_PER_VALUE <= rows && values > 1;
      for (int y = 0; few && y < cells.length; y++) {
        if (y != x
            && cells[y] != null
            && !following.contains(y)
            && !following.contains(x)
            && distinct[y] > 1
            && distinct[y] <= values
            && rows - usual[y] >= Math.max(LEAST_BROKEN, TELLING * rows)
            && maps(x, y)
            && telling(x, y)) {
          found.add(name(x) + " determines " + name(y));
          following.add(y);
        }
      }
    }
  }

  private boolean maps(int x, int y) {
    Map<Double, Double> image = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      if (!Double.isNaN(cells[x][row])) {
        Double before = image.putIfAbsent(cells[x][row], cells[y][row]);
        if (before != null
            && before.doubleValue() != cells[y][row]
            && !(before.isNaN() && Double.isNaN(cells[y][row]))) {
          return false;
        }
      }
    }
    return image.values().stream().distinct().count() > 1;
  }

  /** Whether that would be no chance: another order of the cells breaks it in many rows. */
  private boolean telling(int x, int y) {
    Map<Double, Map<Double, Integer>> counts = new HashMap<>();
    int known = 0;
    for (int row = 0; row < rows; row++) {
      if (!Double.isNaN(cells[x][row])) {
        int other = (int) (Hash.uniform(2, y, row) * rows);
        counts
            .computeIfAbsent(cells[x][row], v -> new HashMap<>())
            .merge(cells[y][other], 1, Integer::sum);
        known++;
      }
    }
    int kept = 0;
    for (Map<Double, Integer> votes : counts.values()) {
      kept += votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    return known - kept >= Math.max(LEAST_BROKEN, TELLING * rows);
  }

  /** Columns of zeros and ones that stand side by side, of which one is 1 in every row. */
  private void groups() {
    for (int from = 0; from < cells.length; from++) {
      int[] sums = new int[rows];
      int to = from;
      boolean one = false;
      while (!one && to < cells.length && to - from < MOST_GROUP && indicator(to)) {
        double yes = Indicator.of(table.column(to).schema()).yes();
        double[] column = cells[to++];
        Arrays.setAll(sums, row -> sums[row] + (column[row] == yes ? 1 : 0));
        if (Arrays.stream(sums).anyMatch(s -> s > 1)) {
          break;
        }
        one = to - from > 2 && Arrays.stream(sums).allMatch(s -> s == 1);
      }
      if (one) {
        StringBuilder text = new StringBuilder("one of");
        for (int c = from; c < to; c++) {
          text.append(' ').append(name(c));
          following.add(c);
        }
        found.add(text.toString());
        from = to - 1;
      }
    }
  }

  private boolean indicator(int column) {
    Indicator own = Indicator.of(table.column(column).schema());
    return own != null
        && cells[column] != null
        && !following.contains(column)
        && distinct[column] == 2
        && Arrays.stream(cells[column]).allMatch(v -> v == own.no() || v == own.yes());
  }

  /** Those that follow from two others are left out. */
  private void orders() {
    Map<Integer, Set<Integer>> above = new HashMap<>();
    List<int[]> all = new ArrayList<>();
    for (int x : numbers) {
      for (int y : numbers) {
        if (x != y && comparable(x, y) && ordered(x, y)) {
          above.computeIfAbsent(x, k -> new HashSet<>()).add(y);
          all.add(new int[] {x, y});
        }
      }
    }
    for (int[] order : all) {
      boolean follows =
          above.get(order[0]).stream()
              .anyMatch(m -> m != order[1] && above.getOrDefault(m, Set.of()).contains(order[1]));
      if (!follows) {
        found.add(name(order[0]) + " <= " + name(order[1]));
      }
    }
  }

  private boolean comparable(int x, int y) {
    ColumnSchema a = table.column(x).schema();
    ColumnSchema b = table.column(y).schema();
    return a.type().axis() == b.type().axis() && !following.contains(x) && !following.contains(y);
  }

  private boolean ordered(int x, int y) {
    if (greatest[x] <= least[y]) {
      return false; // any two cells are in that order
    }
    int known = 0;
    int less = 0;
    for (int row = 0; row < rows; row++) {
      double a = cells[x][row];
      double b = cells[y][row];
      if (a > b) {
        return false;
      }
      known += Double.isNaN(a) || Double.isNaN(b) ? 0 : 1;
      less += a < b ? 1 : 0;
    }
    int broken = 0;
    for (int row = 0; row < rows; row++) {
      int other = (int) (Hash.uniform(1, y, row) * rows);
      broken += cells[x][row] > cells[y][other] ? 1 : 0;
    }
    return known >= FEW && less > 0 && broken >= TELLING * rows;
  }
}
