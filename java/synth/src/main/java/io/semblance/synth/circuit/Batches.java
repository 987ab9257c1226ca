package io.semblance.synth.circuit;

import io.semblance.engine.random.Philox;
import io.semblance.synth.mixed.Workers;
import io.semblance.synth.train.TrainingOrder;
import java.util.Arrays;

/**
 * The rows by batches, and what is counted in one: in parts, each by itself on any thread, which
 * are added up in order.
 */
final class Batches {
  /** Rows of a batch. */
  private static final int BATCH = 512;

  private static final int PARTS = 4;

  private final Variables variables;
  private final DependenceTree tree;
  private final int states;
  private final int[] tokens;
  private final int rows;
  private final int heldOut;
  private final int[] order;
  private final Workers workers;
  private final TreePass[] passes = new TreePass[PARTS];
  private final TreeStatistics[] found = new TreeStatistics[PARTS];

  Batches(
      Variables variables,
      DependenceTree tree,
      int states,
      int[] tokens,
      int rows,
      int heldOut,
      Workers workers) {
    this.variables = variables;
    this.tree = tree;
    this.states = states;
    this.tokens = tokens;
    this.rows = rows;
    this.heldOut = heldOut;
    this.workers = workers;
    order = new int[rows + heldOut];
    Arrays.setAll(order, i -> i);
    for (int p = 0; p < PARTS; p++) {
      passes[p] = new TreePass(variables, tree, states, 2 * BATCH / PARTS);
      found[p] = TreeStatistics.zero(variables, tree, states);
    }
  }

  /** The last one takes what is left over. */
  int count() {
    return Math.max(1, rows / BATCH);
  }

  private int end(int batch) {
    return batch == count() - 1 ? rows : (batch + 1) * BATCH;
  }

  double scale(int batch) {
    return (double) rows / (end(batch) - batch * BATCH);
  }

  void shuffle(long seed, int epoch) {
    int[] some = new int[rows];
    TrainingOrder.shuffle(seed, epoch + 1, some);
    System.arraycopy(some, 0, order, 0, rows);
  }

  /** Each state begins as a row: in every column half of it is that row's token. */
  TreeStatistics start(long seed, int stream) {
    TreeStatistics start = TreeStatistics.zero(variables, tree, states);
    float each = (float) rows / states;
    Arrays.fill(start.root(), each);
    int[] words = new int[4];
    for (int c = 0; c < tree.size(); c++) {
      for (int i = 0; start.edges()[c] != null && i < states; i++) {
        for (int k = 0; k < states; k++) {
          if (k % 4 == 0) {
            Philox.block(seed, stream, (long) c * states + i, k / 4, words, 0);
          }
          double noise = Philox.uniform(words[k % 4]);
          start.edges()[c][i * states + k] = each * (float) (i == k ? .9 : .2 * noise / states);
        }
      }
    }
    for (int v = 0; v < variables.count(); v++) {
      float[] table = start.emissions()[v];
      float[] shares = new float[variables.size(v)];
      float spoken = 0;
      for (int r = 0; r < rows; r++) {
        int token = tokens[r * variables.count() + v];
        if (token >= 0) {
          shares[token]++;
          spoken++;
        }
      }
      boolean number = v >= variables.categories();
      for (int k = 0; k < states; k++) {
        int row = (int) ((long) k * rows / states);
        int token = tokens[row * variables.count() + v];
        float own = token < 0 ? 0 : number ? .8f : .5f;
        for (int t = 0; t < shares.length; t++) {
          table[t * states + k] = each * (1 - own) * shares[t] / Math.max(1, spoken);
        }
        if (token >= 0) {
          table[token * states + k] += each * own;
        }
      }
    }
    return start;
  }

  TreeStatistics expect(LatentTree model, int batch) {
    float[][] emissions = model.emissions();
    float[][] above = above(model);
    for (TreeStatistics part : found) {
      part.clear();
    }
    each(
        batch * BATCH,
        end(batch),
        (p, at, end) -> {
          passes[p].up(model, emissions, tokens, order, at, end);
          passes[p].down(model, above, tokens, order, at, end, found[p]);
        });
    for (int p = 1; p < PARTS; p++) {
      found[0].add(found[p]);
    }
    found[0].finish(model);
    return found[0];
  }

  private float[][] above(LatentTree model) {
    float[][] above = new float[tree.size()][];
    for (int c = 0; c < above.length; c++) {
      above[c] = model.edges()[c] == null ? null : Products.transposed(model.edges()[c], states);
    }
    return above;
  }

  /** The mean log likelihood of held-out rows, or of all. */
  double judge(LatentTree model) {
    float[][] emissions = model.emissions();
    int from = heldOut > 0 ? rows : 0;
    int to = rows + heldOut;
    double[] sums = new double[PARTS];
    each(
        from,
        to,
        (p, at, end) -> {
          double[] logs = passes[p].up(model, emissions, tokens, order, at, end);
          for (int b = 0; b < end - at; b++) {
            sums[p] += logs[b];
          }
        });
    return Arrays.stream(sums).sum() / (to - from);
  }

  private interface Slice {
    /** Places {@code at} to before {@code end} of the order, for the given part. */
    void pass(int part, int at, int end);
  }

  /** All places in slices that a pass can take, each part in order on one thread. */
  private void each(int from, int to, Slice slice) {
    workers.each(
        PARTS,
        p -> {
          int first = from + (int) ((long) (to - from) * p / PARTS);
          int last = from + (int) ((long) (to - from) * (p + 1) / PARTS);
          int most = passes[p].most();
          for (int at = first; at < last; at += most) {
            slice.pass(p, at, Math.min(last, at + most));
          }
        });
  }
}
