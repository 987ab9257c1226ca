package io.semblance.benchmarks;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.flow.FitJob;
import io.semblance.flow.JobListener;
import io.semblance.flow.PartialRows;
import io.semblance.quality.features.FeatureTable;
import io.semblance.synth.Completion;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.option.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cells of held-out rows that are hidden and filled: by the mean or the mode, by the five nearest
 * training rows, by boosted trees in a chain (van Buuren and Groothuis-Oudshoorn 2011, with trees),
 * and by a model's completion. Started by {@code benchmarks/imputation.sh}.
 */
public final class ImputationTable {
  private static final long SEED = 7;
  private static final int EVERY = 15; // rows held out
  private static final int DRAWS = 10;

  private ImputationTable() {}

  /** Writes the table. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/imputation.txt"));
    Duration budget = Durations.parse(ModelTable.value(args, "--budget", "60s"));
    String command = "benchmarks/imputation.sh " + String.join(" ", args);
    List<String> lines = new ArrayList<>(Machine.header(command.strip(), false));
    for (String name : ModelTable.value(args, "--tables", "adult,beijing").split(",")) {
      Table all = BenchmarkTable.valueOf(name.toUpperCase(Locale.ROOT)).read(datasets);
      int most = Integer.parseInt(ModelTable.value(args, "--rows", "1000000"));
      int[] kept = rows(all.rows(), false);
      Table known = all.select(Arrays.copyOf(kept, Math.min(most, kept.length)));
      Table asked = all.select(rows(all.rows(), true));
      FitOptions options =
          FitOptions.builder().seed(SEED).budget(budget).set(FitJob.HOLDOUT, 0.0).build();
      Map<String, Completion> models = new LinkedHashMap<>();
      for (String model : ModelTable.value(args, "--models", "autoregressive").split(",")) {
        FitJob.Builder job = FitJob.builder().table(known).synthesizer(model).options(options);
        Model fitted = job.build().run(JobListener.silent()).model();
        models.put(model, fitted.completion().orElseThrow());
      }
      for (double share : new double[] {.1, .3}) {
        for (boolean random : new boolean[] {true, false}) {
          measure(name, known, asked, models, share, random, lines);
          Files.write(out, lines);
        }
      }
    }
  }

  private static int[] rows(int count, boolean heldOut) {
    return IntStream.range(0, count).filter(i -> (i % EVERY == 0) == heldOut).toArray();
  }

  private static void measure(
      String name,
      Table known,
      Table asked,
      Map<String, Completion> models,
      double share,
      boolean random,
      List<String> lines) {
    boolean[][] hidden = hidden(known, asked, share, random);
    List<FeatureTable> aligned = FeatureTable.align(known, List.of(known, asked));
    HiddenCells of = new HiddenCells(aligned.get(0), aligned.get(1), hidden);
    ImputationPeers peers = new ImputationPeers(of);
    int from = lines.size();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %.0f%% of the cells of %,d rows hidden %s",
            name,
            100 * share,
            asked.rows(),
            random ? "at random" : "more often where they are large or frequent"));
    lines.add(
        String.format(
            "%-28s %12s %12s %12s", "filled by", "labels right", "error of sd", "distance"));
    double[][] simple = peers.simple();
    lines.add(of.line("mean or mode", simple));
    lines.add(of.line("five nearest rows", peers.nearest()));
    lines.add(of.line("chain of boosted trees", peers.chain(simple)));
    Table holed = holed(asked, hidden);
    models.forEach(
        (model, completion) -> {
          List<double[][]> draws = new ArrayList<>();
          for (int draw = 0; draw < DRAWS; draw++) {
            Table filled = completion.complete(holed, 0, SEED + draw);
            FeatureTable cells = FeatureTable.align(known, List.of(known, filled)).get(1);
            double[][] columns = new double[cells.width()][];
            Arrays.setAll(columns, cells::column);
            draws.add(columns);
          }
          lines.add(of.line(model + ", one draw", draws.get(0)));
          lines.add(of.line(model + ", ten draws", of.middle(draws)));
        });
    lines.subList(from, lines.size()).forEach(System.out::println);
  }

  /** Which cells are hidden, by column and row; those that are missing stay so. */
  private static boolean[][] hidden(Table known, Table asked, double share, boolean random) {
    boolean[][] hidden = new boolean[asked.width()][asked.rows()];
    for (int c = 0; c < hidden.length; c++) {
      Column column = asked.column(c);
      double[] likely = random ? null : likely(known.column(c), column);
      for (int row = 0; row < asked.rows(); row++) {
        double wanted = random ? share : Math.min(.95, 2 * share * likely[row]);
        hidden[c][row] = !column.isMissing(row) && Hash.uniform(SEED, c, row) < wanted;
      }
    }
    return hidden;
  }

  /** The rank of a number, 0 to 1; for labels the share of rows with less frequent ones. */
  private static double[] likely(Column known, Column asked) {
    if (asked instanceof NumericColumn numbers) {
      double[] sorted =
          Arrays.stream(((NumericColumn) known).values())
              .filter(v -> !Double.isNaN(v))
              .sorted()
              .toArray();
      return Arrays.stream(numbers.values())
          .map(
              v -> {
                int at = Arrays.binarySearch(sorted, v);
                return (at >= 0 ? at : -at - 1) / (double) sorted.length;
              })
          .toArray();
    }
    CategoricalColumn labels = (CategoricalColumn) asked;
    int[] codes = ((CategoricalColumn) known).codes();
    double[] counts = new double[labels.schema().categories().size()];
    Arrays.stream(codes).filter(c -> c >= 0).forEach(c -> counts[c]++);
    double[] below = new double[counts.length];
    for (int a = 0; a < counts.length; a++) {
      for (double count : counts) {
        below[a] += count < counts[a] ? count / codes.length : 0;
      }
      below[a] += counts[a] / codes.length / 2;
    }
    return Arrays.stream(labels.codes()).mapToDouble(c -> c < 0 ? 0 : below[c]).toArray();
  }

  private static Table holed(Table asked, boolean[][] hidden) {
    Table out = asked;
    for (int c = 0; c < hidden.length; c++) {
      Column column = asked.column(c).withSchema(PartialRows.holed(asked.schema()).column(c));
      if (column instanceof NumericColumn numbers) {
        double[] values = numbers.values().clone();
        for (int row = 0; row < values.length; row++) {
          values[row] = hidden[c][row] ? Double.NaN : values[row];
        }
        out = out.with(NumericColumn.of(column.schema(), values));
      } else {
        int[] codes = ((CategoricalColumn) column).codes().clone();
        for (int row = 0; row < codes.length; row++) {
          codes[row] = hidden[c][row] ? CategoricalColumn.MISSING : codes[row];
        }
        out = out.with(CategoricalColumn.of(column.schema(), codes));
      }
    }
    return out;
  }
}
