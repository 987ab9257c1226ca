package io.semblance.synth.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Threads for tasks that write to places of their own, so that results do not depend on them. */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  /** The calling thread, and {@code threads - 1} others. */
  public Workers(int threads) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "mixture");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs the tasks 0 to before {@code count} and returns when all are done. */
  public void each(int count, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            task.accept(i);
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, count); t++) {
      others.add(pool.submit(work));
    }
    work.run();
    try {
      for (Future<?> other : others) {
        other.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fitting", e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
