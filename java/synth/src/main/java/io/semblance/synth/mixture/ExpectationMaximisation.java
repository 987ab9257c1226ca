package io.semblance.synth.mixture;

import io.semblance.synth.mixed.MixedRows;
import io.semblance.synth.mixed.Workers;
import io.semblance.synth.train.Clusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Fits a mixture by expectation maximisation (Dempster, Laird and Rubin 1977) to the greatest
 * posterior density under a {@link Prior}. Each task of the threads owns a component or a run of
 * rows, and sums run in the order of rows, so the result does not depend on the threads.
 */
final class ExpectationMaximisation {
  /** Rows of a task of the expectation step. */
  private static final int RUN = 4_096;

  /** Rows that the first clusters are sought in. */
  private static final int ROWS_FOR_CLUSTERS = 10_000;

  /** A component less likely than e to this for a row has no part in it. */
  private static final double NEVER = -30;

  private final MixedRows rows;
  private final Prior prior;
  private final Covariance covariance;
  private final Workers workers;

  ExpectationMaximisation(MixedRows rows, Prior prior, Covariance covariance, Workers workers) {
    this.rows = rows;
    this.prior = prior;
    this.covariance = covariance;
    this.workers = workers;
  }

  /**
   * When to end.
   *
   * @param rounds at most
   * @param gain log posterior density per row that a round must bring
   * @param stop asked before each round
   * @param told the number of each round as it begins, from 1
   */
  record Plan(int rounds, double gain, BooleanSupplier stop, IntConsumer told) {}

  /**
   * What a run ended with.
   *
   * @param logLikelihoods per row, before each round
   * @param logPosteriors per row, before each round, but for a constant
   * @param converged whether rounds had ceased to bring anything
   */
  record Outcome(
      Mixture mixture,
      List<Double> logLikelihoods,
      List<Double> logPosteriors,
      boolean converged) {}

  /**
   * A mixture of clusters of rows.
   *
   * @param components at most so many
   * @param encoded the table that the rows are from
   */
  Mixture start(int components, float[] encoded, long seed) {
    int width = rows.layout().width();
    int some = Math.min(rows.count(), ROWS_FOR_CLUSTERS);
    float[] sample = new float[some * width];
    int[] from = new int[some];
    for (int i = 0; i < some; i++) {
      from[i] = (int) ((long) i * rows.count() / some);
      System.arraycopy(encoded, rows.source()[from[i]] * width, sample, i * width, width);
    }
    Clusters clusters = Clusters.of(sample, some, width, components, seed);
    double[][] parts = new double[clusters.size()][rows.count()];
    for (int i = 0; i < some; i++) {
      parts[clusters.nearest(sample, i * width)][from[i]] = 1;
    }
    Gaussian[] before = new Gaussian[parts.length];
    Arrays.fill(before, covariance.independent(rows.variances()));
    return maximise(before, parts);
  }

  /** Rounds from a mixture on. */
  Outcome run(Mixture start, Plan plan) {
    Mixture mixture = start;
    List<Double> likelihoods = new ArrayList<>();
    List<Double> posteriors = new ArrayList<>();
    double[][] parts = new double[start.size()][rows.count()];
    double last = Double.NEGATIVE_INFINITY;
    for (int round = 1; round <= plan.rounds(); round++) {
      if (plan.stop().getAsBoolean()) {
        return new Outcome(mixture, likelihoods, posteriors, false);
      }
      plan.told().accept(round);
      double likelihood = expect(mixture, parts) / rows.count();
      double posterior = likelihood + logPrior(mixture) / rows.count();
      likelihoods.add(likelihood);
      posteriors.add(posterior);
      if (posterior - last < plan.gain()) {
        return new Outcome(mixture, likelihoods, posteriors, true);
      }
      last = posterior;
      mixture = maximise(mixture.gaussians(), parts);
    }
    return new Outcome(mixture, likelihoods, posteriors, false);
  }

  /** The log likelihood of all rows together. */
  double logLikelihood(Mixture mixture) {
    return expect(mixture, new double[mixture.size()][rows.count()]);
  }

