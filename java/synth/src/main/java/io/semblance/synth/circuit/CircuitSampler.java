package io.semblance.synth.circuit;

import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.mixed.Evidence;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.NormalScores;
import java.util.Arrays;

/** Draws encoded rows of a tree by their absolute numbers, from the root down. Immutable. */
final class CircuitSampler {
  private final LatentTree model;
  private final CategoricalDraw root;
  private final CategoricalDraw[][] edges;
  private final CategoricalDraw[][] categories;

  /** What numbers are held to; null for nothing. */
  private final Evidence evidence;

  CircuitSampler(LatentTree model) {
    this(model, null);
  }

  /**
   * @param evidenceOrNull what its numbers are held to, under which the tree is conditioned
   */
  CircuitSampler(LatentTree model, Evidence evidenceOrNull) {
    this.evidence = evidenceOrNull;
    this.model = model;
    int states = model.states();
    root = new CategoricalDraw(column(model.root(), 0, 1, states));
    edges = new CategoricalDraw[model.tree().size()][];
    for (int c = 0; c < edges.length; c++) {
      edges[c] = model.edges()[c] == null ? null : draws(model.edges()[c], states);
    }
    categories =
        Arrays.stream(model.categories())
            .map(table -> draws(table, states))
            .toArray(CategoricalDraw[][]::new);
  }

  /** One for each column of a table of so many columns. */
  private static CategoricalDraw[] draws(float[] table, int columns) {
    CategoricalDraw[] draws = new CategoricalDraw[columns];
    for (int k = 0; k < columns; k++) {
      draws[k] = new CategoricalDraw(column(table, k, columns, table.length / columns));
    }
    return draws;
  }

  private static double[] column(float[] table, int at, int step, int count) {
    double[] column = new double[count];
    for (int i = 0; i < count; i++) {
      column[i] = table[at + i * step];
    }
    return column;
  }

  /** Fills {@code count} encoded rows from row {@code firstRow} on. */
  void draw(long seed, long firstRow, int count, float[] out) {
    MixedLayout layout = model.variables().layout();
    int width = layout.width();
    int[] hidden = new int[model.tree().size()];
    int[] states = new int[layout.categories().size()];
    double[] normals = new double[layout.numbers() + 3 & ~3];
    int[] words = new int[4];
    Arrays.fill(out, 0, count * width, 0);
    for (int i = 0; i < count; i++) {
      long row = firstRow + i;
      drawHidden(seed, row, hidden, words);
      for (int v = 0; v < states.length; v++) {
        if (v % 4 == 0) {
          Philox.block(seed, CircuitStreams.TOKENS, row, v / 4, words, 0);
        }
        states[v] = categories[v][state(hidden, v)].at(Philox.uniform(words[v % 4]));
        layout.categories().get(v).write(states[v], out, i * width);
      }
      for (int j = 0; j < layout.numbers(); j += 4) {
        Philox.block(seed, CircuitStreams.NUMBERS, row, j / 4, words, 0);
        Philox.normals(words[0], words[1], normals, j);
        Philox.normals(words[2], words[3], normals, j + 2);
      }
      for (int j = 0; j < layout.numbers(); j++) {
        if (layout.speaks(j, states)) {
          int k = state(hidden, states.length + j);
          double mean = model.means()[j][k];
          double deviation = model.deviations()[j][k];
          int own = layout.ownState(j, states);
          boolean held = evidence != null && evidence.holds(j);
          double normal = held ? evidence.within(j, own, mean, deviation, normals[j]) : normals[j];
          double score = mean + deviation * normal;
          out[i * width + j] =
              held ? evidence.scalar(j, own, score) : (float) NormalScores.scalar(score);
        }
      }
    }
  }

  private int state(int[] hidden, int variable) {
    return hidden[model.variables().columns()[variable]];
  }

  private void drawHidden(long seed, long row, int[] hidden, int[] words) {
    int[] order = model.tree().order();
    for (int n = 0; n < order.length; n++) {
      if (n % 4 == 0) {
        Philox.block(seed, CircuitStreams.HIDDEN, row, n / 4, words, 0);
      }
      int c = order[n];
      CategoricalDraw draw = n == 0 ? root : edges[c][hidden[model.tree().parents()[c]]];
      hidden[c] = draw.at(Philox.uniform(words[n % 4]));
    }
  }
}
