package io.semblance.quality.utility;

import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Objective;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is to be predicted: one column of the real table. Of many labels the twenty most frequent
 * are the classes; rows of others are left out. A number of two values is two classes.
 *
 * @param column position in the table
 * @param name the column's name
 * @param classes the value of each class in the column; empty for a number
 */
record PredictionTask(int column, String name, double[] classes) {

  /** More classes than this would make boosting slow and the figure hard to read. */
  static final int MOST_CLASSES = 20;

  /** Fewer rows of a class than this cannot be learnt. */
  private static final int FEWEST_OF_CLASS = 5;

  /** The task that a column gives, or null when it is constant in {@code real}. */
  static PredictionTask of(FeatureTable real, int column) {
    Feature feature = real.features().get(column);
    double[] distinct =
        Arrays.stream(real.column(column)).filter(Double::isFinite).distinct().toArray();
    if (distinct.length < 2) {
      return null;
    }
    if (!feature.categorical() && distinct.length > 2) {
      return new PredictionTask(column, feature.name(), new double[0]);
    }
    double[] sorted = distinct.clone();
    Arrays.sort(sorted);
    long[] counts = new long[sorted.length];
    for (double v : real.column(column)) {
      if (Double.isFinite(v)) {
        counts[Arrays.binarySearch(sorted, v)]++;
      }
    }
    double[] classes =
        IntStream.range(0, sorted.length)
            .boxed()
            .filter(k -> counts[k] >= FEWEST_OF_CLASS)
            .sorted(Comparator.comparingLong((Integer k) -> -counts[k]))
            .limit(MOST_CLASSES)
            .mapToDouble(k -> sorted[k])
            .sorted()
            .toArray();
    return classes.length < 2 ? null : new PredictionTask(column, feature.name(), classes);
  }

  boolean number() {
    return classes.length == 0;
  }

  Objective objective() {
    return number()
        ? Objective.SQUARED
        : classes.length == 2 ? Objective.LOGISTIC : Objective.SOFTMAX;
  }

  /** How predictions are scored: "auc" for two classes, "macro_f1" for more, "r2" for numbers. */
  String metric() {
    return number() ? "r2" : classes.length == 2 ? "auc" : "macro_f1";
  }

  /** What a model that knows nothing scores; for numbers and F1 it may be beaten downwards. */
  double nothingLearnt() {
    return classes.length == 2 ? .5 : 0;
  }

  /** The rows with a known target, without that column, and the target beside them. */
  Rows rows(FeatureTable table) {
    double[] column = table.column(this.column);
    double[] target = new double[column.length];
    int[] kept = new int[column.length];
    int n = 0;
    for (int i = 0; i < column.length; i++) {
      int k = number() ? 0 : Arrays.binarySearch(classes, column[i]);
      if (Double.isFinite(column[i]) && k >= 0) {
        kept[n] = i;
        target[n++] = number() ? column[i] : k;
      }
    }
    FeatureTable inputs = table.without(this.column);
    return new Rows(
        n == column.length ? inputs : inputs.select(Arrays.copyOf(kept, n)),
        Arrays.copyOf(target, n));
  }

  /** Inputs and targets; the target of a class is its number from 0. */
  record Rows(FeatureTable inputs, double[] target) {

    /** Whether there are at least two values to tell apart. */
    boolean varied() {
      return Arrays.stream(target).distinct().limit(2).count() == 2;
    }
  }
}
