package io.semblance.engine.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed number of threads, the caller among them, that run one task together. Between the phases
 * of a task they meet at a barrier that spins: a phase lasts microseconds, where waking a sleeping
 * thread would cost more than the work.
 */
final class Team implements AutoCloseable {
  /** Spins at the barrier before yielding: about 20 microseconds, then others may need the core. */
  private static final int SPINS = 2_000;

  /** Spins of an idle worker before it sleeps: steps usually follow each other at once. */
  private static final int IDLE_SPINS = 20_000;

  /** Work in phases. All threads do their share of each; see {@link #meetAfter}. */
  interface Task {
    int phases();

    /** The share of {@code thread} of one phase. */
    void run(int phase, int thread);

    /** Whether no thread may go on before all have finished this phase. */
    boolean meetAfter(int phase);
  }

  private final int size;
  private final Thread[] workers;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int generation;
  private final AtomicInteger round = new AtomicInteger();
  private volatile boolean closed;
  private volatile Throwable failure;
  private Task task;

  Team(int size) {
    this.size = size;
    this.workers = new Thread[size - 1];
    for (int i = 0; i < workers.length; i++) {
      int thread = i + 1;
      workers[i] = new Thread(() -> work(thread), "semblance-" + thread);
      workers[i].setDaemon(true);
      workers[i].start();
    }
  }

  int size() {
    return size;
  }

  /** Runs {@code work} on all threads and returns when all are done. */
  void run(Task work) {
    if (closed) {
      // The workers are gone, so the caller would wait for them for ever.
      throw new IllegalStateException("The session is closed; its programs cannot run any more");
    }
    task = work;
    round.incrementAndGet(); // Publishes the task.
    for (Thread w : workers) {
      LockSupport.unpark(w);
    }
    share(0);
    if (failure != null) {
      Throwable f = failure;
      failure = null;
      if (f instanceof Error e) {
        throw e;
      }
      throw (RuntimeException) f;
    }
  }

  /** Returns when every thread of the team has called it. */
  private void meet() {
    if (size == 1) {
      return;
    }
    int mine = generation;
    if (arrived.incrementAndGet() == size) {
      arrived.set(0);
      generation = mine + 1;
      return;
    }
    for (int spins = 0; generation == mine; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private void work(int thread) {
    int seen = 0;
    while (true) {
      for (int spins = 0; round.get() == seen; spins++) {
        if (closed) {
          return;
        }
        if (spins < IDLE_SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      seen = round.get();
      share(thread);
    }
  }

  private void share(int thread) {
    Task mine = task;
    for (int phase = 0; phase < mine.phases(); phase++) {
      try {
        mine.run(phase, thread);
      } catch (RuntimeException | Error e) {
        // The others wait at the next barrier, so this thread must reach it too; run() rethrows.
        failure = e;
      }
      if (mine.meetAfter(phase)) {
        meet();
      }
    }
    meet();
  }

  @Override
  public void close() {
    closed = true;
    for (Thread w : workers) {
      LockSupport.unpark(w);
    }
  }
}
