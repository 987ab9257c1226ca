package io.semblance.quality.profile;

import io.semblance.data.Column;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Two tables of the same columns beside each other: what moved, and which relations changed. */
public final class Comparison {
  private static final int MOST_CLASSES = 10;

  /** Fewer rows of a class than this, in either table, tell nothing. */
  private static final int FEWEST_IN_CLASS = 20;

  private static final int BOUND = 1 << 16;

  /**
   * How the relation of two columns changed.
   *
   * @param i place of a column in the associations, the greater one
   * @param j place of the other
   * @param change the largest change among the automatic measure and the information coefficient
   * @param variation total variation of the counts of the pair, with the levels of the first table
   */
  public record PairChange(int i, int j, double change, double variation) {}

  /**
   * One class of the target.
   *
   * @param label the value, or values, of the target
   * @param a its share of the rows of the first table
   * @param b and of the second
   * @param columns how the other columns changed within the class, the greatest change first; empty
   *     when there are too few rows
   */
  public record ClassChange(String label, double a, double b, List<ColumnChange> columns) {}

  private final TableSummary a;
  private final TableSummary b;
  private final Associations ofA;
  private final Associations ofB;
  private final List<ColumnChange> columns = new ArrayList<>();
  private final List<PairChange> pairs = new ArrayList<>();
  private final List<ClassChange> classes = new ArrayList<>();
  private final String target;

  private Comparison(
      TableSummary a, TableSummary b, Associations ofA, Associations ofB, String target) {
    this.a = a;
    this.b = b;
    this.ofA = ofA;
    this.ofB = ofB;
    this.target = target;
  }

  /**
   * Compares two tables.
   *
   * @param a what the first one left
   * @param b what the second one left, summarised with the schema of the first
   * @param target a column whose classes are compared one by one, or null
   * @throws DataException when there is no such column, or when it is an identifier
   */
  public static Comparison of(TableSummary a, TableSummary b, String target, Work work) {
    Associations ofA = Associations.of(a, work);
    Associations ofB = Associations.of(b, ofA, work);
    Comparison result = new Comparison(a, b, ofA, ofB, target);
    ColumnChange[] changes = new ColumnChange[a.columns().size()];
    work.forEach(
        changes.length, i -> changes[i] = ColumnChange.of(a.columns().get(i), b.columns().get(i)));
    result.columns.addAll(List.of(changes));
    result.columns.sort(Comparator.comparingDouble((ColumnChange c) -> -c.moved()));
    result.comparePairs(work);
    if (target != null) {
      a.schema().indexOf(target);
      int place = ofA.indexOf(target);
      if (place < 0) {
        throw DataException.builder("an identifier has no classes to compare")
            .column(target)
            .remedy("name another column as --target, or give it a type with --type")
            .build();
      }
      result.compareClasses(place, work);
    }
    return result;
  }

  private void comparePairs(Work work) {
    int n = ofA.columns().size();
    List<List<PairChange>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(new ArrayList<>());
    }
    work.forEach(
        n,
        i -> {
          for (int j = 0; j < i; j++) {
            double change =
                Math.max(difference(Measure.AUTO, i, j), difference(Measure.INFORMATION, i, j));
            if (change >= 0) {
              double variation = Contingency.totalVariation(ofA.coarse(i, j), ofB.coarse(i, j));
              rows.get(i).add(new PairChange(i, j, change, variation));
            }
          }
        });
    rows.forEach(pairs::addAll);
    pairs.sort(Comparator.comparingDouble((PairChange p) -> -p.change()));
  }

  /** Undefined in both: no change; in one alone, as when a column became constant: taken as 0. */
  private double difference(Measure measure, int i, int j) {
    double x = ofA.get(measure, i, j);
    double y = ofB.get(measure, i, j);
    if (Double.isNaN(x) && Double.isNaN(y)) {
      return -1;
    }
    return Math.abs((Double.isNaN(x) ? 0 : x) - (Double.isNaN(y) ? 0 : y));
  }

  private void compareClasses(int place, Work work) {
    ColumnLevels levels = ofA.levels(place);
    double[] counts = new double[levels.size()];
    for (short code : ofA.codes(place)) {
      if (code < counts.length) {
        counts[code]++;
      }
    }
    Groups groups =
        Groups.of(levels, counts, MOST_CLASSES, v -> Words.value(ofA.columns().get(place), v));
    for (int g = 0; g < groups.size(); g++) {
      int[] inA = rows(ofA.codes(place), groups, g);
      int[] inB = rows(ofB.codes(place), groups, g);
      List<ColumnChange> changes = List.of();
      if (Math.min(inA.length, inB.length) >= FEWEST_IN_CLASS) {
        changes = changes(inA, inB, ofA.position(place), work);
      }
      classes.add(
          new ClassChange(
              groups.names().get(g),
              (double) inA.length / Math.max(1, ofA.codes(place).length),
              (double) inB.length / Math.max(1, ofB.codes(place).length),
              changes));
    }
  }

  private static int[] rows(short[] codes, Groups groups, int group) {
    int[] rows = new int[codes.length];
    int n = 0;
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] < groups.ofLevel().length && groups.ofLevel()[codes[row]] == group) {
        rows[n++] = row;
      }
    }
    return Arrays.copyOf(rows, n);
  }

  private List<ColumnChange> changes(int[] inA, int[] inB, int skipped, Work work) {
    Table tableA = a.sample().table();
    Table tableB = b.sample().table();
    ColumnChange[] changes = new ColumnChange[tableA.width()];
    work.forEach(
        changes.length,
        i ->
            changes[i] =
                ColumnChange.of(summary(tableA.column(i), inA), summary(tableB.column(i), inB)));
    List<ColumnChange> list = new ArrayList<>(List.of(changes));
    list.remove(skipped);
    list.sort(Comparator.comparingDouble((ColumnChange c) -> -c.moved()));
    return list;
  }

  private static ColumnSummary summary(Column column, int[] rows) {
    ColumnSummary summary = ColumnSummary.of(column.schema(), BOUND);
    summary.add(column.select(rows));
    return summary;
  }

  /** The first table. */
  public TableSummary a() {
    return a;
  }

  /** The second table. */
  public TableSummary b() {
    return b;
  }

  /** How columns depend on each other in the first table. */
  public Associations associationsOfA() {
    return ofA;
  }

  /** The same in the second table, with the levels of the first. */
  public Associations associationsOfB() {
    return ofB;
  }

  /** All columns, the one that moved farthest first. */
  public List<ColumnChange> columns() {
    return columns;
  }

  /** All pairs with a defined measure, the one whose relation changed most first. */
  public List<PairChange> pairs() {
    return pairs;
  }

  /** The classes of the target; empty when none was named. */
  public List<ClassChange> classes() {
    return classes;
  }

  /** The name of the target, or null. */
  public String target() {
    return target;
  }
}
