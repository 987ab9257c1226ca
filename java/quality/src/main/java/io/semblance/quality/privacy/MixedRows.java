package io.semblance.quality.privacy;

import io.semblance.quality.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows under a distance for mixed columns: numbers differ by |x - y| over the range of the
 * reference table, labels by 2 when they are not the same (the L1 distance of one-hot codes).
 * Missing is one more label; a missing number is 1, its whole range, away from every other.
 *
 * <p>Rows of equal labels stand together in a group, so that labels are compared once per group.
 */
final class MixedRows {

  /** What a label that differs adds. */
  static final float MISMATCH = 2;

  private static final float MISSING_NUMBER = 1;

  /** A difference below a hundred thousandth of the range is none: noise does not hide a copy. */
  private static final double GRID = 1e5;

  /** The scales, common to all tables that are compared. */
  static final class Space {
    private final int[] numbers;
    private final int[] labels;
    private final double[] least;
    private final double[] range;

    Space(FeatureTable reference) {
      List<Integer> numbers = new ArrayList<>();
      List<Integer> labels = new ArrayList<>();
      for (int c = 0; c < reference.width(); c++) {
        (reference.features().get(c).categorical() ? labels : numbers).add(c);
      }
      double[] variance = new double[reference.width()];
      this.least = new double[reference.width()];
      this.range = new double[reference.width()];
      for (int c : numbers) {
        var facts = Arrays.stream(reference.column(c)).filter(Double::isFinite).summaryStatistics();
        double width = facts.getMax() - facts.getMin();
        least[c] = facts.getCount() == 0 ? 0 : facts.getMin();
        range[c] = facts.getCount() == 0 || width == 0 ? 1 : width;
        double mean = facts.getAverage();
        variance[c] =
            Arrays.stream(reference.column(c))
                .filter(Double::isFinite)
                .map(v -> (v - mean) / range[c] * (v - mean) / range[c])
                .average()
                .orElse(0);
      }
      // The widest first: a row that is too far is given up early.
      numbers.sort(Comparator.comparingDouble((Integer c) -> -variance[c]));
      this.numbers = numbers.stream().mapToInt(c -> c).toArray();
      this.labels = labels.stream().mapToInt(c -> c).toArray();
    }

    MixedRows rows(FeatureTable table) {
      return new MixedRows(this, table);
    }
  }

  final int count;
  final int numberWidth;
  final int labelWidth;

  /** Scaled numbers, row by row. */
  final float[] numbers;

  /** Codes, row by row; -1 for missing. */
  final int[] labels;

  /** Rows sorted by group; group g is {@code order[start[g] .. start[g+1])}. */
  final int[] order;

  final int[] start;

  private MixedRows(Space space, FeatureTable table) {
    this.count = table.rows();
    this.numberWidth = space.numbers.length;
    this.labelWidth = space.labels.length;
    this.numbers = new float[Math.multiplyExact(count, numberWidth)];
    this.labels = new int[Math.multiplyExact(count, labelWidth)];
    for (int k = 0; k < numberWidth; k++) {
      int c = space.numbers[k];
      double[] column = table.column(c);
      for (int i = 0; i < count; i++) {
        double scaled = (column[i] - space.least[c]) / space.range[c];
        // Math.rint keeps NaN and infinities.
        numbers[i * numberWidth + k] = (float) (Math.rint(scaled * GRID) / GRID);
      }
    }
    for (int k = 0; k < labelWidth; k++) {
      double[] column = table.column(space.labels[k]);
      for (int i = 0; i < count; i++) {
        labels[i * labelWidth + k] = Double.isNaN(column[i]) ? -1 : (int) column[i];
      }
    }
    int[] group = new int[count];
    this.start = group(group);
    this.order = new int[count];
    int[] next = start.clone();
    for (int i = 0; i < count; i++) {
      order[next[group[i]]++] = i;
    }
  }

  /** Numbers the groups in the order of their first rows. */
  private int[] group(int[] group) {
    Map<Key, Integer> known = new HashMap<>();
    List<int[]> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Key key = new Key(Arrays.copyOfRange(labels, i * labelWidth, (i + 1) * labelWidth));
      Integer g = known.putIfAbsent(key, known.size());
      if (g == null) {
        g = known.size() - 1;
        sizes.add(new int[1]);
      }
      sizes.get(g)[0]++;
      group[i] = g;
    }
    int[] starts = new int[sizes.size() + 1];
    for (int g = 0; g < sizes.size(); g++) {
      starts[g + 1] = starts[g] + sizes.get(g)[0];
    }
    return starts;
  }

  private static final class Key {
    private final int[] codes;
    private final int hash;

    Key(int[] codes) {
      this.codes = codes;
      this.hash = Arrays.hashCode(codes);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(codes, key.codes);
    }
  }

  int groups() {
    return start.length - 1;
  }

  /** The first row of a group stands for its labels. */
  int representative(int group) {
    return order[start[group]];
  }

  /** In how many labels a row differs from one of another table. */
  int mismatches(int row, MixedRows others, int other) {
    int from = row * labelWidth;
    int to = other * labelWidth;
    int sum = 0;
    for (int k = 0; k < labelWidth; k++) {
      sum += labels[from + k] == others.labels[to + k] ? 0 : 1;
    }
    return sum;
  }

  /**
   * {@code so far} plus the differences of the numbers; given up, and larger than {@code limit}, as
   * soon as it is.
   */
  float distance(int row, MixedRows others, int other, float soFar, float limit) {
    int from = row * numberWidth;
    int to = other * numberWidth;
    float sum = soFar;
    for (int k = 0; k < numberWidth; k++) {
      float d = Math.abs(numbers[from + k] - others.numbers[to + k]);
      if (Float.isNaN(d)) { // at least one of the two is missing
        boolean here = Float.isNaN(numbers[from + k]);
        d = here && Float.isNaN(others.numbers[to + k]) ? 0 : MISSING_NUMBER;
      }
      sum += d;
      if (sum > limit) {
        return sum;
      }
    }
    return sum;
  }
}
