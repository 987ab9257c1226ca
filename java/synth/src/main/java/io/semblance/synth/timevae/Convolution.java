package io.semblance.synth.timevae;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Linear;
import io.semblance.engine.nn.Mode;
import io.semblance.synth.series.SequenceBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution over the steps of sequences, as one product (im2col): steps lie one after the other
 * in a row, so what a kernel sees at one place is a slice of the row, and the slices of all places,
 * one below the other, times the kernel are all outputs at once. Zeros are put around the sequence
 * so that {@code stride} steps make one ("same" padding).
 */
final class Convolution {
  private final Linear kernel;
  private final int in;
  private final int size;
  private final int stride;

  /**
   * @param name prefix of the parameters' names
   * @param in numbers of a step
   * @param out numbers of a step that comes out
   * @param size steps that one is made of
   * @param stride steps from one place to the next
   */
  Convolution(String name, int in, int out, int size, int stride) {
    this.kernel = new Linear(name, size * in, out, Math.sqrt(3));
    this.in = in;
    this.size = size;
    this.stride = stride;
  }

  /** How many steps come out of so many. */
  static int places(int times, int stride) {
    return (times + stride - 1) / stride;
  }

  /**
   * All outputs.
   *
   * @param rows [batch, times * in]
   * @return [batch, places * out]
   */
  Node apply(Node rows) {
    int batch = rows.shape().dim(0);
    int times = rows.shape().dim(1) / in;
    int places = places(times, stride);
    int around = Math.max(0, (places - 1) * stride + size - times);
    int before = around / 2;
    Node padded =
        Ops.concat(
            1,
            Ops.fill(Shape.of(batch, before * in), 0),
            rows,
            Ops.fill(Shape.of(batch, (around - before) * in), 0));
    List<Node> seen = new ArrayList<>();
    for (int p = 0; p < places; p++) {
      seen.add(Ops.slice(padded, 1, p * stride * in, size * in));
    }
    return SequenceBatch.sequenceMajor(kernel.apply(Ops.concat(0, seen), Mode.inference()), places);
  }

  List<Variable> parameters() {
    return kernel.parameters();
  }

  void initialize(Session session, long seed) {
    kernel.initialize(session, seed);
  }
}
