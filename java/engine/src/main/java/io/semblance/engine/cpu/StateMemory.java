package io.semblance.engine.cpu;

import io.semblance.engine.graph.Variable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A variable's elements in a session, and the right factors of products prepared from them. */
final class StateMemory {
  /** A right factor as a kernel prepares it for its products. */
  static final class Prepared {
    private final float[] elements;

    /** How often the variable had changed when this was made of it. */
    private long made = NEVER;

    private Prepared(int size) {
      elements = new float[size];
    }

    float[] elements() {
      return elements;
    }
  }

  private static final long NEVER = -1;

  private record Extents(int n, int k) {}

  private final float[] elements;
  private final Map<Extents, Prepared> prepared = new HashMap<>();
  private long changes;

  StateMemory(Variable v) {
    elements = new float[v.shape().size()];
    Arrays.fill(elements, (float) v.initial());
  }

  /** To be read; who writes here tells so by {@link #markChanged}. */
  float[] elements() {
    return elements;
  }

  void markChanged() {
    changes++;
  }

  /** The place for the variable as a [k, n] right factor, of which a kernel makes {@code size}. */
  Prepared prepared(int n, int k, int size) {
    Prepared p = prepared.computeIfAbsent(new Extents(n, k), e -> new Prepared(size));
    if (p.elements.length != size) {
      throw new IllegalStateException(
          "a ["
              + k
              + ", "
              + n
              + "] factor is prepared in two ways: "
              + size
              + " elements, not "
              + p.elements.length);
    }
    return p;
  }

  /** Whether {@code p} was made of the variable as it is now. */
  boolean holds(Prepared p) {
    return p.made == changes;
  }

  void keep(Prepared p) {
    p.made = changes;
  }

  void discard(Prepared p) {
    p.made = NEVER;
  }
}
