package io.semblance.synth.mixture;

import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.NormalScores;
import java.util.Arrays;

/** Draws encoded rows of a mixture by their absolute numbers. Immutable. */
final class MixtureSampler {
  private final Mixture mixture;
  private final CategoricalDraw components;
  private final CategoricalDraw[][] states;

  MixtureSampler(Mixture mixture) {
    this.mixture = mixture;
    this.components = new CategoricalDraw(mixture.weights());
    this.states = new CategoricalDraw[mixture.size()][];
    for (int k = 0; k < states.length; k++) {
      states[k] =
          Arrays.stream(mixture.logProbabilities()[k])
              .map(logs -> new CategoricalDraw(Arrays.stream(logs).map(Math::exp).toArray()))
              .toArray(CategoricalDraw[]::new);
    }
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
      int k = components.at(Philox.uniform(words[0]));
      for (int v = 0; v < drawn.length; v++) {
        if (v % 4 == 0) {
          Philox.block(seed, MixtureStreams.STATES, row, v / 4, words, 0);
        }
        drawn[v] = states[k][v].at(Philox.uniform(words[v % 4]));
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
