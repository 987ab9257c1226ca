package io.semblance.engine.nn;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Element-wise non-linearities. */
public enum Activation implements Layer {
  IDENTITY {
    @Override
    public Node apply(Node x, Mode mode) {
      return x;
    }
  },
  RELU {
    @Override
    public Node apply(Node x, Mode mode) {
      return Functions.relu(x);
    }
  },
  /** Slope .2 below zero. */
  LEAKY_RELU {
    @Override
    public Node apply(Node x, Mode mode) {
      return Functions.leakyRelu(x, 0.2);
    }
  },
  TANH {
    @Override
    public Node apply(Node x, Mode mode) {
      return Ops.tanh(x);
    }
  },
  SIGMOID {
    @Override
    public Node apply(Node x, Mode mode) {
      return Functions.sigmoid(x);
    }
  };

  /** The lower-case name with hyphens that options use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The activation with this label. */
  public static Activation of(String label) {
    return Arrays.stream(values())
        .filter(a -> a.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "There is no activation \""
                        + label
                        + "\"; known are "
                        + Arrays.stream(values())
                            .map(Activation::label)
                            .collect(Collectors.joining(", "))));
  }
}
