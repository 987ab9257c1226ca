package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.synth.FitOptions;
import io.semblance.synth.option.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The choices of the default model, each taken back alone: means over seeds of what a judge says;
 * started by {@code benchmarks/ablation.sh}.
 */
public final class AblationTable {
  private static final List<String> FIGURES =
      List.of(
          "detection.boosted_trees.auc",
          "detection.boosted_trees.unseen_auc",
          "utility.synthetic",
          "privacy.dcr_share",
          "privacy.membership_auc");

  /** A choice and the settings that take it back; none for the default. */
  private record Choice(String name, Map<String, String> settings) {}

  private static final List<Choice> CHOICES =
      List.of(
          new Choice("the default", Map.of()),
          new Choice("no dropout", Map.of("dropout", "0")),
          new Choice("dropout .15", Map.of("dropout", "0.15")),
          new Choice("a tenth of cells untold", Map.of("column_dropout", "0.1")),
          new Choice("no average of weights", Map.of("average", "0")),
          new Choice("one rate, no slower ones", Map.of("slowdowns", "0")),
          new Choice("no weight decay", Map.of("weight_decay", "0")),
          new Choice("width 48", Map.of("width", "48")),
          new Choice("width 192", Map.of("width", "192")),
          new Choice("one hidden layer", Map.of("layers", "1")),
          new Choice("no order of states", Map.of("ordered", "false")),
          new Choice("no fine structure", Map.of("fine_structure", "false")));

  private AblationTable() {}

  /** Writes the table. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/ablation.txt"));
    Duration budget = Durations.parse(ModelTable.value(args, "--budget", "20s"));
    String[] seeds = ModelTable.value(args, "--seeds", "7,8,9").split(",");
    Results results = new Results();
    String command = "benchmarks/ablation.sh " + String.join(" ", args);
    Machine.header(command.strip(), false).forEach(results::add);
    for (String name : ModelTable.value(args, "--tables", "adult,magic,california").split(",")) {
      BenchmarkTable source = BenchmarkTable.valueOf(name.toUpperCase(Locale.ROOT));
      Table table = source.read(datasets);
      results.add("");
      results.add(name + ", budget " + Durations.format(budget) + ", mean of " + seeds.length);
      results.add(
          String.format(
              "%-26s %9s %9s %9s %9s %10s %9s",
              "", "detection", "unseen", "utility", "share", "membership", "seconds"));
      for (Choice choice : CHOICES) {
        double[] sums = new double[FIGURES.size() + 1];
        for (String seed : seeds) {
          FitOptions options =
              FitOptions.builder()
                  .seed(Long.parseLong(seed))
                  .budget(budget)
                  .target(source.target())
                  .settings(choice.settings())
                  .build();
          ModelTrial trial = ModelTrial.run(table, "autoregressive", options);
          for (int f = 0; f < FIGURES.size(); f++) {
            sums[f] += trial.value(FIGURES.get(f)) / seeds.length;
          }
          sums[FIGURES.size()] += trial.seconds() / seeds.length;
        }
        List<Object> cells = new ArrayList<>(List.of(choice.name()));
        for (double sum : sums) {
          cells.add(sum);
        }
        results.add(
            String.format(
                Locale.ROOT, "%-26s %9.3f %9.3f %9.3f %9.3f %10.3f %9.1f", cells.toArray()));
        results.write(out); // as it comes: a run takes long
      }
    }
  }
}
