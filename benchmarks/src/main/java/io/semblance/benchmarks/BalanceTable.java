package io.semblance.benchmarks;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.flow.FitJob;
import io.semblance.flow.JobListener;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Auc;
import io.semblance.quality.learn.Objective;
import io.semblance.quality.trees.BoostedTrees;
import io.semblance.quality.trees.BoostingOptions;
import io.semblance.synth.Conditional;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.option.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A table topped up with synthetic rows of its rarer class until both are equally frequent, and
 * what boosted trees make of it on held-out rows; started by {@code benchmarks/balance.sh}.
 */
public final class BalanceTable {
  private static final int EVERY = 5; // rows held out to test on

  private BalanceTable() {}

  /** Writes the table. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/balance.txt"));
    Duration budget = Durations.parse(ModelTable.value(args, "--budget", "60s"));
    String[] seeds = ModelTable.value(args, "--seeds", "7,8,9").split(",");
    String command = "benchmarks/balance.sh " + String.join(" ", args);
    List<String> lines = new ArrayList<>(Machine.header(command.strip(), false));
    BenchmarkTable source = BenchmarkTable.ADULT;
    Table table = source.read(datasets);
    lines.add("");
    lines.add("adult, income: boosted trees tested on a fifth of the rows, mean of seeds");
    lines.add(String.format("%-22s %8s %8s %8s", "trained on", "F1", "AUC", "recall"));
    List<String> ways = new ArrayList<>(List.of("as it is", "rare rows repeated"));
    ways.addAll(List.of(ModelTable.value(args, "--models", "smote,auto,circuit,cart").split(",")));
    for (String way : ways) {
      double[] sums = new double[3];
      for (String seed : seeds) {
        double[] found = tested(table, source.target(), way, Long.parseLong(seed), budget);
        Arrays.setAll(sums, i -> sums[i] + found[i] / seeds.length);
      }
      lines.add(
          String.format(Locale.ROOT, "%-22s %8.4f %8.4f %8.4f", way, sums[0], sums[1], sums[2]));
      System.out.println(lines.get(lines.size() - 1));
      Files.write(out, lines);
    }
  }

  private static double[] tested(Table table, String target, String way, long seed, Duration budget)
      throws IOException {
    int offset = (int) (seed % EVERY);
    int[] test = rows(table, row -> row % EVERY == offset);
    Table train = table.select(rows(table, row -> row % EVERY != offset));
    CategoricalColumn labels = (CategoricalColumn) train.column(target);
    int[] counts = new int[2];
    for (int code : labels.codes()) {
      counts[code]++;
    }
    int rare = counts[0] < counts[1] ? 0 : 1;
    int missing = counts[1 - rare] - counts[rare];
    Table more = more(train, labels, rare, missing, way, seed, budget);
    Table known = more == null ? train : Table.concat(List.of(train, more));
    return judged(known, table.select(test), target, rare);
  }

  private static int[] rows(Table table, IntPredicate wanted) {
    return IntStream.range(0, table.rows()).filter(wanted).toArray();
  }

  /** So many rows of the rare class; null for none. */
  private static Table more(
      Table train,
      CategoricalColumn labels,
      int rare,
      int missing,
      String way,
      long seed,
      Duration budget)
      throws IOException {
    if (way.equals("as it is")) {
      return null;
    }
    int[] own = rows(train, row -> labels.code(row) == rare);
    if (way.equals("rare rows repeated")) {
      return train.select(IntStream.range(0, missing).map(i -> own[i % own.length]).toArray());
    }
    FitOptions options =
        FitOptions.builder().seed(seed).budget(budget).target(labels.name()).build();
    if (Synthesizers.byName(way).advice().contains("topping up")) {
      // It draws between neighbours of one class, so it is given that class alone.
      return fitted(train.select(own), way, options).sample(missing, seed);
    }
    Model model = fitted(train, way, options);
    Condition condition =
        Condition.builder().oneOf(labels.name(), labels.dictionary().get(rare)).build();
    return Conditional.of(model).given(condition).model().sample(missing, seed);
  }

  private static Model fitted(Table table, String way, FitOptions options) throws IOException {
    return FitJob.builder()
        .table(table)
        .synthesizer(way)
        .options(options.toBuilder().set(FitJob.HOLDOUT, 0.0).build())
        .build()
        .run(JobListener.silent())
        .model();
  }

  /** F1 of the rare class, AUC and recall. */
  private static double[] judged(Table known, Table asked, String target, int rare) {
    List<FeatureTable> aligned = FeatureTable.align(known, List.of(known, asked));
    int at = aligned.get(0).indexOf(target);
    double[] wanted = isRare(aligned.get(0).column(at), rare);
    double[] truth = isRare(aligned.get(1).column(at), rare);
    BoostedTrees trees =
        BoostedTrees.fit(
            aligned.get(0).without(at), wanted, 2, Objective.LOGISTIC, BoostingOptions.defaults());
    double[] scores = trees.scores(aligned.get(1).without(at))[0];
    double right = 0;
    double said = 0;
    double there = 0;
    for (int i = 0; i < scores.length; i++) {
      right += scores[i] > 0 && truth[i] == 1 ? 1 : 0;
      said += scores[i] > 0 ? 1 : 0;
      there += truth[i];
    }
    double auc = Auc.of(scores, i -> truth[i] == 1);
    return new double[] {2 * right / (said + there), auc, right / there};
  }

  private static double[] isRare(double[] codes, int rare) {
    return Arrays.stream(codes).map(code -> code == rare ? 1 : 0).toArray();
  }
}
