package io.semblance.benchmarks;

import io.semblance.quality.features.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Cells of rows that were hidden from what fills them, and how near it comes.
 *
 * @param train rows with all their cells
 * @param truth the rows that are asked about, with the cells that were hidden
 * @param hidden which ones, by column and row
 */
record HiddenCells(FeatureTable train, FeatureTable truth, boolean[][] hidden) {
  private static final int BINS = 20;

  boolean label(int column) {
    return train.features().get(column).categorical();
  }

  /** The mean of numbers, the most frequent of codes. */
  double middle(int column, double[] cells) {
    double[] there = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).toArray();
    if (!label(column)) {
      return Arrays.stream(there).average().orElse(0);
    }
    int[] counts = new int[train.features().get(column).labels().size() + 1];
    int best = 0;
    for (double code : there) {
      counts[(int) code]++;
    }
    for (int code = 0; code < counts.length; code++) {
      best = counts[code] > counts[best] ? code : best;
    }
    return best;
  }

  double deviation(int column) {
    double[] cells = Arrays.stream(train.column(column)).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(cells).average().orElse(0);
    return Math.sqrt(Arrays.stream(cells).map(v -> (v - mean) * (v - mean)).average().orElse(1));
  }

  /** The mean of several draws, or the most frequent label. */
  double[][] middle(List<double[][]> draws) {
    double[][] filled = new double[train.width()][truth.rows()];
    for (int c = 0; c < filled.length; c++) {
      for (int row = 0; row < truth.rows(); row++) {
        int column = c;
        int at = row;
        filled[c][row] = middle(c, draws.stream().mapToDouble(d -> d[column][at]).toArray());
      }
    }
    return filled;
  }

  /** Mean over columns of what was filled beside what was hidden. */
  String line(String how, double[][] filled) {
    double right = 0;
    int labels = 0;
    double error = 0;
    int numbers = 0;
    double distance = 0;
    for (int c = 0; c < filled.length; c++) {
      boolean[] own = hidden[c];
      int[] rows = IntStream.range(0, own.length).filter(row -> own[row]).toArray();
      if (rows.length == 0) {
        continue;
      }
      double[] is = filled[c];
      double[] was = truth.column(c);
      distance += distance(c, rows, is, was) / filled.length;
      if (label(c)) {
        labels++;
        right += Arrays.stream(rows).filter(r -> is[r] == was[r]).count() / (double) rows.length;
      } else {
        numbers++;
        double squares =
            Arrays.stream(rows).mapToDouble(r -> (is[r] - was[r]) * (is[r] - was[r])).sum();
        error += Math.sqrt(squares / rows.length) / deviation(c);
      }
    }
    return String.format(
        Locale.ROOT,
        "%-28s %12s %12.3f %12.3f",
        how,
        labels == 0 ? "" : String.format(Locale.ROOT, "%.3f", right / labels),
        error / Math.max(1, numbers),
        distance);
  }

  /** Total variation of filled and hidden cells, numbers in twenty bins of the training rows. */
  private double distance(int column, int[] rows, double[] is, double[] was) {
    double[] sorted =
        Arrays.stream(train.column(column)).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int bins = label(column) ? train.features().get(column).labels().size() + 1 : BINS;
    double[] counts = new double[bins];
    for (int row : rows) {
      counts[bin(column, sorted, is[row])] += 1.0 / rows.length;
      counts[bin(column, sorted, was[row])] -= 1.0 / rows.length;
    }
    return Arrays.stream(counts).map(Math::abs).sum() / 2;
  }

  private int bin(int column, double[] sorted, double value) {
    if (label(column)) {
      return (int) value;
    }
    int at = Arrays.binarySearch(sorted, value);
    while (at > 0 && sorted[at - 1] == value) {
      at--;
    }
    int rank = at >= 0 ? at : -at - 1;
    return (int) Math.min(BINS - 1, (long) rank * BINS / sorted.length);
  }
}
