package io.semblance.quality.utility;

import io.semblance.quality.features.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns to predict when nobody has said. A column that the others say nothing about cannot
 * tell a good table from a bad one, so those are chosen that the others say most about: the
 * greatest sum over all other columns X of I(X; Y) / H(Y), the share of the column's entropy that
 * each takes away, from ten bins per column and less the bias of few rows. At most two columns of
 * labels and one of numbers.
 */
final class TargetChooser {

  private static final int ROWS = 5_000;
  private static final int BINS = 10;
  private static final int LABEL_TARGETS = 2;
  private static final int NUMBER_TARGETS = 1;

  /** A rarer second class leaves too few rows to score on. */
  private static final double LEAST_MINORITY = .02;

  /** Less than this is chance. */
  private static final double LEAST_SHARE = .02;

  private TargetChooser() {}

  static List<PredictionTask> choose(FeatureTable real, long seed) {
    FeatureTable sample = real.sample(ROWS, seed);
    int width = sample.width();
    int[][] codes = new int[width][];
    for (int c = 0; c < width; c++) {
      codes[c] = bins(sample.column(c), sample.features().get(c).categorical());
    }
    double[] share = new double[width];
    IntStream.range(0, width).parallel().forEach(y -> share[y] = explained(codes, y));
    List<PredictionTask> chosen = new ArrayList<>();
    int labels = 0;
    int numbers = 0;
    for (int c :
        IntStream.range(0, width)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> -share[k]))
            .toList()) {
      PredictionTask task = share[c] < LEAST_SHARE ? null : PredictionTask.of(sample, c);
      if (task == null || !fit(task, sample)) {
        continue;
      }
      if (task.number() ? numbers++ < NUMBER_TARGETS : labels++ < LABEL_TARGETS) {
        chosen.add(PredictionTask.of(real, c));
      }
    }
    return chosen;
  }

  /** Classes that are neither too many nor too rare; numbers that are. */
  private static boolean fit(PredictionTask task, FeatureTable sample) {
    double[] column = sample.column(task.column());
    if (task.number()) {
      return Arrays.stream(column).filter(Double::isFinite).distinct().count() >= BINS;
    }
    long most =
        Arrays.stream(task.classes())
            .mapToLong(k -> Arrays.stream(column).filter(v -> v == k).count())
            .max()
            .orElse(0);
    long labels = Arrays.stream(column).filter(Double::isFinite).distinct().count();
    return labels <= PredictionTask.MOST_CLASSES && most <= (1 - LEAST_MINORITY) * column.length;
  }

  private static double explained(int[][] codes, int y) {
    double entropy = entropy(counts(codes[y], codes[y].length == 0 ? 0 : BINS + 1));
    double sum = 0;
    for (int x = 0; x < codes.length && entropy > 0; x++) {
      if (x != y) {
        sum += Math.max(0, information(codes[x], codes[y])) / entropy;
      }
    }
    return sum;
  }

  /** I(X; Y) = H(X) + H(Y) - H(X, Y) in nats, less its bias (Miller 1955). */
  private static double information(int[] x, int[] y) {
    int bins = BINS + 1;
    int[] joint = new int[x.length];
    Arrays.setAll(joint, i -> x[i] * bins + y[i]);
    long[] both = counts(joint, bins * bins);
    long[] ofX = counts(x, bins);
    long[] ofY = counts(y, bins);
    double free = (used(ofX) - 1.0) * (used(ofY) - 1.0);
    return entropy(ofX) + entropy(ofY) - entropy(both) - free / (2.0 * x.length);
  }

  private static long used(long[] counts) {
    return Arrays.stream(counts).filter(n -> n > 0).count();
  }

  private static long[] counts(int[] codes, int bins) {
    long[] counts = new long[bins];
    for (int code : codes) {
      counts[code]++;
    }
    return counts;
  }

  private static double entropy(long[] counts) {
    double total = Arrays.stream(counts).sum();
    double sum = 0;
    for (long n : counts) {
      sum -= n == 0 ? 0 : n / total * Math.log(n / total);
    }
    return sum;
  }

  /** Codes 1 to 10: labels by frequency, the rest together, or tenths of the numbers; 0 missing. */
  private static int[] bins(double[] values, boolean categorical) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int[] codes = new int[values.length];
    if (sorted.length == 0) {
      return codes;
    }
    double[] keys = categorical ? frequent(sorted) : edges(sorted);
    for (int i = 0; i < codes.length; i++) {
      if (Double.isFinite(values[i])) {
        int at = Arrays.binarySearch(keys, values[i]);
        int place = categorical ? (at >= 0 ? at : BINS - 1) : at >= 0 ? at : -at - 1;
        codes[i] = 1 + Math.min(place, BINS - 1);
      }
    }
    return codes;
  }

  private static double[] edges(double[] sorted) {
    double[] edges = new double[BINS - 1];
    for (int k = 0; k < edges.length; k++) {
      edges[k] = sorted[(int) ((k + 1L) * sorted.length / BINS)];
    }
    return Arrays.stream(edges).distinct().toArray();
  }

  private static double[] frequent(double[] sorted) {
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    long[] counts = new long[distinct.length];
    for (double v : sorted) {
      counts[Arrays.binarySearch(distinct, v)]++;
    }
    return IntStream.range(0, distinct.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer k) -> -counts[k]))
        .limit(BINS - 1)
        .mapToDouble(k -> distinct[k])
        .sorted()
        .toArray();
  }
}
