package io.semblance.synth.circuit;

import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.mixed.Evidence;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.RowFiller;
import java.util.Arrays;

/**
 * Fills holes from the tree's own distribution, without trying: what the known cells of a row say
 * of the hidden states is summed up the tree, hidden states are drawn down it, and each hole is
 * drawn given the state of its column. A number that many rows share counts as the middle of their
 * ranks.
 */
final class CircuitFiller implements RowFiller {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  private final LatentTree model;
  private final Evidence present;
  private final MixedLayout layout;

  /** Of each column: what is known at it and below says, by its hidden state. */
  private final double[][] said;

  private final int[] hidden;
  private final double[] draws;
  private final int[] words = new int[4];

  CircuitFiller(LatentTree model, Evidence present) {
    this.model = model;
    this.present = present;
    this.layout = model.variables().layout();
    this.said = new double[model.tree().size()][model.states()];
    this.hidden = new int[model.tree().size()];
    this.draws = new double[layout.numbers() + 3 & ~3];
  }

  @Override
  public void fill(long seed, long row, int[] states, double[] scores) {
    for (double[] own : said) {
      Arrays.fill(own, 1);
    }
    for (int v = 0; v < states.length; v++) {
      listenToCategory(v, states[v]);
    }
    for (int j = 0; j < scores.length; j++) {
      if (!Double.isNaN(scores[j])) {
        listenToNumber(j, scores[j]);
      }
    }
    up();
    down(seed, row);
    for (int v = 0; v < states.length; v++) {
      if (v % 4 == 0) {
        Philox.block(seed, CircuitStreams.FILLED_TOKENS, row, v / 4, words, 0);
      }
      if (states[v] == HOLE) {
        double[] weights = weights(v, state(v));
        states[v] = new CategoricalDraw(weights).at(Philox.uniform(words[v % 4]));
      }
    }
    for (int j = 0; j < scores.length; j += 4) {
      Philox.block(seed, CircuitStreams.FILLED_NUMBERS, row, j / 4, words, 0);
      Philox.normals(words[0], words[1], draws, j);
      Philox.normals(words[2], words[3], draws, j + 2);
    }
    for (int j = 0; j < scores.length; j++) {
      if (Double.isNaN(scores[j]) && layout.speaks(j, states)) {
        int k = state(states.length + j);
        scores[j] = model.means()[j][k] + model.deviations()[j][k] * draws[j];
      }
    }
  }

  private int state(int variable) {
    return hidden[model.variables().columns()[variable]];
  }

  /** The probabilities of a category's states that may fill a hole, given a hidden state. */
  private double[] weights(int category, int k) {
    int states = model.states();
    float[] table = model.categories()[category];
    double[] weights = new double[table.length / states];
    for (int t = 0; t < weights.length; t++) {
      weights[t] = present.allows(category, t) ? table[t * states + k] : 0;
    }
    return weights;
  }

  private void listenToCategory(int category, int token) {
    double[] own = said[model.variables().columns()[category]];
    for (int k = 0; k < own.length; k++) {
      if (token != HOLE) {
        own[k] *= model.categories()[category][token * own.length + k];
      } else if (present.states()[category] != null) {
        own[k] *= Arrays.stream(weights(category, k)).sum();
      }
    }
  }

  private void listenToNumber(int number, double score) {
    double[] own = said[model.variables().columns()[layout.categories().size() + number]];
    for (int k = 0; k < own.length; k++) {
      double deviation = model.deviations()[number][k];
      double y = (score - model.means()[number][k]) / deviation;
      own[k] *= Math.exp(-y * y / 2) / (deviation * ROOT_TWO_PI);
    }
  }

  private void up() {
    int[] order = model.tree().order();
    for (double[] own : said) {
      if (!scaled(own)) {
        Arrays.fill(own, 1); // cells that are never together: they say nothing
      }
    }
    for (int n = order.length - 1; n > 0; n--) {
      int c = order[n];
      double[] above = said[model.tree().parents()[c]];
      double[] both = above.clone();
      for (int k = 0; k < above.length; k++) {
        double sum = 0;
        for (int own = 0; own < above.length; own++) {
          sum += model.edges()[c][own * above.length + k] * said[c][own];
        }
        both[k] *= sum;
      }
      if (scaled(both)) { // else what is below contradicts what is known already, and is left out
        System.arraycopy(both, 0, above, 0, both.length);
      }
    }
  }

  /** Divides by the greatest, so that nothing vanishes; false if all are 0. */
  private static boolean scaled(double[] weights) {
    double most = Arrays.stream(weights).max().orElse(0);
    for (int k = 0; k < weights.length && most > 0; k++) {
      weights[k] /= most;
    }
    return most > 0;
  }

  private void down(long seed, long row) {
    int[] order = model.tree().order();
    for (int n = 0; n < order.length; n++) {
      if (n % 4 == 0) {
        Philox.block(seed, CircuitStreams.FILLED_HIDDEN, row, n / 4, words, 0);
      }
      int c = order[n];
      boolean root = c == model.tree().root();
      double[] weights = said[c].clone();
      for (int own = 0; own < weights.length; own++) {
        weights[own] *=
            root
                ? model.root()[own]
                : model.edges()[c][own * weights.length + hidden[model.tree().parents()[c]]];
      }
      hidden[c] = new CategoricalDraw(weights).at(Philox.uniform(words[n % 4]));
    }
  }
}
