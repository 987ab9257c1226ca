package io.semblance.engine.backend;

import io.semblance.engine.graph.Node;

/** A compiled step. Belongs to the session that compiled it. */
public interface Program {
  /** Runs the step once. Allocates nothing on the backends meant for speed. */
  void run();

  /**
   * Copies the value that an output of the step had in the last run, row-major, to {@code into}.
   */
  void read(Node output, float[] into);

  /** The value that an output had in the last run, in double precision where the backend has it. */
  double[] read(Node output);

  /** The value of an output of one element. */
  default double readScalar(Node output) {
    return read(output)[0];
  }
}
