package io.semblance.studio.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Work that is done one after the other, by a thread that keeps no virtual machine alive. */
public final class OneThread {
  private OneThread() {}

  /** Such a thread, of usual priority. */
  public static ExecutorService named(String name) {
    return named(name, Thread.NORM_PRIORITY);
  }

  /** Such a thread. */
  public static ExecutorService named(String name, int priority) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          thread.setPriority(priority);
          return thread;
        });
  }

  /** Lets it end what it has begun; what takes longer is interrupted. */
  public static void end(ExecutorService work, long seconds) {
    work.shutdown();
    try {
      if (!work.awaitTermination(seconds, TimeUnit.SECONDS)) {
        work.shutdownNow();
      }
    } catch (InterruptedException e) {
      work.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
