package io.semblance.synth;

import io.semblance.data.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Draws the parts of a sample on several threads and hands them on in order. Each thread has an
 * engine session of its own, of one thread: parts need nothing of each other, so threads never have
 * to meet. Only a few parts are under way at any time, so memory does not grow with the sample, and
 * a slow sink holds the others back.
 */
final class OrderedDraw<T> implements AutoCloseable {
  /** Parts under way per thread: one being drawn, one waiting for its turn to be handed on. */
  private static final int PARTS_PER_THREAD = 2;

  private final Model model;
  private final SampleOptions options;
  private final Supplier<? extends Function<? super Table, ? extends T>> perThread;
  private final DrawPlan plan;
  private final DrawContext context;
  private final Queue<Worker> all = new ConcurrentLinkedQueue<>();
  private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();

  OrderedDraw(
      Model model,
      SampleOptions options,
      Supplier<? extends Function<? super Table, ? extends T>> perThread) {
    this.model = model;
    this.options = options;
    this.perThread = perThread;
    this.plan = model.plan(options);
    this.context = DrawContext.of(options);
  }

  /** What one thread draws with. */
  private final class Worker {
    final Function<? super Table, ? extends T> work = perThread.get();
    final RowSource source = model.open(context);
  }

  /** Draws all parts; {@code sink} is called by the calling thread. */
  void run(Consumer<? super T> sink) {
    long end = plan.first() + plan.count();
    long parts = (end - 1) / model.partRows() - plan.first() / model.partRows() + 1;
    int threads = (int) Math.min(options.threads(), parts);
    if (threads > 1) {
      together(threads, end, sink);
      return;
    }
    long at = plan.first();
    do {
      long next = partEnd(at, end);
      sink.accept(draw(at, (int) (next - at), next == end));
      at = next;
    } while (at < end);
  }

  /** Parts end at multiples of their length, wherever the sample begins. */
  private long partEnd(long at, long end) {
    int rows = model.partRows();
    long left = end - at;
    return at + Math.min(left, rows - at % rows);
  }

  private T draw(long first, int count, boolean last) {
    Worker worker = idle.poll();
    if (worker == null) {
      worker = new Worker();
      all.add(worker);
    }
    Table table = worker.source.draw(first, count);
    if (last && plan.surplusRows() > 0) {
      table = table.slice(0, table.rows() - plan.surplusRows());
    }
    T drawn = worker.work.apply(table);
    idle.add(worker);
    return drawn;
  }

  private void together(int threads, long end, Consumer<? super T> sink) {
    ExecutorService team = Executors.newFixedThreadPool(threads, OrderedDraw::thread);
    Deque<Future<T>> underWay = new ArrayDeque<>();
    long at = plan.first();
    try {
      while (at < end || !underWay.isEmpty()) {
        while (at < end && underWay.size() < PARTS_PER_THREAD * threads) {
          long first = at;
          at = partEnd(at, end);
          int count = (int) (at - first);
          boolean last = at == end;
          underWay.add(team.submit(() -> draw(first, count, last)));
        }
        sink.accept(result(underWay.remove()));
      }
    } finally {
      stop(team);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "semblance-sample");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T result(Future<T> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new SynthesisException("Sampling failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SynthesisException("Sampling was interrupted", e);
    }
  }

  /** Returns when no part is under way any more: sessions must not be closed under a thread. */
  private static void stop(ExecutorService team) {
    team.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = team.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    all.forEach(worker -> worker.source.close());
  }
}
