package io.semblance.synth.generator;

import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Session;
import io.semblance.synth.DrawContext;
import java.util.List;

/**
 * Brings the frequency of every category to that of the training table by shifting the biases of
 * the generator's last layer, the last step of its training. A bias adds to the log-odds of a
 * category for all rows alike, so dependence between columns stays what training made it.
 */
public final class MarginalCalibration {
  private static final int ROUNDS = 8;

  /** Full steps overshoot, because a score's noise and its row's other influences overlap. */
  private static final double DAMPING = 0.9;

  /** Frequencies below this many rows of the sample are treated as this many. */
  private static final double LEAST_ROWS = 0.5;

  private MarginalCalibration() {}

  /**
   * @param shares target share of each category of each softmax block
   * @param rows size of the generated sample that frequencies are counted in
   */
  public static void apply(
      Session session, GeneratorNetwork generator, Sampler sampler, double[][] shares, int rows) {
    Layout layout = generator.layout();
    List<Block> blocks = ConditionalVector.softmaxBlocks(layout);
    float[] bias = session.get(generator.outputBias());
    for (int round = 0; round < ROUNDS; round++) {
      double[][] found = count(sampler, layout, blocks, rows);
      for (int b = 0; b < blocks.size(); b++) {
        for (int c = 0; c < found[b].length; c++) {
          double wanted = Math.max(shares[b][c] * rows, LEAST_ROWS);
          double have = Math.max(found[b][c], LEAST_ROWS);
          bias[blocks.get(b).offset() + c] += (float) (DAMPING * Math.log(wanted / have));
        }
      }
      session.set(generator.outputBias(), bias);
    }
  }

  /** How often each category is drawn in {@code rows} rows. */
  private static double[][] count(Sampler sampler, Layout layout, List<Block> blocks, int rows) {
    double[][] counts = new double[blocks.size()][];
    for (int b = 0; b < counts.length; b++) {
      counts[b] = new double[blocks.get(b).width()];
    }
    for (int first = 0; first < rows; first += DrawContext.BATCH) {
      float[] drawn = sampler.encoded(first);
      for (int r = 0; r < Math.min(DrawContext.BATCH, rows - first); r++) {
        for (int b = 0; b < counts.length; b++) {
          int at = r * layout.width() + blocks.get(b).offset();
          int best = 0;
          for (int c = 1; c < counts[b].length; c++) {
            best = drawn[at + c] > drawn[at + best] ? c : best;
          }
          counts[b][best]++;
        }
      }
    }
    return counts;
  }
}
