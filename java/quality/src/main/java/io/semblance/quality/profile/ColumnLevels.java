package io.semblance.quality.profile;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.quality.summary.NumberView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column cut into levels, for counting pairs. Numbers of few distinct values keep each as a
 * level, others get bins of about equal counts; labels keep the most frequent ones, the rest share
 * the last level. Each level also belongs to a coarse one, for measures that many thin levels would
 * mislead. Made from one column, it can code any other of the same meaning.
 */
final class ColumnLevels {
  /** Numbers of at most so many distinct values are not binned for the coarse levels either. */
  private static final int FEW = 16;

  private static final int COARSE_BINS = 10;
  private static final int COARSE_LABELS = 32;

  private final NumberView view;
  private final double[] values; // rising: the distinct values, or the least value of each bin
  private final boolean distinct;
  private final List<String> labels;
  private final Map<String, Integer> places = new HashMap<>();
  private final int size;
  private final int[] toCoarse;
  private final int coarseSize;

  private ColumnLevels(
      NumberView view, double[] values, boolean distinct, List<String> labels, int[] toCoarse) {
    this.view = view;
    this.values = values;
    this.distinct = distinct;
    this.labels = labels;
    this.size = toCoarse.length;
    this.toCoarse = toCoarse;
    this.coarseSize = size == 0 ? 0 : Arrays.stream(toCoarse).max().orElse(0) + 1;
    for (int i = 0; i < labels.size(); i++) {
      places.put(labels.get(i), i);
    }
  }

  /**
   * The levels of a column.
   *
   * @param view how it is seen as numbers; null for words
   * @param most how many levels there may be
   */
  static ColumnLevels of(Column column, NumberView view, int most) {
    return view == null
        ? ofLabels((CategoricalColumn) column, most)
        : ofNumbers(view, view.values(column), most);
  }

  private static ColumnLevels ofNumbers(NumberView view, double[] cells, int most) {
    double[] sorted = Arrays.stream(cells).filter(Double::isFinite).map(v -> v + 0.0).toArray();
    Arrays.sort(sorted);
    double[] distinct = new double[most];
    int n = 0;
    for (int i = 0; i < sorted.length && n <= most; i++) {
      if (n == 0 || i == 0 || sorted[i] != sorted[i - 1]) {
        if (n < most) {
          distinct[n] = sorted[i];
        }
        n++;
      }
    }
    boolean few = n <= most;
    double[] starts = few ? Arrays.copyOf(distinct, n) : binStarts(sorted, most);
    return new ColumnLevels(view, starts, few, List.of(), coarse(starts, sorted));
  }

  /** Quantiles without repeats: a value that fills several bins gets one of its own. */
  private static double[] binStarts(double[] sorted, int bins) {
    double[] starts = new double[bins];
    int n = 0;
    for (int k = 0; k < bins; k++) {
      double start = sorted[(int) ((long) k * sorted.length / bins)];
      if (n == 0 || start > starts[n - 1]) {
        starts[n++] = start;
      }
    }
    return Arrays.copyOf(starts, n);
  }

  private static int[] coarse(double[] starts, double[] sorted) {
    int[] map = new int[starts.length];
    if (starts.length <= FEW) {
      for (int i = 0; i < map.length; i++) {
        map[i] = i;
      }
      return map;
    }
    double[] coarse = binStarts(sorted, COARSE_BINS);
    for (int i = 0; i < map.length; i++) {
      map[i] = place(coarse, starts[i]);
    }
    return map;
  }

  private static ColumnLevels ofLabels(CategoricalColumn column, int most) {
    List<String> dictionary = column.dictionary();
    int[] counts = new int[dictionary.size()];
    for (int code : column.codes()) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        order.add(code);
      }
    }
    order.sort(Comparator.comparingInt((Integer code) -> -counts[code]));
    boolean rest = order.size() > most;
    List<String> labels = new ArrayList<>();
    for (int code : order.subList(0, rest ? most - 1 : order.size())) {
      labels.add(dictionary.get(code));
    }
    int[] map = new int[labels.size() + 1]; // the last level is for what is not named
    for (int i = 0; i < map.length; i++) {
      map[i] = Math.min(i, COARSE_LABELS - 1);
    }
    return new ColumnLevels(null, null, false, labels, map);
  }

  /** How many levels there are. */
  int size() {
    return size;
  }

  /** How many coarse levels there are. */
  int coarseSize() {
    return coarseSize;
  }

  /** The coarse level of each level. */
  int[] toCoarse() {
    return toCoarse;
  }

  /** Whether the levels are numbers in rising order. */
  boolean ordered() {
    return view != null;
  }

  /** Whether each level is one value, so that nothing is lost. */
  boolean distinct() {
    return distinct;
  }

  /** The value of a level of numbers, or the least one of a bin. */
  double value(int level) {
    return values[level];
  }

  /** The label of a level; null for the level of the rest. */
  String label(int level) {
    return level < labels.size() ? labels.get(level) : null;
  }

  /** The level of each cell; {@link #size()} where it is missing. */
  short[] codes(Column column) {
    return view == null ? labelCodes((CategoricalColumn) column) : numberCodes(column);
  }

  private short[] labelCodes(CategoricalColumn column) {
    short[] byCode = new short[column.dictionary().size()];
    for (int code = 0; code < byCode.length; code++) {
      String label = column.dictionary().get(code);
      byCode[code] = (short) (int) places.getOrDefault(label, size - 1);
    }
    short[] codes = new short[column.size()];
    for (int row = 0; row < codes.length; row++) {
      int code = column.code(row);
      codes[row] = code < 0 ? (short) size : byCode[code];
    }
    return codes;
  }

  private short[] numberCodes(Column column) {
    double[] cells = view.values(column);
    short[] codes = new short[cells.length];
    double last = Double.NaN;
    short lastCode = (short) size;
    for (int row = 0; row < codes.length; row++) {
      double x = cells[row];
      if (x != last) { // runs of equal values, and NaN, which never equals
        lastCode = (short) (Double.isFinite(x) && size > 0 ? place(values, x) : size);
        last = x;
      }
      codes[row] = lastCode;
    }
    return codes;
  }

  private static int place(double[] starts, double x) {
    int found = Arrays.binarySearch(starts, x + 0.0); // no negative zero
    return found >= 0 ? found : Math.max(0, -found - 2);
  }
}
