package io.semblance.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM as a polite request. While a {@link #patiently} region is open, the virtual
 * machine's exit waits until the region has ended, so that training can stop at a step's end and
 * save its model, unless the work does not hear of it within a second or two; outside of such
 * regions the process ends at once, and unfinished files go with it.
 */
final class Interrupts {
  /** Work that does not look whether it should stop for so long has nothing to save yet. */
  private static final long DEAF_MILLIS = 1_500;

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch heard = new CountDownLatch(1);
  private volatile boolean cancelled;
  private CountDownLatch busy;
  private boolean finished;

  /** Watches this virtual machine; called once, by main. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "semblance-interrupt"));
  }

  /** What happens on Ctrl-C. */
  void onShutdown() {
    CountDownLatch open;
    synchronized (this) {
      if (finished) {
        return; // the usual end of the process
      }
      cancelled = true;
      open = busy;
    }
    System.err.println(
        open == null ? "interrupted" : "interrupted: finishing the step and saving what there is");
    try {
      if (open != null && !open.await(DEAF_MILLIS, TimeUnit.MILLISECONDS) && !heard()) {
        System.err.println(
            "error: the run was busy with something that cannot be stopped and saved; ended. What"
                + " was saved before is there, and --resume goes on from a checkpoint");
      } else if (open != null && !open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("error: the run did not stop within " + PATIENCE_SECONDS + " s; ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the run to stop, as Ctrl-C does. */
  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    boolean now = cancelled; // read once: an answer of yes is always one that was heard
    if (now) {
      heard.countDown();
    }
    return now;
  }

  /** Whether the work has been told that it should stop. */
  boolean heard() {
    return heard.getCount() == 0;
  }

  /** Work that is worth waiting for. */
  interface Work<T> {
    T run() throws Exception;
  }

  /** Runs work that heeds {@link #cancelled()} and then comes to its own end. */
  <T> T patiently(Work<T> work) throws Exception {
    synchronized (this) {
      busy = new CountDownLatch(1);
    }
    try {
      return work.run();
    } finally {
      synchronized (this) {
        if (!cancelled) {
          busy = null; // else the last words are still to be said: see finished()
        }
      }
    }
  }

  /** The work goes on, but nobody needs to wait for the rest of it. */
  synchronized void atOnce() {
    if (busy != null) {
      busy.countDown();
      busy = null;
    }
  }

  /** All is said and done; nobody needs to wait any longer. */
  synchronized void finished() {
    finished = true;
    if (busy != null) {
      busy.countDown();
    }
  }
}
