package io.semblance.engine.cpu;

/** An instruction bound to memory, split into units that threads share. */
interface Work {
  /**
   * Below about this many elementary operations, some ten microseconds, a phase is not worth a
   * barrier: on a machine with other work to do the other thread may not even be running.
   */
  int WORTH_SHARING = 1 << 16;

  default int phases() {
    return 1;
  }

  int units(int phase);

  /** Whether the phase is large enough for more than one thread. */
  boolean shared(int phase);

  void run(int phase, int from, int to, int thread);
}
