package io.semblance.engine.compile;

import io.semblance.engine.graph.Variable;

/** Memory that instructions read and write. */
public sealed interface Buffer {
  /** Elements in use. */
  int size();

  /**
   * An intermediate value. Values whose lives do not overlap have the same {@code slot} once {@link
   * BufferPlan} has run; compared by identity.
   */
  final class Temporary implements Buffer {
    private final int size;
    private int slot = -1;

    Temporary(int size) {
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    /** Index of the memory this value lives in. */
    public int slot() {
      return slot;
    }

    void assign(int newSlot) {
      slot = newSlot;
    }

    @Override
    public String toString() {
      return "t" + slot + "[" + size + "]";
    }
  }

  /** The session's memory of a variable. */
  record State(Variable variable) implements Buffer {
    @Override
    public int size() {
      return variable.shape().size();
    }

    @Override
    public String toString() {
      return variable.name() + "[" + size() + "]";
    }
  }

  /** A constant array. */
  record Literal(double[] values) implements Buffer {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean equals(Object o) {
      return this == o;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "literal[" + values.length + "]";
    }
  }
}
