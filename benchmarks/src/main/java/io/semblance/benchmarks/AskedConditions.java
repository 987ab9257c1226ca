package io.semblance.benchmarks;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Conditions on a table from common to rare, made up by chance, each satisfied by a real row. */
final class AskedConditions {
  private static final double COMMONEST = .3;
  private static final double RAREST = 1e-5;

  /** More labels than these are names. */
  private static final int MOST_LABELS = 200;

  /** A range holds at least and at most such a share of the numbers. */
  private static final double NARROWEST = .1;

  private static final double WIDEST = .6;

  /** How many different conditions are thought of for each, of which the nearest is taken. */
  private static final int TRIALS = 30;

  private final Table table;
  private final Random random;
  private final int[] holed; // rows in which a cell is missing

  private AskedConditions(Table table, long seed) {
    this.table = table;
    this.random = new Random(seed);
    this.holed =
        IntStream.range(0, table.rows())
            .filter(i -> table.columns().stream().anyMatch(c -> c.isMissing(i)))
            .toArray();
  }

  /** So many conditions, the common ones first; every fourth asks for a missing cell if it can. */
  static List<Condition> of(Table table, int count, long seed) {
    AskedConditions asked = new AskedConditions(table, seed);
    List<Condition> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double share = COMMONEST * Math.pow(RAREST / COMMONEST, i / (count - 1.0));
      all.add(asked.near(share, i % 4 == 3));
    }
    return all;
  }

  private Condition near(double share, boolean missing) {
    Condition best = null;
    double off = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < TRIALS; trial++) {
      Some some = some(share, missing);
      double distance = Math.abs(Math.log((double) some.rows().length / table.rows() / share));
      if (distance < off) {
        off = distance;
        best = some.condition();
      }
    }
    return best;
  }

  /** A condition and the rows that satisfy it. */
  private record Some(Condition condition, int[] rows) {}

  /** Terms about the cells of a row, until few enough rows satisfy them. */
  private Some some(double share, boolean missing) {
    int row = missing && holed.length > 0 ? holed[random.nextInt(holed.length)] : -1;
    int there = row < 0 ? random.nextInt(table.rows()) : row;
    List<Integer> order = new ArrayList<>(IntStream.range(0, table.width()).boxed().toList());
    Collections.shuffle(order, random);
    if (missing) {
      order.sort((a, b) -> holes(b, there) - holes(a, there));
    }
    Condition condition = Condition.builder().build();
    int[] rows = IntStream.range(0, table.rows()).toArray();
    for (int column : order) {
      Column cells = table.column(column);
      Condition term = term(cells, there);
      if (term != null) {
        condition = condition.and(term);
        Condition.Allowed allowed = term.columns().get(cells.name());
        rows = Arrays.stream(rows).filter(i -> allowed.holds(cells, i)).toArray();
        if (rows.length <= share * table.rows()) {
          break;
        }
      }
    }
    return new Some(condition, rows);
  }

  private int holes(int column, int row) {
    return table.column(column).isMissing(row) ? 1 : 0;
  }

  /** What a cell satisfies; null for a column of names. */
  private Condition term(Column column, int row) {
    if (column.schema().type() == ColumnType.ID) {
      return null;
    }
    if (column.isMissing(row)) {
      return Condition.builder().missing(column.name()).build();
    }
    if (column instanceof CategoricalColumn labels) {
      List<String> all = column.schema().categories();
      if (all.size() > MOST_LABELS) {
        return null;
      }
      TreeSet<String> some = new TreeSet<>(List.of(labels.label(row)));
      all.stream().filter(label -> random.nextInt(4) == 0).forEach(some::add);
      return Condition.builder().oneOf(column.name(), some.toArray(String[]::new)).build();
    }
    double[] values = ((NumericColumn) column).values();
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int width = (int) (sorted.length * (NARROWEST + (WIDEST - NARROWEST) * random.nextDouble()));
    int place = Math.abs(Arrays.binarySearch(sorted, values[row]));
    int from = Math.max(0, place - random.nextInt(width + 1));
    int to = Math.min(sorted.length - 1, from + width);
    return Condition.builder().between(column.name(), sorted[from], sorted[to]).build();
  }
}
