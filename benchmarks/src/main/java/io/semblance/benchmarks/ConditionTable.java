package io.semblance.benchmarks;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.flow.FitJob;
import io.semblance.flow.JobListener;
import io.semblance.synth.Conditional;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.option.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows drawn under conditions beside the real rows that satisfy them; started by {@code
 * benchmarks/conditions.sh}. Distances are total variations of a column, numbers in twenty bins of
 * equal mass of the real table, mean over the columns that nothing was asked of.
 */
public final class ConditionTable {
  private static final long SEED = 7;
  private static final int MOST_ROWS = 10_000;
  private static final int BINS = 20;
  private static final int TIMED = 20_000;

  private ConditionTable() {}

  private static Condition.Builder where() {
    return Condition.builder();
  }

  private static List<Condition> adult() {
    List<Condition.Builder> all =
        List.of(
            where().oneOf("sex", "Female"),
            where().oneOf("income", ">50K"),
            where().between("age", 30, 40),
            where().between("age", 30, 40).oneOf("income", ">50K"),
            where().atLeast("hours-per-week", 60),
            where().oneOf("education", "Masters", "Doctorate"),
            where().missing("workclass"),
            where().atLeast("capital-gain", 1),
            where().oneOf("race", "Black").oneOf("income", ">50K"),
            where().oneOf("marital-status", "Divorced").between("age", 20, 30),
            where().atLeast("capital-gain", 1).oneOf("sex", "Female"),
            where().oneOf("native-country", "Mexico"),
            where().atLeast("age", 70).oneOf("income", ">50K"),
            where().missing("occupation").oneOf("sex", "Female").atMost("age", 25),
            where().oneOf("education", "Doctorate").oneOf("sex", "Female"),
            where().oneOf("native-country", "India").oneOf("income", ">50K"),
            where().equal("capital-gain", 99_999),
            where().atLeast("hours-per-week", 80).oneOf("sex", "Female"),
            where().atMost("age", 25).oneOf("income", ">50K").oneOf("sex", "Female"),
            where().oneOf("occupation", "Tech-support").atLeast("capital-loss", 1_000));
    return all.stream().map(Condition.Builder::build).toList();
  }

  /** Writes the table. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/conditions.txt"));
    Duration budget = Durations.parse(ModelTable.value(args, "--budget", "60s"));
    String command = "benchmarks/conditions.sh " + String.join(" ", args);
    List<String> lines = new ArrayList<>(Machine.header(command.strip(), false));
    Table table = BenchmarkTable.ADULT.read(datasets);
    for (String name : ModelTable.value(args, "--models", "auto,circuit").split(",")) {
      FitOptions options = FitOptions.builder().seed(SEED).budget(budget).build();
      Model model =
          FitJob.builder()
              .table(table)
              .synthesizer(name)
              .options(options)
              .build()
              .run(JobListener.silent())
              .model();
      long start = System.nanoTime();
      model.sample(200_000, 1);
      double free = 200_000e9 / (System.nanoTime() - start);
      lines.add("");
      lines.add(
          String.format(Locale.ROOT, "adult, %s, %,.0f rows/s without a condition", name, free));
      lines.add(
          String.format(
              Locale.ROOT,
              "%9s %9s %9s %9s %9s %9s %9s  %s",
              "real",
              "share",
              "of model",
              "distance",
              "halves",
              "free rows",
              "rows/s",
              "condition"));
      for (Condition condition : adult()) {
        lines.add(line(table, model, condition));
        System.out.println(lines.get(lines.size() - 1));
      }
      Files.write(out, lines);
    }
  }

  private static String line(Table table, Model model, Condition condition) {
    int[] rows = IntStream.range(0, table.rows()).filter(i -> condition.holds(table, i)).toArray();
    int[] mixed = rows.clone();
    Random random = new Random(SEED);
    for (int i = mixed.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = mixed[i];
      mixed[i] = mixed[j];
      mixed[j] = swap;
    }
    int half = Math.min(MOST_ROWS, rows.length / 2);
    Table one = table.select(Arrays.copyOf(mixed, half));
    Table other = table.select(Arrays.copyOfRange(mixed, mixed.length - half, mixed.length));
    Conditional.Given given = model.conditional().orElseThrow().given(condition);
    Table drawn = given.model().sample(half, SEED);
    for (int i = 0; i < half; i++) {
      if (!condition.holds(drawn, i)) {
        throw new IllegalStateException("A row does not satisfy " + condition);
      }
    }
    long start = System.nanoTime();
    given.model().sample(TIMED, SEED + 1);
    double rate = TIMED * 1e9 / (System.nanoTime() - start);
    Table free = model.sample(half, SEED);
    return String.format(
        Locale.ROOT,
        "%,9d %9.5f %9.5f %9.4f %9.4f %9.4f %,9.0f  %s",
        rows.length,
        (double) rows.length / table.rows(),
        given.probability(),
        distance(table, one, drawn, condition),
        distance(table, one, other, condition),
        distance(table, one, free, condition),
        rate,
        condition);
  }

  private static double distance(Table all, Table a, Table b, Condition condition) {
    double sum = 0;
    int columns = 0;
    for (Column column : all.columns()) {
      if (!condition.columns().containsKey(column.name())) {
        double[] bounds = bounds(column);
        int bins = bounds == null ? column.schema().categories().size() + 1 : BINS + 1;
        double[] x = shares(a.column(column.name()), bounds, bins);
        double[] y = shares(b.column(column.name()), bounds, bins);
        for (int i = 0; i < bins; i++) {
          sum += Math.abs(x[i] - y[i]) / 2;
        }
        columns++;
      }
    }
    return sum / columns;
  }

  /** The upper ends of bins of equal mass; null for labels. */
  private static double[] bounds(Column column) {
    if (column instanceof CategoricalColumn) {
      return null;
    }
    double[] sorted =
        Arrays.stream(((NumericColumn) column).values())
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    return IntStream.range(1, BINS)
        .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / BINS)])
        .toArray();
  }

  private static double[] shares(Column column, double[] boundsOrNull, int bins) {
    double[] shares = new double[bins];
    for (int row = 0; row < column.size(); row++) {
      int bin = bins - 1; // missing
      if (!column.isMissing(row)) {
        if (boundsOrNull == null) {
          bin = ((CategoricalColumn) column).code(row);
        } else {
          bin = 0;
          double value = ((NumericColumn) column).value(row);
          while (bin < boundsOrNull.length && value >= boundsOrNull[bin]) {
            bin++;
          }
        }
      }
      shares[bin] += 1.0 / column.size();
    }
    return shares;
  }
}
