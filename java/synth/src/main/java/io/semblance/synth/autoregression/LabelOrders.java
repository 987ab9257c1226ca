package io.semblance.synth.autoregression;

import io.semblance.data.encode.ColumnStates;
import io.semblance.synth.copula.LatentColumn;
import io.semblance.synth.copula.NormalCurve;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts labels in an order in which those that follow each other lie side by side, as a normal
 * number that moves by small steps goes through them.
 *
 * <p>With F the shares of pairs of labels of a step and the one before, made symmetric, and D those
 * of labels, the eigenvectors of D^-1/2 F D^-1/2 are functions of the label, and their eigenvalues
 * how well each is remembered; the first is constant. Labels go by the second, the slowest: a
 * correspondence analysis of the transitions (Benz&eacute;cri 1973). What other columns say at the
 * same step is added, as in {@link io.semblance.synth.copula.StateOrders}: squared correlations
 * with their scores.
 */
final class LabelOrders {
  private static final int POWER_STEPS = 300;

  /** The matrix of the transitions of more labels would be too large to be of use. */
  private static final int MOST_LABELS = 2_000;

  /** Added to all eigenvalues, so that the greatest is also the greatest absolute one. */
  private static final double SHIFT = 1;

  private final int[] before;

  /**
   * @param before the row of the step before each row; the row itself where there is none
   */
  LabelOrders(int[] before) {
    this.before = before;
  }

  /** Whether there is more than one order, and a way to find the best. */
  static boolean isFree(LatentColumn column) {
    return !column.states().isOrdered()
        && column.states().counts().length <= MOST_LABELS
        && IntStream.of(column.states().counts()).filter(c -> c > 0).count() > 2;
  }

  /** The column with its labels in order. */
  LatentColumn ordered(List<LatentColumn> columns, int j, NormalCurve curve) {
    LatentColumn column = columns.get(j);
    ColumnStates states = column.states();
    int[] of = states.ofRows();
    int labels = states.counts().length;
    double[] root = new double[labels]; // of shares
    for (int s = 0; s < labels; s++) {
      root[s] = Math.sqrt((double) states.counts()[s] / of.length);
    }
    double[] matrix = transitions(of, root);
    for (int k = 0; k < columns.size(); k++) {
      if (k != j && columns.get(k).variance() > 0) {
        addProfile(matrix, of, root, columns.get(k));
      }
    }
    double[] slowest = eigenvector(matrix, root);
    int[] order =
        IntStream.range(0, labels)
            .boxed()
            .sorted(Comparator.comparingDouble(s -> root[s] == 0 ? 0 : slowest[s] / root[s]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new LatentColumn(states, order, curve);
  }

  private double[] transitions(int[] of, double[] root) {
    int labels = root.length;
    double[] matrix = new double[labels * labels];
    int pairs = 0;
    for (int row = 0; row < before.length; row++) {
      if (before[row] != row) {
        pairs++;
        matrix[of[before[row]] * labels + of[row]] += .5;
        matrix[of[row] * labels + of[before[row]]] += .5;
      }
    }
    for (int a = 0; a < labels; a++) {
      for (int b = 0; b < labels; b++) {
        double scale = root[a] * root[b] * pairs;
        matrix[a * labels + b] = scale == 0 ? 0 : matrix[a * labels + b] / scale;
      }
    }
    return matrix;
  }

  private static void addProfile(double[] matrix, int[] of, double[] root, LatentColumn other) {
    int labels = root.length;
    double[] profile = new double[labels];
    float[] scores = other.ofRows();
    for (int row = 0; row < of.length; row++) {
      profile[of[row]] += scores[row];
    }
    double deviation = Math.sqrt(other.variance());
    for (int s = 0; s < labels; s++) {
      profile[s] = root[s] == 0 ? 0 : profile[s] / (of.length * root[s] * deviation);
    }
    for (int a = 0; a < labels; a++) {
      for (int b = 0; b < labels; b++) {
        matrix[a * labels + b] += profile[a] * profile[b];
      }
    }
  }

  /** The second one: what is constant is taken off at each step. */
  private static double[] eigenvector(double[] matrix, double[] root) {
    int labels = root.length;
    double[] q = new double[labels];
    for (int s = 0; s < labels; s++) {
      q[s] = root[s] * Math.sin(1 + s); // along no eigenvector in particular
    }
    for (int step = 0; step < POWER_STEPS; step++) {
      double constant = 0;
      for (int s = 0; s < labels; s++) {
        constant += q[s] * root[s];
      }
      double[] next = new double[labels];
      double length = 0;
      for (int s = 0; s < labels; s++) {
        q[s] -= constant * root[s];
      }
      for (int a = 0; a < labels; a++) {
        next[a] = SHIFT * q[a];
        for (int b = 0; b < labels; b++) {
          next[a] += matrix[a * labels + b] * q[b];
        }
        length += next[a] * next[a];
      }
      if (!(length > 1e-300)) {
        return q;
      }
      for (int s = 0; s < labels; s++) {
        q[s] = next[s] / Math.sqrt(length);
      }
    }
    return q;
  }
}
