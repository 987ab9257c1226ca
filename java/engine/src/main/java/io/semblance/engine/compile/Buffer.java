package io.semblance.engine.compile;

import io.semblance.engine.graph.Variable;

/** Memory that instructions read and write. */
public sealed interface Buffer {
  /** Elements in use. */
  int size();

  /** The buffer whose memory this one lives in: itself, unless it is a part of another. */
  default Buffer storage() {
    return this;
  }

  /** Calls the method of {@code visitor} for this kind of buffer. */
  <R> R accept(Visitor<R> visitor);

  /** One answer for each kind of buffer. */
  interface Visitor<R> {
    R temporary(Temporary t);

    R part(Part p);

    R state(State s);

    R literal(Literal l);
  }

  /** Whether the two have an element in common. */
  default boolean overlaps(Buffer other) {
    if (!storage().equals(other.storage())) {
      return false;
    }
    int start = this instanceof Part p ? p.start() : 0;
    int otherStart = other instanceof Part p ? p.start() : 0;
    return start < otherStart + other.size() && otherStart < start + size();
  }

  /**
   * An intermediate value. Values whose lives do not overlap have the same {@code slot} once {@link
   * BufferPlan} has run; compared by identity.
   */
  final class Temporary implements Buffer {
    private final int size;
    private int slot = -1;

    /** A new value, which has no memory yet. */
    public Temporary(int size) {
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
    public <R> R accept(Visitor<R> visitor) {
      return visitor.temporary(this);
    }

    @Override
    public String toString() {
      return "t" + slot + "[" + size + "]";
    }
  }

  /**
   * A range of another value's elements: rows of a matrix, say, that are a value of their own.
   *
   * @param whole what it is a part of; never itself a part
   * @param start first element
   * @param size number of elements
   */
  record Part(Buffer whole, int start, int size) implements Buffer {
    /** Elements {@code start} to {@code start + size} of {@code whole}, which may be a part. */
    static Part of(Buffer whole, int start, int size) {
      return whole instanceof Part p
          ? new Part(p.whole, p.start + start, size)
          : new Part(whole, start, size);
    }

    @Override
    public Buffer storage() {
      return whole;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.part(this);
    }

    @Override
    public String toString() {
      return whole + "@" + start + "[" + size + "]";
    }
  }

  /** The session's memory of a variable. */
  record State(Variable variable) implements Buffer {
    @Override
    public int size() {
      return variable.shape().size();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.state(this);
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
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }

    @Override
    public String toString() {
      return "literal[" + values.length + "]";
    }
  }
}
