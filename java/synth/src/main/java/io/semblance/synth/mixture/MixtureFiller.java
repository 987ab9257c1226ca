package io.semblance.synth.mixture;

import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.mixed.Evidence;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.RowFiller;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fills holes from the mixture's own distribution, without trying: a component is drawn by what the
 * known cells of a row say of it, and its categories and numbers given those that are known. A
 * number that many rows share counts as the middle of their ranks.
 */
final class MixtureFiller implements RowFiller {
  private final Mixture mixture;
  private final Evidence present;
  private final MixedLayout layout;
  private final int[] words = new int[4];
  private final double[] draws;
  private final double[][] normals;
  private final double[] logs;
  private final Patterns<Pattern> patterns;

  /** Whether any component makes a state; one that none makes says nothing of the component. */
  private final boolean[][] seen;

  /** Numbers in the order in which they are looked at: the known ones first. */
  private record Pattern(int[] order, Gaussian.Chain[] chains) {}

  MixtureFiller(Mixture mixture, Evidence present) {
    this.mixture = mixture;
    this.present = present;
    this.layout = mixture.layout();
    this.draws = new double[layout.numbers() + 3 & ~3];
    this.normals = new double[mixture.size()][layout.numbers()];
    this.logs = new double[mixture.size()];
    this.patterns = new Patterns<>(mixture);
    this.seen = new boolean[layout.categories().size()][];
    for (int v = 0; v < seen.length; v++) {
      seen[v] = new boolean[layout.categories().get(v).states()];
      for (double[][] logs : mixture.logProbabilities()) {
        for (int s = 0; s < seen[v].length; s++) {
          seen[v][s] |= logs[v][s] > Double.NEGATIVE_INFINITY;
        }
      }
    }
  }

  @Override
  public void fill(long seed, long row, int[] states, double[] scores) {
    int known = (int) Arrays.stream(scores).filter(score -> !Double.isNaN(score)).count();
    Pattern pattern = pattern(scores);
    for (int k = 0; k < logs.length; k++) {
      logs[k] =
          Math.log(mixture.weights()[k])
              + logOfStates(k, states)
              + logOfNumbers(k, pattern, known, scores);
    }
    Philox.block(seed, MixtureStreams.FILLED_COMPONENT, row, 0, words, 0);
    int k = new CategoricalDraw(shares()).at(Philox.uniform(words[0]));
    for (int v = 0; v < states.length; v++) {
      if (v % 4 == 0) {
        Philox.block(seed, MixtureStreams.FILLED_STATES, row, v / 4, words, 0);
      }
      if (states[v] == HOLE) {
        states[v] = new CategoricalDraw(weights(k, v)).at(Philox.uniform(words[v % 4]));
      }
    }
    for (int j = 0; j < draws.length; j += 4) {
      Philox.block(seed, MixtureStreams.FILLED_NUMBERS, row, j / 4, words, 0);
      Philox.normals(words[0], words[1], draws, j);
      Philox.normals(words[2], words[3], draws, j + 2);
    }
    for (int place = known; place < scores.length; place++) {
      int j = pattern.order()[place];
      normals[k][place] = draws[j];
      Gaussian.Chain chain = pattern.chains()[k];
      scores[j] = chain.mean(place, normals[k]) + chain.deviation(place) * draws[j];
    }
  }

  private Pattern pattern(double[] scores) {
    int[] order =
        IntStream.concat(
                IntStream.range(0, scores.length).filter(j -> !Double.isNaN(scores[j])),
                IntStream.range(0, scores.length).filter(j -> Double.isNaN(scores[j])))
            .toArray();
    return patterns.of(
        order,
        () ->
            new Pattern(
                order,
                Arrays.stream(mixture.gaussians())
                    .map(g -> g.chain(order))
                    .toArray(Gaussian.Chain[]::new)));
  }

  private double logOfStates(int component, int[] states) {
    double sum = 0;
    for (int v = 0; v < states.length; v++) {
      if (states[v] != HOLE) {
        sum += seen[v][states[v]] ? mixture.logProbabilities()[component][v][states[v]] : 0;
      } else if (present.states()[v] != null) {
        sum += Math.log(Arrays.stream(weights(component, v)).sum());
      }
    }
    return sum;
  }

  /** The density of the known numbers, but for a constant; leaves what they are in deviations. */
  private double logOfNumbers(int component, Pattern pattern, int known, double[] scores) {
    Gaussian.Chain chain = pattern.chains()[component];
    double[] own = normals[component];
    double sum = 0;
    for (int place = 0; place < known; place++) {
      double deviation = chain.deviation(place);
      own[place] = (scores[pattern.order()[place]] - chain.mean(place, own)) / deviation;
      sum -= own[place] * own[place] / 2 + Math.log(deviation);
    }
    return sum;
  }

  /** The components' shares; as if nothing were known where no component makes such a row. */
  private double[] shares() {
    double most = Arrays.stream(logs).max().orElse(0);
    return Double.isInfinite(most) || Double.isNaN(most)
        ? mixture.weights()
        : Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
  }

  /** The probabilities of a category's states that may fill a hole. */
  private double[] weights(int component, int category) {
    double[] weights = new double[layout.categories().get(category).states()];
    for (int s = 0; s < weights.length; s++) {
      boolean may = present.allows(category, s);
      weights[s] = may ? Math.exp(mixture.logProbabilities()[component][category][s]) : 0;
    }
    return weights;
  }
}
