package io.semblance.engine.graph;

/**
 * Whole numbers that the host writes and {@link Primitive#GATHER} reads: which rows a batch is made
 * of. Compared by identity.
 */
public final class IndexVariable {
  private final String name;
  private final int length;

  public IndexVariable(String name, int length) {
    this.name = name;
    this.length = length;
  }

  public String name() {
    return name;
  }

  public int length() {
    return length;
  }

  @Override
  public String toString() {
    return name + "[" + length + "]";
  }
}
