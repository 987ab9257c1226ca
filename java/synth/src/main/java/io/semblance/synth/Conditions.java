package io.semblance.synth;

import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Conditional vectors and training by sampling (CTGAN, Xu et al. 2019): a softmax block is chosen
 * evenly, one of its categories by the logarithm of its frequency, and a training row that has it.
 * Sampling draws categories by their true frequencies instead.
 */
final class Conditions {
  private final List<Block> blocks;
  private final int scalars;
  private final int width;

  /** Cumulative shares of the categories of each block in the training table. */
  private final double[][] cumulative;

  Conditions(Layout layout, double[][] shares) {
    this.blocks = softmaxBlocks(layout);
    this.scalars = layout.scalars();
    this.width = layout.width() - scalars;
    this.cumulative = new double[shares.length][];
    for (int b = 0; b < shares.length; b++) {
      cumulative[b] = cumulate(shares[b]);
    }
  }

  static List<Block> softmaxBlocks(Layout layout) {
    return layout.blocks().stream().filter(b -> b.kind() == Block.Kind.SOFTMAX).toList();
  }

  /** Share of each category of each softmax block. */
  static double[][] shares(Layout layout, float[] rows, int count) {
    List<double[]> shares = new ArrayList<>();
    for (Block b : softmaxBlocks(layout)) {
      double[] share = new double[b.width()];
      for (int r = 0; r < count; r++) {
        int at = r * layout.width() + b.offset();
        for (int c = 0; c < share.length; c++) {
          share[c] += rows[at + c];
        }
      }
      for (int c = 0; c < share.length; c++) {
        share[c] /= count;
      }
      shares.add(share);
    }
    return shares.toArray(double[][]::new);
  }

  private static double[] cumulate(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    for (int i = 0; i < weights.length; i++) {
      sums[i] /= sum;
    }
    return sums;
  }

  private static int pick(double[] cumulative, double u) {
    int at = Arrays.binarySearch(cumulative, u);
    int i = at < 0 ? -at - 1 : at + 1;
    return Math.min(i, cumulative.length - 1);
  }

  /** One row of ones over each block, [blocks, softmax width], row-major. */
  float[] masks() {
    float[] masks = new float[blocks.size() * width];
    for (int b = 0; b < blocks.size(); b++) {
      int from = b * width + blocks.get(b).offset() - scalars;
      Arrays.fill(masks, from, from + blocks.get(b).width(), 1);
    }
    return masks;
  }

  int blockCount() {
    return blocks.size();
  }

  /** Conditional vectors of sampled rows, written to {@code out} as [count, softmax width]. */
  void draw(long seed, long firstRow, int count, float[] out) {
    Arrays.fill(out, 0);
    int[] words = new int[4];
    for (int i = 0; i < count; i++) {
      int b = Philox.below(seed, Streams.SAMPLE_BLOCK, firstRow + i, blocks.size());
      Philox.block(seed, Streams.SAMPLE_CATEGORY, firstRow + i, 0, words, 0);
      int c = pick(cumulative[b], Philox.uniform(words[0]));
      out[i * width + blocks.get(b).offset() - scalars + c] = 1;
    }
  }

  /** Draws training rows and the blocks they are conditioned on. */
  static final class Draws {
    private final Conditions conditions;
    private final double[][] logarithmic;
    private final int[][][] rowsOf;

    Draws(Conditions conditions, Layout layout, float[] rows, int count) {
      this.conditions = conditions;
      this.logarithmic = new double[conditions.blocks.size()][];
      this.rowsOf = new int[conditions.blocks.size()][][];
      for (int b = 0; b < rowsOf.length; b++) {
        Block block = conditions.blocks.get(b);
        int[] category = new int[count];
        int[] sizes = new int[block.width()];
        for (int r = 0; r < count; r++) {
          int at = r * layout.width() + block.offset();
          while (rows[at + category[r]] < 0.5f) {
            category[r]++;
          }
          sizes[category[r]]++;
        }
        rowsOf[b] = new int[block.width()][];
        double[] weights = new double[block.width()];
        for (int c = 0; c < sizes.length; c++) {
          rowsOf[b][c] = new int[sizes[c]];
          weights[c] = Math.log1p(sizes[c]);
        }
        int[] next = new int[block.width()];
        for (int r = 0; r < count; r++) {
          rowsOf[b][category[r]][next[category[r]]++] = r;
        }
        logarithmic[b] = cumulate(weights);
      }
    }

    /** Fills rows and blocks for draws number {@code first} and following. */
    void fill(long seed, long first, int[] rows, int[] blocks) {
      int[] words = new int[4];
      for (int i = 0; i < rows.length; i++) {
        int b = Philox.below(seed, Streams.ORDER, first + i, conditions.blocks.size());
        Philox.block(seed, Streams.ORDER, first + i, 1, words, 0);
        int[] candidates = rowsOf[b][pick(logarithmic[b], Philox.uniform(words[0]))];
        blocks[i] = b;
        rows[i] = candidates[(int) (Philox.uniform(words[1]) * candidates.length)];
      }
    }
  }
}
