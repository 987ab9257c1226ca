package io.semblance.engine.graph;

import io.semblance.engine.EngineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reverse-mode differentiation as a transformation from graph to graph. */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradients of the scalar {@code loss} with respect to each of {@code wrt}, as expressions
   * that can be differentiated again. Zeros where the loss does not depend on an input.
   *
   * @throws EngineException if {@code loss} is not a scalar
   */
  public static List<Node> of(Node loss, List<Node> wrt) {
    if (loss.shape().size() != 1) {
      throw new EngineException(
          "A gradient is taken of a scalar, not of " + loss.shape() + "; sum or mean it first");
    }
    return pullBack(loss, Ops.fill(loss.shape(), 1), wrt);
  }

  /** The gradient with respect to one input. */
  public static Node of(Node loss, Node wrt) {
    return of(loss, List.of(wrt)).get(0);
  }

  /**
   * The vector-Jacobian product: {@code cotangent} of {@code y} pulled back to each of {@code wrt}.
   */
  public static List<Node> pullBack(Node y, Node cotangent, List<Node> wrt) {
    List<Node> order = ancestors(List.of(y));
    Set<Node> relevant = dependents(order, Set.copyOf(wrt));
    Cotangents cotangents = new Cotangents();
    cotangents.add(y, cotangent);
    for (int i = order.size() - 1; i >= 0; i--) {
      Node node = order.get(i);
      if (!relevant.contains(node) || node.inputs().isEmpty()) {
        continue;
      }
      Node g = cotangents.of(node);
      if (g == null) {
        continue;
      }
      if (node.is(Primitive.SLICE)) {
        cotangents.addSlice(node, g);
        continue;
      }
      List<Node> inputs = Derivatives.pullBack(node, g);
      for (int j = 0; j < inputs.size(); j++) {
        Node in = node.input(j);
        if (inputs.get(j) != null && relevant.contains(in)) {
          cotangents.add(in, inputs.get(j));
        }
      }
    }
    List<Node> result = new ArrayList<>();
    for (Node w : wrt) {
      Node g = cotangents.of(w);
      result.add(g == null ? Ops.fill(w.shape(), 0) : g);
    }
    return result;
  }

  /** All nodes that {@code roots} depend on, and they themselves, inputs before users. */
  public static List<Node> ancestors(Collection<Node> roots) {
    Set<Node> seen = new HashSet<>(roots);
    List<Node> all = new ArrayList<>(seen);
    for (int i = 0; i < all.size(); i++) {
      for (Node in : all.get(i).inputs()) {
        if (seen.add(in)) {
          all.add(in);
        }
      }
    }
    // Ids ascend with creation and nodes are immutable, so this is a topological order.
    all.sort(Comparator.comparingLong(Node::id));
    return all;
  }

  private static Set<Node> dependents(List<Node> order, Set<Node> sources) {
    Set<Node> dependents = new HashSet<>();
    for (Node n : order) {
      if (sources.contains(n) || n.inputs().stream().anyMatch(dependents::contains)) {
        dependents.add(n);
      }
    }
    return dependents;
  }
}
