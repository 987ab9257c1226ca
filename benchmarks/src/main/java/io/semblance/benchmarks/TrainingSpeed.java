package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.compile.Compiler;
import io.semblance.engine.compile.PlanSummary;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Synthesizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * How fast the default trains on one thread: rows a second, and the arithmetic of a whole update as
 * a share of what a product of matrices alone reaches; started by {@code benchmarks/training.sh}.
 */
public final class TrainingSpeed {
  private static final long SEED = 7;
  private static final int SIDE = 512;
  private static final int PRODUCTS = 200;
  private static final int ROUNDS = 3;

  /** Epochs of the two fits whose difference is training alone. */
  private static final int FEW = 2;

  private static final int MANY = 8;

  private TrainingSpeed() {}

  /** Writes the figures. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/training.txt"));
    Results results = new Results();
    String command = "benchmarks/training.sh " + String.join(" ", args);
    Machine.header(command.strip(), false).forEach(results::add);
    results.add("");
    results.add(
        String.format(
            "%-12s %10s %14s %14s %14s %8s",
            "one thread", "rows/s", "MFLOP a row", "GFLOP/s", "product's", "share"));
    for (String name : ModelTable.value(args, "--tables", "adult,brfss,magic").split(",")) {
      BenchmarkTable source = BenchmarkTable.valueOf(name.toUpperCase(Locale.ROOT));
      Table table = source.read(datasets);
      double[] rates = new double[ROUNDS];
      double[] products = new double[ROUNDS];
      Model model = null;
      for (int round = 0; round < ROUNDS; round++) {
        products[round] = product();
        long start = System.nanoTime();
        fit(table, FEW);
        long middle = System.nanoTime();
        model = fit(table, MANY);
        double seconds = (System.nanoTime() - middle - (middle - start)) / 1e9;
        rates[round] = (MANY - FEW) * learnt(model, table) / seconds;
      }
      ModelStep update =
          model.steps().stream().filter(s -> s.name().equals("update")).findFirst().orElseThrow();
      double flops =
          (double) PlanSummary.of(Compiler.compile(update.step())).flops() / update.rows();
      Arrays.sort(rates);
      Arrays.sort(products);
      double rate = rates[ROUNDS / 2];
      double product = products[ROUNDS / 2];
      results.add(
          String.format(
              Locale.ROOT,
              "%-12s %,10.0f %14.3f %14.1f %14.1f %8.2f",
              name,
              rate,
              flops / 1e6,
              rate * flops / 1e9,
              product,
              rate * flops / 1e9 / product));
      results.write(out);
    }
  }

  /** Rows of an epoch: batches are whole. */
  private static double learnt(Model model, Table table) {
    ModelStep update = model.steps().get(model.steps().size() - 1);
    return Math.floor(table.rows() * .95 / update.rows()) * update.rows();
  }

  private static Model fit(Table table, int epochs) {
    FitOptions options = FitOptions.builder().seed(SEED).threads(1).epochs(epochs).build();
    return Synthesizers.byName("autoregressive").fit(table, options, FitListener.silent());
  }

  /** Billions of operations a second in a product of matrices, on one thread. */
  private static double product() {
    Backend backend = Backends.select(null);
    Variable a = Variable.zeros("a", Shape.of(SIDE, SIDE));
    Variable b = Variable.zeros("b", Shape.of(SIDE, SIDE));
    try (Session session = backend.open(new SessionOptions(SEED, 1))) {
      float[] ones = new float[SIDE * SIDE];
      Arrays.fill(ones, 1);
      session.set(a, ones);
      session.set(b, ones);
      Program program = session.compile(new Step().output(Ops.matmul(a.node(), b.node())));
      for (int i = 0; i < PRODUCTS; i++) {
        program.run();
      }
      long start = System.nanoTime();
      for (int i = 0; i < PRODUCTS; i++) {
        program.run();
      }
      return 2.0 * SIDE * SIDE * SIDE * PRODUCTS / (System.nanoTime() - start);
    }
  }
}
