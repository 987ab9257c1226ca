package io.semblance.benchmarks;

import io.semblance.data.csv.CsvWriter;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.compile.PlanSummary;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;
import io.semblance.synth.Model;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * The times of {@code benchmarks/gpu}: updates, cycles, products, sampling on one backend. No JMH:
 * work is started and runs elsewhere, so a time is that of many runs up to the reading of a result.
 */
public final class GpuTimes {
  private static final int REPEATS = 5;
  private static final List<String> PARTS = List.of("updates", "cycle", "large", "sampling");

  /**
   * Updates of the critic for one of the generator, and critic updates of the article's training.
   */
  private static final int CRITIC_UPDATES = 10;

  private static final int ARTICLE_UPDATES = 442_000;

  private final String backend;
  private final boolean quick;
  private final List<String> parts;
  private boolean failed;

  private GpuTimes(String backend, boolean quick, List<String> parts) {
    this.backend = backend;
    this.quick = quick;
    this.parts = parts;
  }

  /**
   * @param args the backend; {@code --quick} to see only that everything runs; the parts wanted
   *     (updates, cycle, large, sampling), or all of them
   */
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      throw new IllegalArgumentException("which backend? cuda, vector, ejml");
    }
    List<String> parts = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
    boolean quick = parts.remove("--quick");
    if (!PARTS.containsAll(parts)) {
      throw new IllegalArgumentException("parts are " + PARTS + ", not all of " + parts);
    }
    GpuTimes times = new GpuTimes(args[0], quick, parts);
    print("backend %s: %s", args[0], Backends.select(args[0]).details());
    times.attempt("updates", times::updates);
    times.attempt("cycle", times::cycle);
    times.attempt("large", times::large);
    times.attempt("sampling", times::sampling);
    if (times.failed) {
      System.exit(1);
    }
  }

  /** Something to measure. */
  private interface Part {
    void run() throws IOException;
  }

  /** What one part cannot do must not cost the others their numbers. */
  private void attempt(String name, Part part) {
    if (!parts.isEmpty() && !parts.contains(name)) {
      return;
    }
    try {
      part.run();
    } catch (IOException | RuntimeException e) {
      failed = true;
      print("absent %s: %s", name, e);
      e.printStackTrace();
    }
  }

  private static void print(String format, Object... args) {
    System.out.println(String.format(Locale.ROOT, format, args));
  }

  private void updates() {
    StepSize size = StepSize.ARTICLE;
    try (WganGpStep critic = WganGpStep.critic(backend, 1, size)) {
      time("critic.article", critic::run, () -> Double.isFinite(critic.loss()));
    }
    try (WganGpStep generator = WganGpStep.generator(backend, 1, size)) {
      time("generator.article", generator::run, () -> Double.isFinite(generator.loss()));
    }
  }

  private void cycle() {
    try (WganGpCycle cycle = new WganGpCycle(backend, StepSize.ARTICLE, CRITIC_UPDATES)) {
      double seconds = time("cycle.article", cycle::run, () -> Double.isFinite(cycle.loss()));
      print(
          "figure training.article %.1f s for %,d critic updates, reckoned from the cycle",
          seconds * ARTICLE_UPDATES / CRITIC_UPDATES, ARTICLE_UPDATES);
    }
  }

  /** How much of the device's own rate for products a large step reaches. */
  private void large() {
    int batch = quick ? 64 : 8_192;
    StepSize size = StepSize.ARTICLE.withBatch(batch).withWidth(quick ? 64 : 1_024);
    int width = size.critic().get(0);
    Variable a = Variable.filled("a", Shape.of(batch, width), 0.5);
    Variable b = Variable.filled("b", Shape.of(width, width), 0.25);
    Node product = Ops.matmul(a.node(), b.node());
    double rate;
    try (Session session = open()) {
      Program program = session.compile(new Step().output(product));
      // The product itself is tens of megabytes: reading it would be timed with what made it.
      Counter waiting = new Counter("waiting");
      double seconds =
          time(
              "product." + batch + "x" + width + "x" + width,
              program::run,
              () -> session.get(waiting) == 0);
      float[] out = new float[product.shape().size()];
      program.read(product, out);
      if (out[0] != width * 0.125f || out[out.length - 1] != out[0]) {
        throw new IllegalStateException("the product is wrong: " + out[0]);
      }
      rate = 2.0 * batch * width * width / seconds;
      print("figure product.rate %.3f TFLOP/s", rate * 1e-12);
    }
    try (WganGpStep critic = WganGpStep.critic(backend, 1, size)) {
      double seconds = time("critic.large", critic::run, () -> Double.isFinite(critic.loss()));
      double flops = criticFlops(size);
      print("figure critic.large.rate %.3f TFLOP/s over the whole step", flops / seconds * 1e-12);
      print("ratio critic.large.rate/product.rate %.3f", flops / seconds / rate);
    }
  }

  private static double criticFlops(StepSize size) {
    WganGpGraph graph = new WganGpGraph(size);
    Variable real = Variable.zeros("real", Shape.of(size.batch(), size.row()));
    Variable noise = Variable.zeros("noise", Shape.of(size.batch(), size.noise()));
    Variable mix = Variable.zeros("mix", Shape.of(size.batch(), 1));
    Node loss = graph.criticLoss(real.node(), noise.node(), mix.node(), Mode.inference());
    return PlanSummary.of(
            io.semblance.engine.compile.Compiler.compile(
                WganGpGraph.minimise(loss, graph.critic())))
        .productFlops();
  }

  private Session open() {
    return Backends.select(backend).open(new SessionOptions(1, 1));
  }

  private void sampling() throws IOException {
    int batch = quick ? 512 : 65_536;
    WganGpGraph graph = new WganGpGraph(StepSize.ARTICLE);
    Counter rows = new Counter("rows");
    Node drawn =
        graph
            .generator()
            .apply(
                Ops.normal(Shape.of(batch, StepSize.ARTICLE.noise()), 1, rows), Mode.inference());
    try (Session session = open()) {
      graph.fill(session, StepSize.ARTICLE);
      Program program = session.compile(new Step().output(drawn).advance(rows, batch));
      double seconds =
          time("sampling.device", program::run, () -> session.get(rows) > 0 /* waits */);
      print("figure sampling.device %,.0f rows/s, encoded, left on the device", batch / seconds);
    }
    Model model = ArticleModel.fit(ArticleModel.table(1_000), backend, 1);
    int count = quick ? 2_000 : 2_000_000;
    int threads = Runtime.getRuntime().availableProcessors();
    long start = System.nanoTime();
    model.sample(SamplingBenchmark.options(count, backend, threads), part -> {});
    report("sampling.memory", count, start);
    start = System.nanoTime();
    write(model, count, threads, OutputStream.nullOutputStream());
    double formatted = report("sampling.formatted", count, start);
    Path file = Files.createTempFile("semblance-gpu", ".csv");
    try {
      start = System.nanoTime();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        write(model, count, threads, out);
      }
      double written = report("sampling.file", count, start);
      print(
          "figure sampling.file is bounded by the %s",
          written > 1.25 * formatted ? "disk" : "drawing and formatting of rows");
    } finally {
      Files.delete(file);
    }
  }

  private void write(Model model, int count, int threads, OutputStream out) throws IOException {
    try (CsvWriter writer = new CsvWriter(out, model.schema())) {
      model.sample(
          SamplingBenchmark.options(count, backend, threads),
          part -> {
            try {
              writer.write(part);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static double report(String name, int rows, long start) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    print("figure %s %,.0f rows/s", name, rows / seconds);
    return seconds;
  }

  /**
   * Median seconds of a run.
   *
   * @param finished reads a number, which waits for all runs; whether it is sound
   */
  private double time(String name, Runnable run, BooleanSupplier finished) {
    int runs = quick ? 1 : 20;
    run.run();
    if (!finished.getAsBoolean()) {
      throw new IllegalStateException(name + " gives no sound result");
    }
    double wanted = quick ? 0 : 0.5;
    double taken = runs(run, finished, runs);
    while (taken < wanted && runs < 1 << 20) {
      runs = (int) Math.min(1 << 20, Math.max(2L * runs, (long) (runs * wanted / taken)));
      taken = runs(run, finished, runs);
    }
    double[] seconds = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      seconds[i] = runs(run, finished, runs) / runs;
    }
    Arrays.sort(seconds);
    print(
        "time %s %.2f us (%.2f-%.2f), %d runs each",
        name, seconds[REPEATS / 2] * 1e6, seconds[0] * 1e6, seconds[REPEATS - 1] * 1e6, runs);
    return seconds[REPEATS / 2];
  }

  private static double runs(Runnable run, BooleanSupplier finished, int count) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      run.run();
    }
    if (!finished.getAsBoolean()) {
      throw new IllegalStateException("the numbers are no longer finite");
    }
    return (System.nanoTime() - start) * 1e-9;
  }
}
