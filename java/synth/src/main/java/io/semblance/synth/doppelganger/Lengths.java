package io.semblance.synth.doppelganger;

import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SeriesFrame;
import java.util.Arrays;

/**
 * Which steps a generated sequence has. The paper lets a generation flag say at each step whether
 * the sequence goes on. Here a sequence's length is one of its attributes, drawn before any step,
 * and decides: so training cuts generated sequences exactly where sampling will, the range
 * generator and the steps know the length from the beginning, and there are no two lengths that may
 * differ. The cut has no derivative: a generator cannot hide bad steps by making them fewer, and
 * lengths are learnt as attributes are.
 *
 * <p>What an encoded length means is read off the training sequences: of a softmax which steps each
 * of its states has, of a scalar from where on there is a step t.
 */
final class Lengths {
  private final Block block;
  private final int times;
  private final Variable limits;

  private Lengths(String prefix, Block block, int times) {
    this.block = block;
    this.times = times;
    int states = block.kind() == Block.Kind.SOFTMAX ? block.width() : 1;
    this.limits = Variable.zeros(prefix + "lengths", Shape.of(states, times));
  }

  /**
   * Of a table of sequences; null if lengths are none of its columns.
   *
   * @param prefix of the variable's name
   */
  static Lengths of(String prefix, Layout attributesOrNull, int times) {
    if (attributesOrNull == null) {
      return null;
    }
    var blocks = attributesOrNull.blocksOf(SeriesFrame.LENGTH);
    if (blocks.isEmpty()) {
      return null;
    }
    if (blocks.size() > 1) {
      throw new IllegalArgumentException("a length is one block, not " + blocks);
    }
    return new Lengths(prefix, blocks.get(0), times);
  }

  /** What {@link #values} finds, kept with the weights. */
  Variable limits() {
    return limits;
  }

  /** What encoded lengths mean, from sequences with masks. */
  float[] values(EncodedSequences data) {
    int mask = times * data.layout().width();
    int length = mask + times + block.offset();
    return block.kind() == Block.Kind.SOFTMAX
        ? states(data, mask, length)
        : thresholds(data, mask, length);
  }

  private float[] states(EncodedSequences data, int mask, int length) {
    float[] values = new float[block.width() * times];
    Arrays.fill(values, 1); // a state that no sequence is in
    for (int i = 0; i < data.count(); i++) {
      int row = i * data.width();
      for (int s = 0; s < block.width(); s++) {
        if (data.rows()[row + length + s] == 1) {
          System.arraycopy(data.rows(), row + mask, values, s * times, times);
        }
      }
    }
    return values;
  }

  /** Between the greatest scalar of sequences that end before t and the least of the others. */
  private float[] thresholds(EncodedSequences data, int mask, int length) {
    float[] below = new float[times];
    float[] above = new float[times];
    Arrays.fill(below, -2);
    Arrays.fill(above, 2);
    for (int i = 0; i < data.count(); i++) {
      int row = i * data.width();
      float scalar = data.rows()[row + length];
      for (int t = 0; t < times; t++) {
        if (data.rows()[row + mask + t] == 0) {
          below[t] = Math.max(below[t], scalar);
        } else {
          above[t] = Math.min(above[t], scalar);
        }
      }
    }
    float[] values = new float[times];
    for (int t = 0; t < times; t++) {
      values[t] = (below[t] + above[t]) / 2;
    }
    values[0] = -FIRST;
    return values;
  }

  /** Beyond all scalars: every sequence has a first step. */
  private static final float FIRST = 2;

  /**
   * 1 where there is a step, [batch, times].
   *
   * @param attributes [batch, attributes]
   */
  Node mask(Node attributes) {
    Node own = Ops.slice(attributes, 1, block.offset(), block.width());
    Node length =
        block.kind() == Block.Kind.SOFTMAX
            ? Ops.sub(Ops.matmul(own, limits.node()), 0.5)
            : Ops.sub(own, limits.node());
    return Ops.stopGradient(Ops.greater(length, 0));
  }
}
