package io.semblance.synth.copula;

import io.semblance.data.encode.ColumnStates;
import io.semblance.data.simulate.Normal;

/**
 * A column seen as a standard normal number Z cut at thresholds: the states of the column, in an
 * order, fill intervals of ranks. The score of a state is the mean of Z in its interval,
 *
 * <pre>s = (phi(a) - phi(b)) / (Phi(b) - Phi(a))</pre>
 *
 * with phi and Phi the standard normal density and distribution function. Scores have mean 0 and a
 * variance below 1, the less so the fewer states there are.
 */
public final class LatentColumn {
  /** Terms of the Hermite expansion of the scores. */
  static final int TERMS = 64;

  private final ColumnStates states;
  private final int[] order;
  private final double[] scores;

  /** Between two states that follow each other, where both have rows: thresholds and steps. */
  private final double[] thresholds;

  private final double[] steps;
  private final int cuts;
  private final double variance;

  /**
   * A column with its states in an order.
   *
   * @param order every state of the column once
   */
  public LatentColumn(ColumnStates states, int[] order, NormalCurve curve) {
    this.states = states;
    this.order = order.clone();
    int[] counts = states.counts();
    double rows = states.ofRows().length;
    this.scores = new double[counts.length];
    this.thresholds = new double[counts.length];
    this.steps = new double[counts.length];
    long below = 0;
    double densityBelow = 0;
    double before = 0;
    double squares = 0;
    int found = 0;
    for (int state : order) {
      if (counts[state] == 0) {
        continue;
      }
      below += counts[state];
      double z = below == states.ofRows().length ? 0 : curve.quantile(below / rows);
      double density = below == states.ofRows().length ? 0 : Normal.density(z);
      double score = (densityBelow - density) / (counts[state] / rows);
      scores[state] = score;
      squares += score * score * counts[state] / rows;
      if (found > 0) {
        steps[found - 1] = score - before;
      }
      thresholds[found++] = z;
      densityBelow = density;
      before = score;
    }
    this.cuts = Math.max(0, found - 1);
    this.variance = cuts == 0 ? 0 : squares;
  }

  public ColumnStates states() {
    return states;
  }

  /** The states in the order of their intervals. Read only. */
  public int[] order() {
    return order;
  }

  /** The score of each state; 0 for one without rows. Read only. */
  double[] scores() {
    return scores;
  }

  /** The variance of the scores: below 1, and 0 for a constant. */
  public double variance() {
    return variance;
  }

  /** The score of each row. */
  public float[] ofRows() {
    int[] of = states.ofRows();
    float[] rows = new float[of.length];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = (float) scores[of[row]];
    }
    return rows;
  }

  /**
   * The coefficients of the scores in normalised Hermite polynomials He_k / sqrt(k!), k from 1 to
   * {@link #TERMS}, the first at index 0. As He_k phi = -(He_{k-1} phi)', each is a sum over
   * thresholds t with steps ds of the scores:
   *
   * <pre>E[s(Z) He_k(Z)] / sqrt(k!) = sum ds phi(t) He_{k-1}(t) / sqrt((k-1)!) / sqrt(k)</pre>
   */
  public double[] hermite() {
    double[] root = new double[TERMS + 1];
    double[] inverse = new double[TERMS + 1];
    for (int k = 1; k <= TERMS; k++) {
      root[k] = Math.sqrt(k);
      inverse[k] = 1 / root[k];
    }
    double[] series = new double[TERMS];
    for (int i = 0; i < cuts; i++) {
      double t = thresholds[i];
      double weight = steps[i] * Normal.density(t);
      double before = 0;
      double here = 1; // He_{k-1} / sqrt((k-1)!)
      for (int k = 1; k <= TERMS; k++) {
        series[k - 1] += weight * here * inverse[k];
        double next = (t * here - root[k - 1] * before) * inverse[k];
        before = here;
        here = next;
      }
    }
    return series;
  }
}
