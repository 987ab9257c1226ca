package io.semblance.engine.graph;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One expression: a primitive applied to inputs. Immutable; made by {@link Ops}. */
public final class Node {
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final Primitive primitive;
  private final List<Node> inputs;
  private final Shape shape;
  private final Attr attr;

  Node(Primitive primitive, Shape shape, Attr attr, List<Node> inputs) {
    this.primitive = primitive;
    this.inputs = List.copyOf(inputs);
    this.shape = shape;
    this.attr = attr;
  }

  /** Ascends in order of creation, so inputs have smaller ids than the nodes that use them. */
  public long id() {
    return id;
  }

  /** What is computed. */
  public Primitive primitive() {
    return primitive;
  }

  /** What it is computed from, in the order that the primitive takes. */
  public List<Node> inputs() {
    return inputs;
  }

  /** Input {@code i}, counted from 0. */
  public Node input(int i) {
    return inputs.get(i);
  }

  /** The shape of the value. */
  public Shape shape() {
    return shape;
  }

  /** What the primitive needs to know beside its inputs. */
  public Attr attr() {
    return attr;
  }

  /** The attribute as the type that this node's primitive carries. */
  public <T extends Attr> T attr(Class<T> type) {
    return type.cast(attr);
  }

  /** Whether this applies {@code p}. */
  public boolean is(Primitive p) {
    return primitive == p;
  }

  /** Whether this is a constant whose elements all equal {@code value}. */
  public boolean isFill(double value) {
    return attr instanceof Attr.Fill f && f.value() == value;
  }

  /** The same primitive and attribute on other inputs of the same shapes: for graph rewriting. */
  public Node withInputs(List<Node> newInputs) {
    return newInputs.equals(inputs) ? this : new Node(primitive, shape, attr, newInputs);
  }

  @Override
  public String toString() {
    StringBuilder s = new StringBuilder("%" + id + " = " + primitive + shape);
    if (!(attr instanceof Attr.None)) {
      s.append(' ').append(attr);
    }
    for (Node in : inputs) {
      s.append(" %").append(in.id);
    }
    return s.toString();
  }
}
