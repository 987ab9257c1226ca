package io.semblance.synth.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over the hidden states of some rows: upwards for their likelihood, and down again for the
 * probabilities of states given the whole row (sum-product; Pearl 1988). Values are scaled row by
 * row, so that none vanishes however many columns there are. Memory is reused; one thread at a
 * time.
 */
final class TreePass {
  private static final float TINY = 1e-30f;
  private static final float LEAST = 1e-20f;

  private final Variables variables;
  private final DependenceTree tree;
  private final int states;
  private final int most;
  private final List<List<Integer>> children = new ArrayList<>();
  private final List<List<Integer>> variablesOf = new ArrayList<>();

  /** Of each column: what lies below it says, by its state and by that above, [row * K + state]. */
  private final float[][] below;

  private final float[][] message;
  private final float[][] posterior;
  private final float[] ratio;
  private final double[] logs;

  /**
   * @param most rows at a time
   */
  TreePass(Variables variables, DependenceTree tree, int states, int most) {
    this.variables = variables;
    this.tree = tree;
    this.states = states;
    this.most = most;
    for (int c = 0; c < tree.size(); c++) {
      children.add(new ArrayList<>());
      variablesOf.add(new ArrayList<>());
    }
    for (int c : tree.order()) {
      if (c != tree.root()) {
        children.get(tree.parents()[c]).add(c);
      }
    }
    for (int v = 0; v < variables.count(); v++) {
      variablesOf.get(variables.columns()[v]).add(v);
    }
    below = new float[tree.size()][most * states];
    message = new float[tree.size()][most * states];
    posterior = new float[tree.size()][most * states];
    ratio = new float[most * states];
    logs = new double[most];
  }

  int most() {
    return most;
  }

  /**
   * The logarithm of the density of each row, but for a constant; see {@link LatentTree}.
   *
   * @param rows their numbers in {@code tokens}
   * @return valid until the next call
   */
  double[] up(LatentTree model, float[][] emissions, int[] tokens, int[] rows, int from, int to) {
    int count = to - from;
    Arrays.fill(logs, 0, count, 0);
    int[] order = tree.order();
    for (int i = order.length - 1; i >= 0; i--) {
      int c = order[i];
      float[] p = below[c];
      Arrays.fill(p, 0, count * states, 1);
      for (int v : variablesOf.get(c)) {
        times(p, emissions[v], v, tokens, rows, from, count);
      }
      for (int child : children.get(c)) {
        times(p, message[child], count);
      }
      if (c != tree.root()) {
        Products.multiply(p, count, states, model.edges()[c], message[c]);
      }
    }
    float[] top = posterior[tree.root()];
    float[] p = below[tree.root()];
    for (int b = 0; b < count; b++) {
      float sum = 0;
      for (int k = 0; k < states; k++) {
        top[b * states + k] = p[b * states + k] * model.root()[k];
        sum += top[b * states + k];
      }
      scale(top, b * states, Math.max(sum, TINY));
      logs[b] += Math.log(Math.max(sum, TINY));
    }
    return logs;
  }

  private void times(
      float[] p, float[] table, int variable, int[] tokens, int[] rows, int from, int count) {
    for (int b = 0; b < count; b++) {
      int token = tokens[rows[from + b] * variables.count() + variable];
      if (token >= 0) {
        timesRow(p, b * states, table, token * states, b);
      }
    }
  }

  private void times(float[] p, float[] factor, int count) {
    for (int b = 0; b < count; b++) {
      timesRow(p, b * states, factor, b * states, b);
    }
  }

  private void timesRow(float[] p, int at, float[] factor, int factorAt, int row) {
    float greatest = 0;
    for (int k = 0; k < states; k++) {
      p[at + k] *= factor[factorAt + k];
    }
    for (int k = 0; k < states; k++) {
      greatest = Math.max(greatest, p[at + k]);
    }
    scale(p, at, Math.max(greatest, TINY));
    logs[row] += Math.log(Math.max(greatest, TINY));
  }

  private void scale(float[] p, int at, float by) {
    float factor = 1 / by;
    for (int k = 0; k < states; k++) {
      p[at + k] *= factor;
    }
  }

  /**
   * Adds what rows say to statistics, after {@link #up} of the same rows.
   *
   * @param above transposed edges of each column
   */
  void down(
      LatentTree model,
      float[][] above,
      int[] tokens,
      int[] rows,
      int from,
      int to,
      TreeStatistics out) {
    int count = to - from;
    for (int c : tree.order()) {
      float[] own = posterior[c];
      if (c == tree.root()) {
        for (int i = 0; i < count * states; i++) {
          out.root()[i % states] += own[i];
        }
      }
      for (int v : variablesOf.get(c)) {
        scatter(own, out.emissions()[v], v, tokens, rows, from, count);
      }
      for (int child : children.get(c)) {
        float[] said = message[child];
        for (int i = 0; i < count * states; i++) {
          ratio[i] = own[i] / (said[i] + LEAST);
        }
        Products.addTransposed(below[child], ratio, count, states, out.edges()[child]);
        float[] next = posterior[child];
        Products.multiply(ratio, count, states, above[child], next);
        for (int b = 0; b < count; b++) {
          float sum = 0;
          int at = b * states;
          for (int k = 0; k < states; k++) {
            next[at + k] *= below[child][at + k];
          }
          for (int k = 0; k < states; k++) {
            sum += next[at + k];
          }
          scale(next, at, sum + LEAST);
        }
      }
    }
  }

  private void scatter(
      float[] own, float[] table, int variable, int[] tokens, int[] rows, int from, int count) {
    for (int b = 0; b < count; b++) {
      int token = tokens[rows[from + b] * variables.count() + variable];
      if (token >= 0) {
        for (int k = 0; k < states; k++) {
          table[token * states + k] += own[b * states + k];
        }
      }
    }
  }
}
