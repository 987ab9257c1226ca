package io.semblance.quality.summary;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Shares independent tasks among threads; who does which changes nothing in the result. */
public final class Work implements AutoCloseable {
  private final ForkJoinPool pool;

  /** Work on so many threads. */
  public Work(int threads) {
    pool = threads > 1 ? new ForkJoinPool(threads) : null;
  }

  /** Does tasks 0 to n - 1, and returns when all are done. */
  public void forEach(int n, IntConsumer task) {
    if (pool == null) {
      for (int i = 0; i < n; i++) {
        task.accept(i);
      }
    } else {
      pool.submit(() -> IntStream.range(0, n).parallel().forEach(task)).join();
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }
}
