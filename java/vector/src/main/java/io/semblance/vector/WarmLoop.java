package io.semblance.vector;

import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.LoopForm;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A compiled loop that is not used before the JIT compiler has made machine code of it: until then
 * it would be many times slower than the loops for single operations, which every chain shares. It
 * is made when its chain has proved to be worth it, and tried out on a thread of its own. Results
 * do not depend on when that is done, since both ways give the same bits.
 *
 * <p>Chains of one form share a loop, in all sessions of the JVM.
 */
final class WarmLoop implements Kernels.Loop {
  /** Elements times operations after which a loop is made: a few milliseconds of work. */
  private static final long WORTH_MAKING = 1L << 23;

  /** Elements of a trial: few, because interpreted vectors are slow. */
  private static final int TRIAL = 256;

  /** Trials after which the JIT compiler takes notice, then between looks at the time. */
  private static final int TRIALS = 500;

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** Slower than any compiled loop but faster than any that is not. */
  private static final long NANOS_PER_VECTOR_AND_OP = 20;

  /** Loops that are made at most, for their classes stay loaded. */
  private static final int MOST_MADE = 1_000;

  /** Forms that are remembered at most; later ones are forgotten with their sessions. */
  private static final int MOST_SHARED = 10_000;

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final Map<LoopForm, WarmLoop> LOOPS = new ConcurrentHashMap<>();

  private final LoopForm form;
  private volatile LoopCompiler.Body body;
  private volatile boolean asked;
  private long work;

  private WarmLoop(LoopForm form) {
    this.form = form;
  }

  /** The loop of a form. */
  static Kernels.Loop of(LoopForm form) {
    WarmLoop known = LOOPS.get(form);
    if (known == null && LOOPS.size() >= MOST_SHARED) {
      return new WarmLoop(form);
    }
    return known != null ? known : LOOPS.computeIfAbsent(form, WarmLoop::new);
  }

  /** Threads may lose each other's counts, which does not matter. */
  @Override
  public boolean ready(long elements) {
    if (body != null) {
      return true;
    }
    if (!asked) {
      work += elements * form.ops().size();
      if (work >= WORTH_MAKING) {
        ask();
      }
    }
    return false;
  }

  private synchronized void ask() {
    if (asked) {
      return;
    }
    asked = true;
    if (MADE.incrementAndGet() <= MOST_MADE) {
      try {
        Makers.EXECUTOR.execute(this::make);
      } catch (OutOfMemoryError e) {
        tell(e); // No thread to be had: the chain goes on as it did.
      }
    }
  }

  /** A loop only saves time, so whatever hinders it is no reason to disturb anybody. */
  private void make() {
    try {
      LoopCompiler.Body made = LoopCompiler.compile(form);
      if (made != null && isFast(made)) {
        body = made;
      }
    } catch (RuntimeException | Error e) {
      tell(e);
    }
  }

  private static void tell(Throwable e) {
    System.getLogger("io.semblance.engine")
        .log(System.Logger.Level.DEBUG, "a chain goes on without a compiled loop", e);
  }

  /** Runs the loop on made-up numbers until it has become fast. */
  private boolean isFast(LoopCompiler.Body loop) {
    float[][] arrays = new float[form.arrays()][TRIAL];
    for (float[] a : arrays) {
      Arrays.fill(a, 0.5f);
    }
    int[] at = new int[form.arrays()];
    float[] scalars = new float[form.scalars()];
    Arrays.fill(scalars, 0.5f);
    long limit = NANOS_PER_VECTOR_AND_OP * form.ops().size() * (TRIAL / Tile.LANES);
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (long pause = 1; System.nanoTime() < end; pause = Math.min(100, 2 * pause)) {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < TRIALS; i++) {
        long before = System.nanoTime();
        loop.run(arrays, at, scalars, TRIAL);
        best = Math.min(best, System.nanoTime() - before);
      }
      if (best < limit) {
        return true;
      }
      // By now the JIT compiler has been asked; others may need the processor meanwhile.
      LockSupport.parkNanos(pause * 1_000_000);
    }
    return false;
  }

  @Override
  public int run(float[][] arrays, int[] at, float[] scalars, int n) {
    return body.run(arrays, at, scalars, n);
  }

  /** One thread that ends when there is nothing left to do. */
  private static final class Makers {
    static final ThreadPoolExecutor EXECUTOR = executor();

    private static ThreadPoolExecutor executor() {
      ThreadPoolExecutor e =
          new ThreadPoolExecutor(
              1,
              1,
              1,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread t = new Thread(task, "semblance-loops");
                t.setDaemon(true);
                return t;
              });
      e.allowCoreThreadTimeOut(true);
      return e;
    }
  }
}