  private double logPrior(Mixture mixture) {
    double sum = 0;
    for (int k = 0; k < mixture.size(); k++) {
      sum += mixture.gaussians()[k].logPrior(prior);
      for (int v = 0; v < prior.shares().length; v++) {
        for (int s = 0; s < prior.shares()[v].length; s++) {
          double share = prior.shares()[v][s];
          sum += share == 0 ? 0 : prior.rows() * share * mixture.logProbabilities()[k][v][s];
        }
      }
    }
    return sum;
  }

  /** Fills in which part each component has in each row; returns the log likelihood. */
  private double expect(Mixture mixture, double[][] parts) {
    int d = rows.layout().numbers();
    int categories = rows.layout().categories().size();
    workers.each(
        mixture.size(),
        k -> {
          double[] own = parts[k];
          for (MixedRows.Pattern p : rows.patterns()) {
            Gaussian.Marginal marginal = mixture.gaussians()[k].marginal(p.speaking());
            for (int i = p.from(); i < p.to(); i++) {
              own[i] =
                  mixture.logOfStates(k, rows.states(), i * categories)
                      + marginal.logDensity(rows.scores(), i * d);
            }
          }
        });
    double[] sums = new double[(rows.count() + RUN - 1) / RUN];
    workers.each(
        sums.length,
        run -> sums[run] = share(parts, run * RUN, Math.min(rows.count(), (run + 1) * RUN)));
    double sum = 0;
    for (double s : sums) {
      sum += s;
    }
    return sum;
  }

  /** Turns log densities into shares of their sum, row by row; returns the sum of its logs. */
  private static double share(double[][] parts, int from, int to) {
    double[] most = new double[to - from];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (double[] own : parts) {
      for (int i = from; i < to; i++) {
        most[i - from] = Math.max(most[i - from], own[i]);
      }
    }
    double[] sums = new double[to - from];
    for (double[] own : parts) {
      for (int i = from; i < to; i++) {
        double log = own[i] - most[i - from];
        own[i] = log > NEVER ? Math.exp(log) : 0; // also if no component can make the row
        sums[i - from] += own[i];
      }
    }
    double total = 0;
    for (int i = from; i < to; i++) {
      total += most[i - from] + Math.log(Math.max(1, sums[i - from]));
    }
    for (double[] own : parts) {
      for (int i = from; i < to; i++) {
        own[i] = sums[i - from] > 0 ? own[i] / sums[i - from] : 0;
      }
    }
    return total;
  }

  /** The mixture of components fitted to the rows by the parts that they have in them. */
  private Mixture maximise(Gaussian[] before, double[][] parts) {
    int size = parts.length;
    double[] weights = new double[size];
    Gaussian[] gaussians = new Gaussian[size];
    double[][][] logs = new double[size][][];
    workers.each(
        size,
        k -> {
          double[][] counts = emptyCounts();
          Gaussian.Moments moments = before[k].moments();
          weights[k] = gather(parts[k], moments, counts);
          gaussians[k] = moments.fit(prior);
          logs[k] = logProbabilities(counts, weights[k]);
        });
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    for (int k = 0; k < size; k++) {
      weights[k] /= sum;
    }
    return new Mixture(rows.layout(), weights, gaussians, logs);
  }

  private double[][] emptyCounts() {
    double[][] counts = new double[prior.shares().length][];
    for (int v = 0; v < counts.length; v++) {
      counts[v] = new double[prior.shares()[v].length];
    }
    return counts;
  }

  private double gather(double[] parts, Gaussian.Moments moments, double[][] counts) {
    int d = rows.layout().numbers();
    for (MixedRows.Pattern p : rows.patterns()) {
      boolean begun = false;
      for (int i = p.from(); i < p.to(); i++) {
        double part = parts[i];
        if (part == 0) {
          continue;
        }
        if (!begun) {
          moments.begin(p.speaking());
          begun = true;
        }
        moments.add(part, rows.scores(), i * d);
        for (int v = 0; v < counts.length; v++) {
          counts[v][rows.state(i, v)] += part;
        }
      }
    }
    return moments.weight();
  }

  private double[][] logProbabilities(double[][] counts, double weight) {
    double[][] logs = new double[counts.length][];
    for (int v = 0; v < logs.length; v++) {
      logs[v] = new double[counts[v].length];
      for (int s = 0; s < logs[v].length; s++) {
        double rowsMore = prior.rows() * prior.shares()[v][s];
        logs[v][s] = Math.log((counts[v][s] + rowsMore) / (weight + prior.rows()));
      }
    }
    return logs;
  }
}
