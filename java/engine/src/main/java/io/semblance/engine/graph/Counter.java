package io.semblance.engine.graph;

/**
 * A 64-bit count that programs advance and random numbers and row selection start from: float state
 * could not count past 2^24. Starts at 0 in a session; compared by identity.
 */
public final class Counter implements State {
  private final String name;

  public Counter(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.counter(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
