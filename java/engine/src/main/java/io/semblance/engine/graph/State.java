package io.semblance.engine.graph;

/**
 * What outlives a run of a program and can be saved and restored by name: float elements, places or
 * a count. Compared by identity; its value lives in a {@link io.semblance.engine.backend.Session}.
 */
public sealed interface State permits Variable, IndexVariable, Counter {
  /** Not blank; unique within a session whose state is saved. */
  String name();

  /** Calls the method of {@code visitor} for this kind of state. */
  <R> R accept(Visitor<R> visitor);

  /** One answer for each kind of state. */
  interface Visitor<R> {
    /** Float elements. */
    R variable(Variable v);

    /** Whole numbers that choose rows. */
    R index(IndexVariable i);

    /** A 64-bit count. */
    R counter(Counter c);
  }
}
