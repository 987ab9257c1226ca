package io.semblance.synth.doppelganger;

import io.semblance.data.encode.Layout;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import java.util.ArrayList;
import java.util.List;

/**
 * From scores to encoded rows of a layout.
 *
 * @param layout of a row
 */
record Heads(Layout layout) {
  private static final double TEMPERATURE = 0.5;

  /** A stream of random numbers. */
  record Draw(int stream, Counter counter) {}

  /** Numbers of a row that are no scalars. */
  int categories() {
    return layout.width() - layout.scalars();
  }

  /**
   * Scalars by the hyperbolic tangent, blocks of categories by a softmax.
   *
   * @param scores [rows, layout.width()]
   */
  Node bounded(Node scores) {
    return rows(scores, null, true);
  }

  /** The same, with scalars left as they are. */
  Node open(Node scores) {
    return rows(scores, null, false);
  }

  /** As {@link #bounded}, but with categories drawn by the Gumbel-softmax (Jang et al. 2017). */
  Node drawn(Node scores, Draw draw) {
    return rows(scores, draw, true);
  }

  private Node rows(Node scores, Draw drawOrNull, boolean bounded) {
    int scalars = layout.scalars();
    List<Node> parts = new ArrayList<>();
    if (scalars > 0) {
      Node own = Ops.slice(scores, 1, 0, scalars);
      parts.add(bounded ? Ops.tanh(own) : own);
    }
    if (categories() > 0) {
      Node own = Ops.slice(scores, 1, scalars, categories());
      if (drawOrNull != null) {
        Node uniform = Ops.uniform(own.shape(), drawOrNull.stream(), drawOrNull.counter());
        own = Ops.div(Ops.add(own, Functions.gumbel(uniform)), TEMPERATURE);
      }
      parts.add(Functions.segmentSoftmax(own, layout.softmaxBounds()));
    }
    return Ops.concat(1, parts);
  }
}
