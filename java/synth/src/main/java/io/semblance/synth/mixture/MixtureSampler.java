package io.semblance.synth.mixture;

import io.semblance.engine.random.Philox;
import java.util.Arrays;

/** Draws encoded rows of a mixture by their absolute numbers. Immutable. */
final class MixtureSampler {
  private final Mixture mixture;
  private final double[] components;
  private final double[][][] states;

  MixtureSampler(Mixture mixture) {
    this.mixture = mixture;
    this.components = cumulative(mixture.weights());
    this.states = new double[mixture.size()][][];
    for (int k = 0; k < states.length; k++) {
      states[k] =
          Arrays.stream(mixture.logProbabilities()[k])
              .map(logs -> cumulative(Arrays.stream(logs).map(Math::exp).toArray()))
              .toArray(double[][]::new);
    }
  }

  private static double[] cumulative(double[] shares) {
    double[] sums = shares.clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return sums;
  }

  /** The first place whose sum is above a share of the whole: never one without a share. */
  private static int pick(double[] sums, double share) {
    double wanted = share * sums[sums.length - 1];
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (sums[middle] > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Fills {@code count} encoded rows from row {@code firstRow} on. */
  void draw(long seed, long firstRow, int count, float[] out) {
    MixedLayout layout = mixture.layout();
    int width = layout.width();
    int d = layout.numbers();
    int[] words = new int[4];
    int[] drawn = new int[layout.categories().size()];
    double[] normals = new double[d + 3 & ~3];
    double[] scores = new double[d];
    Arrays.fill(out, 0, count * width, 0);
    for (int i = 0; i < count; i++) {
      long row = firstRow + i;
      Philox.block(seed, MixtureStreams.COMPONENT, row, 0, words, 0);
      int k = pick(components, Philox.uniform(words[0]));
      for (int v = 0; v < drawn.length; v++) {
        if (v % 4 == 0) {
          Philox.block(seed, MixtureStreams.STATES, row, v / 4, words, 0);
        }
        drawn[v] = pick(states[k][v], Philox.uniform(words[v % 4]));
        layout.categories().get(v).write(drawn[v], out, i * width);
      }
      for (int j = 0; j < d; j += 4) {
        Philox.block(seed, MixtureStreams.NUMBERS, row, j / 4, words, 0);
        Philox.normals(words[0], words[1], normals, j);
        Philox.normals(words[2], words[3], normals, j + 2);
      }
      mixture.gaussians()[k].draw(normals, scores);
      for (int j = 0; j < d; j++) {
        if (layout.speaks(j, drawn)) {
          out[i * width + j] = (float) NormalScores.scalar(scores[j]);
        }
      }
    }
  }
}
