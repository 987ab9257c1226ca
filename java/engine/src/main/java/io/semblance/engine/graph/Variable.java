package io.semblance.engine.graph;

import io.semblance.engine.EngineException;
import java.util.List;

/**
 * State that outlives a program run: a parameter, an optimiser moment, an input, a table. Its value
 * lives in a {@link io.semblance.engine.backend.Session}; programs read it as it was when the run
 * began and may assign it at the end of the run.
 */
public final class Variable implements State {
  private final String name;
  private final Node node;
  private final double initial;

  private Variable(String name, Shape shape, double initial) {
    if (name.isBlank()) {
      throw new EngineException("A variable needs a name");
    }
    this.name = name;
    this.initial = initial;
    this.node = new Node(Primitive.VARIABLE, shape, new Attr.Reads(this), List.of());
  }

  /** A variable that starts as zeros. */
  public static Variable zeros(String name, Shape shape) {
    return new Variable(name, shape, 0);
  }

  /** A variable whose elements all start as {@code value}. */
  public static Variable filled(String name, Shape shape, double value) {
    return new Variable(name, shape, value);
  }

  @Override
  public String name() {
    return name;
  }

  /** The shape of its value, which never changes. */
  public Shape shape() {
    return node.shape();
  }

  /** What every element is until a session writes something else. */
  public double initial() {
    return initial;
  }

  /** The expression that reads this variable. */
  public Node node() {
    return node;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.variable(this);
  }

  @Override
  public String toString() {
    return name + shape();
  }
}
