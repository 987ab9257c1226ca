package io.semblance.engine.graph;

/**
 * Whole numbers that the host writes and {@link Primitive#GATHER} reads: which rows a batch is made
 * of. Compared by identity.
 */
public final class IndexVariable implements State {
  private final String name;
  private final int length;

  public IndexVariable(String name, int length) {
    this.name = name;
    this.length = length;
  }

  @Override
  public String name() {
    return name;
  }

  /** How many places it holds. */
  public int length() {
    return length;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.index(this);
  }

  @Override
  public String toString() {
    return name + "[" + length + "]";
  }
}
