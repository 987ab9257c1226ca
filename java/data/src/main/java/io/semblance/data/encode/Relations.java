package io.semblance.data.encode;

import io.semblance.data.Hash;
import io.semblance.data.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the linear functions of columns that a column is equal to in many rows. */
final class Relations {
  private static final int ROWS = 20_000;
  private static final int MOST = 4;

  /** Rows that must hold it, and their share. */
  private static final int FEWEST_ROWS = 20;

  private static final double LEAST_SHARE = .01;

  /** It comes by so much more often than differences that are nearly the same. */
  private static final double EXCESS = 5;

  private static final int NEIGHBOURS = 10;

  /** What one more column must bring. */
  private static final double SIMPLICITY = .002;

  /** Real numbers are told apart to this part of their range. */
  private static final double RESOLUTION = 1e-9;

  /** Part of the rows in a bin. */
  private static final double BIN = .01;

  private static final int MOST_PARTS = 20;
  private static final int ROWS_A_PART = 50;

  /** How far, in total variation, a distribution may be moved. */
  private static final double MOST_MOVED = .1;

  private Relations() {}

  /**
   * @param rows in which the column's number is in a bin
   * @param step distance of the column's values; 0 where any will do
   * @param references what it may be equal to
   * @return those that hold most often first, none of them covered by others
   */
  static List<Relation> find(
      RowCells cells, int column, int[] rows, double step, List<LinearReference> references) {
    int[] left = Spread.of(rows, ROWS);
    int all = left.length;
    double low = Arrays.stream(left).mapToDouble(r -> cells.at(column, r)).min().orElse(0);
    double high = Arrays.stream(left).mapToDouble(r -> cells.at(column, r)).max().orElse(0);
    double unit = step > 0 ? step : RESOLUTION * (high - low);
    List<Relation> found = new ArrayList<>();
    while (found.size() < MOST && unit > 0) {
      Relation best = null;
      double most = 0;
      for (LinearReference reference : references) {
        double[] differences = new double[left.length];
        for (int i = 0; i < left.length; i++) {
          double value = cells.at(column, left[i]);
          differences[i] = Relation.difference(value, reference.of(cells, left[i]), unit);
        }
        double[] atom = mostFrequent(differences);
        double worth = atom[1] / all - SIMPLICITY * reference.columns().length;
        Relation relation = new Relation(reference, atom[0], unit);
        if (atom[1] >= Math.max(FEWEST_ROWS, LEAST_SHARE * all)
            && worth > most
            && isStable(relation, cells, column, left)) {
          most = worth;
          best = relation;
        }
      }
      if (best == null) {
        break;
      }
      found.add(best);
      Relation held = best;
      left =
          Arrays.stream(left)
              .filter(row -> !held.holds(cells.at(column, row), cells, row))
              .toArray();
    }
    return found;
  }

  /**
   * Whether the numbers keep their distribution when those of the other columns are moved by as
   * much as drawing them may move them, about a bin. A small remainder of large parts does not.
   */
  private static boolean isStable(Relation relation, RowCells cells, int column, int[] rows) {
    int[] held =
        Arrays.stream(rows)
            .filter(row -> relation.holds(cells.at(column, row), cells, row))
            .toArray();
    Map<Integer, Moved> moved = new HashMap<>();
    for (int other : relation.reference().columns()) {
      moved.put(other, new Moved(cells, other, held));
    }
    RowCells others = (other, row) -> moved.get(other).at(cells.at(other, row), row);
    double[] was = Arrays.stream(held).mapToDouble(row -> cells.at(column, row)).sorted().toArray();
    double[] is = Arrays.stream(held).mapToDouble(row -> relation.of(others, row)).toArray();
    int parts = Math.max(2, Math.min(MOST_PARTS, held.length / ROWS_A_PART));
    double[] off = new double[parts];
    for (int i = 0; i < held.length; i++) {
      off[part(was, was[i], parts)] += 1.0 / held.length;
      off[part(was, is[i], parts)] -= 1.0 / held.length;
    }
    double distance = Arrays.stream(off).map(Math::abs).sum() / 2;
    return distance < MOST_MOVED + 1 / Math.sqrt(held.length);
  }

  private static int part(double[] sorted, double value, int parts) {
    int part = 0;
    while (part + 1 < parts && value >= sorted[(int) ((part + 1L) * sorted.length / parts)]) {
      part++;
    }
    return part;
  }

  /** The numbers of a column moved by up to half a bin of their rows. */
  private static final class Moved {
    private final double[] sorted;
    private final boolean exact;

    Moved(RowCells cells, int column, int[] rows) {
      this.sorted =
          Arrays.stream(rows)
              .mapToDouble(row -> cells.at(column, row))
              .filter(v -> !Double.isNaN(v))
              .sorted()
              .toArray();
      this.exact = Arrays.stream(sorted).distinct().count() <= NumberTokens.MOST_VALUES;
    }

    double at(double value, int row) {
      if (exact || Double.isNaN(value)) {
        return value;
      }
      int place = Math.abs(Arrays.binarySearch(sorted, value));
      double by = (Hash.uniform(0, sorted.length, row) - .5) * BIN * sorted.length;
      return sorted[(int) Math.max(0, Math.min(sorted.length - 1.0, place + by))];
    }
  }

  /** The difference that comes most often, and in how many rows; none if that may be chance. */
  private static double[] mostFrequent(double[] differences) {
    double[] sorted = Arrays.stream(differences).filter(Double::isFinite).sorted().toArray();
    List<double[]> distinct = new ArrayList<>();
    int most = -1;
    for (int start = 0, end; start < sorted.length; start = end) {
      end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      distinct.add(new double[] {sorted[start], end - start});
      if (most < 0 || end - start > distinct.get(most)[1]) {
        most = distinct.size() - 1;
      }
    }
    if (most < 0) {
      return new double[] {0, 0};
    }
    double around = 0;
    int from = Math.max(0, most - NEIGHBOURS);
    int to = Math.min(distinct.size(), most + NEIGHBOURS + 1);
    for (int i = from; i < to; i++) {
      around += i == most ? 0 : distinct.get(i)[1] / Math.max(1, to - from - 1);
    }
    double[] atom = distinct.get(most);
    return atom[1] > EXCESS * around ? atom : new double[] {0, 0};
  }
}
