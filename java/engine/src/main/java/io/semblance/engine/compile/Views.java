package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which nodes need memory and work of their own. Reshapes are other names of their input's
 * memory; a broadcast read by element-wise work alone is folded into its readers.
 */
final class Views {
  private final List<Node> order;
  private final Set<Node> material = new HashSet<>();

  Views(List<Node> roots) {
    order = Gradients.ancestors(roots);
    for (Node n : order) {
      if (!isLeaf(n) && !n.is(Primitive.RESHAPE) && !n.is(Primitive.BROADCAST)) {
        material.add(n);
      }
    }
    roots.forEach(this::needInMemory);
    for (Node n : order) {
      for (Node in : n.inputs()) {
        // What is read through a reshape is asked for by the reshape's readers.
        if (!n.is(Primitive.RESHAPE) && !(n.primitive().elementwise() && foldable(in))) {
          needInMemory(in);
        }
      }
    }
  }

  /** Nodes that are computed by an instruction, inputs first. */
  List<Node> computed() {
    return order.stream().filter(material::contains).toList();
  }

  /** Leaves whose value is simply there. */
  static boolean isLeaf(Node n) {
    return n.is(Primitive.CONSTANT) || n.is(Primitive.VARIABLE);
  }

  /** The computed node or leaf that holds the elements of {@code n}. */
  Node base(Node n) {
    Node b = n;
    while (!material.contains(b) && !isLeaf(b)) {
      b = b.input(0);
    }
    return b;
  }

  /** How element-wise work of the same shape reads {@code n}. */
  Where access(Node n) {
    if (n.attr() instanceof Attr.Fill) {
      return Where.IMMEDIATE;
    }
    if (n.is(Primitive.BROADCAST) && !material.contains(n)) {
      return repeated(n.input(0).shape(), n.shape());
    }
    return Where.INPUT;
  }

  static int rows(Shape s) {
    return s.rank() == 0 || s.dim(-1) == 0 ? 1 : s.size() / s.dim(-1);
  }

  static int cols(Shape s) {
    return s.rank() == 0 ? 1 : s.dim(-1);
  }

  private static boolean foldable(Node n) {
    return n.is(Primitive.BROADCAST) && repeated(n.input(0).shape(), n.shape()) != null;
  }

  private void needInMemory(Node n) {
    Node b = n;
    while (b.is(Primitive.RESHAPE)) {
      b = b.input(0);
    }
    if (b.is(Primitive.BROADCAST)) {
      material.add(b);
      needInMemory(b.input(0));
    }
  }

  private static Where repeated(Shape from, Shape to) {
    if (from.size() == 1) {
      return Where.INPUT_SCALAR;
    }
    int last = to.rank() - 1;
    if (from.size() == from.dim(last) && from.dim(last) == to.dim(last)) {
      return Where.INPUT_ROW;
    }
    return from.dim(last) == 1 && from.with(last, to.dim(last)).equals(to)
        ? Where.INPUT_COLUMN
        : null;
  }
}
