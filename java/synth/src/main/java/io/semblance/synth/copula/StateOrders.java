package io.semblance.synth.copula;

import io.semblance.data.encode.ColumnStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Finds orders of states that have none of their own, so that columns correlate as strongly as they
 * can: of labels, and of "missing" among numbers.
 *
 * <p>Labels are numbered by q such that the sum over the other columns of squared correlations of q
 * with their scores is greatest: the first principal component of the labels' mean scores. One
 * column after the other, over and over: alternating least squares of categories with one dimension
 * each (A. Gifi, "Nonlinear Multivariate Analysis", 1990).
 */
public final class StateOrders {
  /** Means of more rows would not change an order; evenly spaced rows of a larger table do. */
  private static final int MOST_ROWS = 50_000;

  private static final int POWER_STEPS = 30;

  private final NormalCurve curve;
  private final List<LatentColumn> columns = new ArrayList<>();
  private final int[] rows;
  private final List<float[]> scores = new ArrayList<>();

  public StateOrders(List<ColumnStates> states, NormalCurve curve) {
    this.curve = curve;
    int count = states.isEmpty() ? 0 : states.get(0).ofRows().length;
    int kept = Math.min(count, MOST_ROWS);
    this.rows = IntStream.range(0, kept).map(i -> (int) ((long) i * count / kept)).toArray();
    for (ColumnStates one : states) {
      int[] order = IntStream.range(0, one.counts().length).toArray();
      columns.add(new LatentColumn(one, order, curve));
      scores.add(null);
      score(columns.size() - 1);
    }
  }

  /** The columns with the orders found so far. */
  public List<LatentColumn> columns() {
    return columns;
  }

  /** Whether some column has states that could be in another order. */
  public boolean hasFree() {
    return columns.stream().anyMatch(StateOrders::isFree);
  }

  /** Orders every column once by all others, until {@code goOn} says no. */
  public void round(BooleanSupplier goOn) {
    for (int j = 0; j < columns.size() && goOn.getAsBoolean(); j++) {
      LatentColumn column = columns.get(j);
      if (isFree(column)) {
        int[] order = column.states().isOrdered() ? placeMissing(j) : orderLabels(j);
        columns.set(j, new LatentColumn(column.states(), order, curve));
        score(j);
      }
    }
  }

  /** Two labels that occur have but one order, and its mirror image. */
  private static boolean isFree(LatentColumn column) {
    ColumnStates states = column.states();
    long found = IntStream.of(states.counts()).filter(count -> count > 0).count();
    return states.isOrdered() ? states.missing() >= 0 && found > 1 : found > 2;
  }

  private void score(int j) {
    int[] of = columns.get(j).states().ofRows();
    double[] score = columns.get(j).scores();
    float[] kept = new float[rows.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (float) score[of[rows[i]]];
    }
    scores.set(j, kept);
  }

  private int[] orderLabels(int j) {
    LatentColumn column = columns.get(j);
    int[] of = column.states().ofRows();
    int labels = column.states().counts().length;
    double[] share = new double[labels];
    for (int row : rows) {
      share[of[row]] += 1.0 / rows.length;
    }
    List<double[]> profiles = new ArrayList<>(); // of each other column: its mean by label
    for (int k = 0; k < columns.size(); k++) {
      if (k != j && columns.get(k).variance() > 0) {
        profiles.add(profile(of, share, k));
      }
    }
    double[] q = column.scores().clone();
    for (int step = 0; step < POWER_STEPS; step++) {
      double[] next = new double[labels];
      for (double[] profile : profiles) {
        double weight = 0;
        for (int s = 0; s < labels; s++) {
          weight += share[s] * q[s] * profile[s];
        }
        for (int s = 0; s < labels; s++) {
          next[s] += weight * profile[s];
        }
      }
      double length = 0;
      for (int s = 0; s < labels; s++) {
        length += share[s] * next[s] * next[s];
      }
      if (!(length > 1e-300)) {
        return column.order(); // it hangs together with nothing
      }
      for (int s = 0; s < labels; s++) {
        q[s] = next[s] / Math.sqrt(length);
      }
    }
    double[] by = q;
    return IntStream.range(0, labels)
        .boxed()
        .sorted(Comparator.comparingDouble(s -> by[s]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Mean standardised score of another column for each label, about the mean of all. */
  private double[] profile(int[] of, double[] share, int k) {
    float[] other = scores.get(k);
    double[] sums = new double[share.length];
    double all = 0;
    for (int i = 0; i < rows.length; i++) {
      sums[of[rows[i]]] += other[i];
      all += other[i];
    }
    double mean = all / rows.length;
    double deviation = Math.sqrt(columns.get(k).variance());
    for (int s = 0; s < sums.length; s++) {
      double count = share[s] * rows.length;
      sums[s] = count == 0 ? 0 : (sums[s] / count - mean) / deviation;
    }
    return sums;
  }

  /**
   * Missing cells go where a number would be that is as likely for what else is in their rows: with
   * s_k = a_k + b_k x the regressions of the other scores on the score x of the numbers that are
   * there, and m_k their means where there is none, x = sum b_k (m_k - a_k) / sum b_k^2.
   */
  private int[] placeMissing(int j) {
    LatentColumn column = columns.get(j);
    ColumnStates states = column.states();
    float[] own = scores.get(j);
    boolean[] gone = new boolean[rows.length];
    double count = 0;
    double mean = 0;
    for (int i = 0; i < rows.length; i++) {
      gone[i] = states.ofRows()[rows[i]] == states.missing();
      count += gone[i] ? 0 : 1;
      mean += gone[i] ? 0 : own[i];
    }
    mean /= Math.max(1, count);
    double missing = Math.max(1, rows.length - count);
    double square = 0;
    for (int i = 0; i < rows.length; i++) {
      square += gone[i] ? 0 : (own[i] - mean) * (own[i] - mean);
    }
    double sum = 0;
    double norm = 0;
    for (int k = 0; k < columns.size() && square > 0; k++) {
      double variance = columns.get(k).variance();
      if (k == j || variance == 0) {
        continue;
      }
      float[] other = scores.get(k);
      double product = 0;
      double there = 0;
      double away = 0;
      for (int i = 0; i < rows.length; i++) {
        if (gone[i]) {
          away += other[i];
        } else {
          there += other[i];
          product += (own[i] - mean) * other[i];
        }
      }
      double slope = product / square;
      sum += slope * (away / missing - there / count) / variance;
      norm += slope * slope / variance;
    }
    double place = norm > 0 ? mean + sum / norm : Double.POSITIVE_INFINITY;
    return insert(states, column.scores(), place);
  }

  /** The numbers in their order, and the missing state before the first with such a score. */
  private static int[] insert(ColumnStates states, double[] scores, double place) {
    int[] order = new int[scores.length];
    int at = 0;
    boolean placed = false;
    for (int state = 0; state < scores.length; state++) {
      if (state == states.missing()) {
        continue;
      }
      if (!placed && scores[state] >= place) {
        order[at++] = states.missing();
        placed = true;
      }
      order[at++] = state;
    }
    if (!placed) {
      order[at] = states.missing();
    }
    return order;
  }
}
