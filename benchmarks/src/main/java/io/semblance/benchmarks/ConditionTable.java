package io.semblance.benchmarks;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.flow.FitJob;
import io.semblance.flow.JobListener;
import io.semblance.synth.Conditional;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SynthesisException;
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
  private static final int TIMED = 50_000;
  private static final int CONDITIONS = 20;

  /** Fewer real rows in a half say nothing. */
  private static final int FEWEST_ROWS = 10;

  /** Distances so many times that of the halves are near. */
  private static final double NEAR = 1.5;

  /** Rows that a model without conditions may try for a time. */
  private static final double TRIED = 2e6;

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

  private static List<Condition> conditions(BenchmarkTable source, Table table) {
    return source == BenchmarkTable.ADULT ? adult() : AskedConditions.of(table, CONDITIONS, SEED);
  }

  /** Writes the table. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/conditions.txt"));
    Duration budget = Durations.parse(ModelTable.value(args, "--budget", "60s"));
    String command = "benchmarks/conditions.sh " + String.join(" ", args);
    List<String> lines = new ArrayList<>(Machine.header(command.strip(), false));
    for (String tableName : ModelTable.value(args, "--tables", "adult,brfss").split(",")) {
      BenchmarkTable source = BenchmarkTable.valueOf(tableName.toUpperCase(Locale.ROOT));
      Table table = source.read(datasets);
      List<Condition> conditions = conditions(source, table);
      for (String name : ModelTable.value(args, "--models", "auto,circuit").split(",")) {
        lines.addAll(judged(table, tableName, name, budget, conditions));
        Files.write(out, lines); // as it comes: a run takes long
      }
    }
  }

  private static List<String> judged(
      Table table, String tableName, String name, Duration budget, List<Condition> conditions)
      throws IOException {
    FitOptions options = FitOptions.builder().seed(SEED).budget(budget).build();
    Model model =
        FitJob.builder()
            .table(table)
            .synthesizer(name)
            .options(options)
            .build()
            .run(JobListener.silent())
            .model();
    model.sample(200_000, 1);
    long start = System.nanoTime();
    model.sample(200_000, 2);
    double free = 200_000e9 / (System.nanoTime() - start);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT, "%s, %s, %,.0f rows/s without a condition", tableName, name, free));
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
    int near = 0;
    int comparable = 0;
    int fast = 0;
    for (Condition condition : conditions) {
      Line line = line(table, model, condition);
      lines.add(line.text());
      System.out.println(line.text());
      comparable += line.distance() >= 0 ? 1 : 0;
      near += line.distance() >= 0 && line.distance() <= NEAR * line.halves() ? 1 : 0;
      fast += line.rate() >= free / 3 ? 1 : 0;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "within %.1f times the halves: %d of %d; at least a third of the rate: %d of %d",
            NEAR,
            near,
            comparable,
            fast,
            conditions.size()));
    System.out.println(lines.get(lines.size() - 1));
    return lines;
  }

  /** What one condition gave; a distance below 0 where real rows are too few to compare with. */
  private record Line(String text, double distance, double halves, double rate) {}

  private static Line line(Table table, Model model, Condition condition) {
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
    Conditional.Given given;
    try {
      given = Conditional.of(model).given(condition);
    } catch (SynthesisException e) {
      String text = "%,9d %9.5f  refused: %s %s";
      double share = (double) rows.length / table.rows();
      return new Line(
          String.format(Locale.ROOT, text, rows.length, share, e.getMessage(), condition),
          -1,
          0,
          0);
    }
    int timed = timed(model, given);
    long start = System.nanoTime();
    Table many = given.model().sample(timed, SEED + 1);
    double rate = timed * 1e9 / (System.nanoTime() - start);
    satisfied(many, condition);
    double[] distances = {-1, -1, -1};
    if (half >= FEWEST_ROWS) {
      Table one = table.select(Arrays.copyOf(mixed, half));
      Table other = table.select(Arrays.copyOfRange(mixed, mixed.length - half, mixed.length));
      Table drawn = given.model().sample(half, SEED);
      satisfied(drawn, condition);
      distances[0] = distance(table, one, drawn, condition);
      distances[1] = distance(table, one, other, condition);
      distances[2] = distance(table, one, model.sample(half, SEED), condition);
    }
    String text =
        String.format(
            Locale.ROOT,
            "%,9d %9.5f %9.5f %9s %9s %9s %,9.0f  %s",
            rows.length,
            (double) rows.length / table.rows(),
            given.probability(),
            text(distances[0]),
            text(distances[1]),
            text(distances[2]),
            rate,
            condition);
    return new Line(text, distances[0], distances[1], rate);
  }

  private static String text(double distance) {
    return distance < 0 ? "-" : String.format(Locale.ROOT, "%.4f", distance);
  }

  /** Rows to time with: fewer where a model tries until enough satisfy. */
  private static int timed(Model model, Conditional.Given given) {
    return model.conditional().isPresent()
        ? TIMED
        : (int) Math.max(1, Math.min(TIMED, TRIED * given.probability()));
  }

  private static void satisfied(Table rows, Condition condition) {
    for (int i = 0; i < rows.rows(); i++) {
      if (!condition.holds(rows, i)) {
        throw new IllegalStateException("A row does not satisfy " + condition);
      }
    }
  }

  private static double distance(Table all, Table a, Table b, Condition condition) {
    double sum = 0;
    int columns = 0;
    for (Column column : all.columns()) {
      if (column.schema().type() != ColumnType.ID
          && !condition.columns().containsKey(column.name())) {
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
    return columns == 0 ? -1 : sum / columns; // where all were asked of
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
