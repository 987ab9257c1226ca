package io.semblance.engine.backend;

/** A way to run programs. Implementations are found by {@link java.util.ServiceLoader}. */
public interface Backend {
  /** Short lower-case name, as given to {@code --backend}. */
  String name();

  /** One line for people: what it is and what it runs on. */
  String description();

  /** The usable backend with the highest rank is taken when none is asked for. */
  int rank();

  /**
   * Why this backend cannot run here, in words that say what to do, or null if it can. Must not
   * throw and must not load what it checks for.
   */
  String refusal();

  /**
   * Whether a refusal is worth a warning to somebody who asked for no backend. Not where the
   * machine simply lacks what this backend is for, which nobody can change by reading a warning.
   */
  default boolean warnsOfRefusal() {
    return true;
  }

  /** The description with what only a diagnosis needs to know; may load libraries. */
  default String details() {
    return description();
  }

  /** State and programs of one job. */
  Session open(SessionOptions options);
}
