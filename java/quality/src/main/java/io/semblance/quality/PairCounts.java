package io.semblance.quality;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.quality.summary.NumericSummary;
import io.semblance.quality.summary.TableSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The joint tables of all pairs of columns, counted piece by piece: what {@link Fidelity} needs of
 * a table beyond its summary. Numbers are cut into ten equal widths over a range that a summary
 * tells, labels are counted as they are; pairs of two columns of numbers, which correlations judge,
 * are left out. Memory grows with the distinct pairs of values, not with the rows.
 */
public final class PairCounts {
  /** Cells per row up to which a table of counts is cleared rather than rows sorted. */
  private static final int CELLS_PER_ROW = 4;

  private final int[] positions;
  private final EqualWidthBins[] bins;
  private final List<Map<String, Integer>> labels = new ArrayList<>();
  private final List<Map<Long, Long>> tables = new ArrayList<>();
  private long rows;

  /**
   * Nothing counted yet.
   *
   * @param ranges of the table whose least and greatest numbers cut the columns
   */
  public PairCounts(TableSummary ranges) {
    this(scored(ranges), bins(ranges));
  }

  private PairCounts(int[] positions, EqualWidthBins[] bins) {
    this.positions = positions;
    this.bins = bins;
    for (int k = 0; k < positions.length; k++) {
      labels.add(new HashMap<>());
    }
    for (int pair = 0; pair < positions.length * positions.length; pair++) {
      tables.add(new HashMap<>());
    }
  }

  private static EqualWidthBins[] bins(TableSummary ranges) {
    int[] positions = scored(ranges);
    EqualWidthBins[] bins = new EqualWidthBins[positions.length];
    for (int k = 0; k < bins.length; k++) {
      if (ranges.columns().get(positions[k]) instanceof NumericSummary numbers) {
        bins[k] = new EqualWidthBins(numbers.moments().min(), numbers.moments().max());
      }
    }
    return bins;
  }

  /** The places of the columns that are scored: all but identifiers. */
  static int[] scored(TableSummary summary) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < summary.columns().size(); i++) {
      if (summary.columns().get(i).schema().type() != ColumnType.ID) {
        places.add(i);
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Adds rows; their columns stand as in the summary. */
  public void add(Table piece) {
    int n = positions.length;
    int[][] codes = new int[n][];
    for (int k = 0; k < n; k++) {
      codes[k] = codes(k, piece.column(positions[k]));
    }
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        if (bins[i] == null || bins[j] == null) {
          count(codes[i], codes[j], size(i), size(j), tables.get(i * n + j));
        }
      }
    }
    rows += piece.rows();
  }

  private int size(int k) {
    return bins[k] == null ? labels.get(k).size() + 1 : EqualWidthBins.CODES;
  }

  /** Labels from 1, as they come; 0 is missing. */
  private int[] codes(int k, Column column) {
    if (column instanceof NumericColumn numbers) {
      return bins[k].codes(numbers.values());
    }
    CategoricalColumn cells = (CategoricalColumn) column;
    int[] known = new int[cells.dictionary().size()];
    int[] codes = new int[cells.size()];
    for (int row = 0; row < codes.length; row++) {
      int code = cells.code(row);
      if (code >= 0) {
        known[code] = known[code] == 0 ? code(k, cells.dictionary().get(code)) : known[code];
        codes[row] = known[code];
      }
    }
    return codes;
  }

  private int code(int k, String label) {
    Map<String, Integer> map = labels.get(k);
    Integer code = map.putIfAbsent(label, map.size() + 1);
    return code == null ? map.size() : code;
  }

  private static void count(int[] a, int[] b, int sizeA, int sizeB, Map<Long, Long> table) {
    if ((long) sizeA * sizeB <= (long) CELLS_PER_ROW * a.length) {
      int[] counts = new int[sizeA * sizeB];
      for (int row = 0; row < a.length; row++) {
        counts[a[row] * sizeB + b[row]]++;
      }
      for (int cell = 0; cell < counts.length; cell++) {
        if (counts[cell] > 0) {
          table.merge(key(cell / sizeB, cell % sizeB), (long) counts[cell], Long::sum);
        }
      }
      return;
    }
    long[] keys = new long[a.length];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = key(a[row], b[row]);
    }
    Arrays.sort(keys);
    for (int from = 0, to; from < keys.length; from = to) {
      to = from;
      while (to < keys.length && keys[to] == keys[from]) {
        to++;
      }
      table.merge(keys[from], (long) to - from, Long::sum);
    }
  }

  private static long key(int a, int b) {
    return (long) a << Integer.SIZE | b;
  }

  /** Adds all that was counted of other rows of the table. */
  public void merge(PairCounts other) {
    int n = positions.length;
    int[][] codes = new int[n][];
    for (int k = 0; k < n; k++) {
      int place = k;
      int[] translated = new int[other.size(k)];
      Arrays.setAll(translated, code -> code);
      other.labels.get(k).forEach((label, code) -> translated[code] = code(place, label));
      codes[k] = translated;
    }
    for (int pair = 0; pair < n * n; pair++) {
      int[] first = codes[pair / n];
      int[] second = codes[pair % n];
      Map<Long, Long> table = tables.get(pair);
      other
          .tables
          .get(pair)
          .forEach(
              (key, count) ->
                  table.merge(
                      key(first[(int) (key >> Integer.SIZE)], second[key.intValue()]),
                      count,
                      Long::sum));
    }
    rows += other.rows;
  }

  /** These counts in the codes of labels that others have. */
  PairCounts inCodesOf(PairCounts others) {
    PairCounts same = new PairCounts(positions, bins);
    for (int k = 0; k < positions.length; k++) {
      same.labels.get(k).putAll(others.labels.get(k));
    }
    same.merge(this);
    return same;
  }

  /**
   * Half the sum of the differences of two columns' shares, taken from 1; of a column of labels and
   * itself, the likeness of its own distribution.
   *
   * @param i the place of a column among those scored, at most {@code j}
   */
  static double likeness(PairCounts real, PairCounts other, int i, int j) {
    int n = real.positions.length;
    Map<Long, Long> a = real.tables.get(i * n + j);
    Map<Long, Long> b = other.tables.get(i * n + j);
    double sum = 0;
    for (Map.Entry<Long, Long> cell : a.entrySet()) {
      double share = (double) b.getOrDefault(cell.getKey(), 0L) / other.rows;
      sum += Math.abs((double) cell.getValue() / real.rows - share);
    }
    for (Map.Entry<Long, Long> cell : b.entrySet()) {
      sum += a.containsKey(cell.getKey()) ? 0 : (double) cell.getValue() / other.rows;
    }
    return 1 - sum / 2;
  }
}
