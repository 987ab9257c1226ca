package io.semblance.synth.circuit;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Expected counts: how often each state, each pair of neighbouring states, and each token in each
 * state.
 *
 * @param root [K]
 * @param edges of each column but the root, [own * K + above]; before {@link #finish} without the
 *     factor of the edge's probability
 * @param emissions of each variable, [token * K + state]
 */
record TreeStatistics(float[] root, float[][] edges, float[][] emissions) {
  static TreeStatistics zero(Variables variables, DependenceTree tree, int states) {
    float[][] edges = new float[tree.size()][];
    for (int c = 0; c < edges.length; c++) {
      edges[c] = c == tree.root() ? null : new float[states * states];
    }
    float[][] emissions = new float[variables.count()][];
    for (int v = 0; v < emissions.length; v++) {
      emissions[v] = new float[variables.size(v) * states];
    }
    return new TreeStatistics(new float[states], edges, emissions);
  }

  void clear() {
    Arrays.fill(root, 0);
    each(edges, edge -> Arrays.fill(edge, 0));
    each(emissions, table -> Arrays.fill(table, 0));
  }

  private static void each(float[][] all, Consumer<float[]> action) {
    for (float[] one : all) {
      if (one != null) {
        action.accept(one);
      }
    }
  }

  /** Adds what another part of the same batch found. */
  void add(TreeStatistics other) {
    add(root, other.root);
    for (int c = 0; c < edges.length; c++) {
      if (edges[c] != null) {
        add(edges[c], other.edges[c]);
      }
    }
    for (int v = 0; v < emissions.length; v++) {
      add(emissions[v], other.emissions[v]);
    }
  }

  private static void add(float[] to, float[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** Gives the edges their factor. */
  void finish(LatentTree model) {
    for (int c = 0; c < edges.length; c++) {
      if (edges[c] != null) {
        for (int i = 0; i < edges[c].length; i++) {
          edges[c][i] *= model.edges()[c][i];
        }
      }
    }
  }

  /**
   * Moves towards a batch's counts (Cappe and Moulines, "On-line expectation-maximization algorithm
   * for latent data models", 2009).
   *
   * @param step how far, 0 to 1
   * @param scale what the batch's counts are multiplied by, to stand for all rows
   */
  void approach(TreeStatistics batch, float step, float scale) {
    approach(root, batch.root, step, scale);
    for (int c = 0; c < edges.length; c++) {
      if (edges[c] != null) {
        approach(edges[c], batch.edges[c], step, scale);
      }
    }
    for (int v = 0; v < emissions.length; v++) {
      approach(emissions[v], batch.emissions[v], step, scale);
    }
  }

  private static void approach(float[] to, float[] batch, float step, float scale) {
    float keep = 1 - step;
    float factor = step * scale;
    for (int i = 0; i < to.length; i++) {
      to[i] = keep * to[i] + factor * batch[i];
    }
  }
}
