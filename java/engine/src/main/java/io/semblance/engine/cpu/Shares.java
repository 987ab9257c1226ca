package io.semblance.engine.cpu;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Shares out the units of a program's phases. Each thread has a range of its own, the same in every
 * run, so that it finds again in its cache what it wrote there; it takes the range piece by piece,
 * and when it is done takes pieces of the others' ranges. So a thread whose core is slower, or busy
 * with something else for a moment, holds nobody up for longer than a piece.
 */
final class Shares {
  /** Most pieces of a range: a phase then ends within about a thirtieth on two threads. */
  private static final int PIECES = 16;

  /** Counters are a cache line apart, since different threads write them. */
  private static final int LINE = 8;

  private final Work[] works;
  private final int[] phases;
  private final int threads;

  /**
   * For each phase and range, in the upper half the run, in the lower the pieces taken in that run;
   * so nothing need be set back between runs, nor after one that failed or skipped the phase.
   */
  private final AtomicLongArray taken;

  private long runs;

  /**
   * @param works for each phase of the program, the work
   * @param phases for each phase of the program, the phase of its work
   */
  Shares(Work[] works, int[] phases, int threads) {
    this.works = works;
    this.phases = phases;
    this.threads = threads;
    this.taken = new AtomicLongArray((works.length * threads + 1) * LINE);
  }

  /** To be called before each run, by the thread that starts it. */
  void nextRun() {
    runs++;
  }

  /** Does units of a phase until none are left. */
  void run(int phase, int thread) {
    Work w = works[phase];
    int p = phases[phase];
    int units = w.units(p);
    boolean begun = false;
    for (int i = 0; i < threads; i++) {
      int owner = (thread + i) % threads;
      int from = (int) ((long) units * owner / threads);
      int to = (int) ((long) units * (owner + 1) / threads);
      int piece = Math.max(Math.max(1, w.grain(p)), (to - from + PIECES - 1) / PIECES);
      int pieces = (to - from + piece - 1) / piece;
      int counter = (phase * threads + owner + 1) * LINE;
      for (int next = take(counter, pieces); next >= 0; next = take(counter, pieces)) {
        if (!begun) {
          w.begin(p, thread);
          begun = true;
        }
        int start = from + next * piece;
        w.run(p, start, Math.min(to, start + piece), thread);
      }
    }
  }

  /** A piece that nobody has taken in this run, or -1 if there is none. */
  private int take(int counter, int pieces) {
    while (true) {
      long found = taken.get(counter);
      int done = found >>> 32 == (runs & 0xFFFFFFFFL) ? (int) found : 0;
      if (done >= pieces) {
        return -1;
      }
      if (taken.compareAndSet(counter, found, runs << 32 | done + 1)) {
        return done;
      }
    }
  }
}
