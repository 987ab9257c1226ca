package io.semblance.engine.cpu;

/** An instruction bound to memory, split into units that threads share. */
interface Work {
  /**
   * Below about this many elementary operations, some two microseconds, a phase is not worth a
   * barrier, which costs one where both threads run.
   */
  int WORTH_SHARING = 1 << 14;

  default int phases() {
    return 1;
  }

  int units(int phase);

  /** Whether the phase is large enough for more than one thread. */
  boolean shared(int phase);

  /** Whether there is nothing to do in a phase this time; the same for all threads. */
  default boolean skipped(int phase) {
    return false;
  }

  /** Fewest units worth being taken by themselves: roughly a microsecond of work. */
  default int grain(int phase) {
    return 1;
  }

  /** Called by each thread before its first units of a phase. */
  default void begin(int phase, int thread) {}

  /** Does units {@code from} (inclusive) to {@code to} (exclusive) of a phase. */
  void run(int phase, int from, int to, int thread);
}
