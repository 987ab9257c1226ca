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
import io.semblance.quality.learn.Objective;
import io.semblance.quality.trees.BoostedTrees;
import io.semblance.quality.trees.BoostingOptions;
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
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Cells of held-out rows that are hidden and filled: by the mean or the mode, by the five nearest
 * training rows, by boosted trees in a chain (van Buuren and Groothuis-Oudshoorn 2011, with trees),
 * and by a model's completion. Started by {@code benchmarks/imputation.sh}.
 */
public final class ImputationTable {
  private static final long SEED = 7;
  private static final int EVERY = 15; // rows held out
  private static final int NEIGHBOURS = 5;
  private static final int ROUNDS = 3;
  private static final int DRAWS = 10;
  private static final int BINS = 20;

  private final FeatureTable train;
  private final FeatureTable truth;
  private final boolean[][] hidden;

  private ImputationTable(FeatureTable train, FeatureTable truth, boolean[][] hidden) {
    this.train = train;
    this.truth = truth;
    this.hidden = hidden;
  }

  /** Writes the table. */
  public static void main(String[] args) throws IOException {
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/imputation.txt"));
    Duration budget = Durations.parse(ModelTable.value(args, "--budget", "60s"));
    String command = "benchmarks/imputation.sh " + String.join(" ", args);
    List<String> lines = new ArrayList<>(Machine.header(command.strip(), false));
    for (String name : ModelTable.value(args, "--tables", "adult,beijing").split(",")) {
      Table all = BenchmarkTable.valueOf(name.toUpperCase(Locale.ROOT)).read(datasets);
      Table known = all.select(rows(all.rows(), false));
      Table asked = all.select(rows(all.rows(), true));
      FitOptions options =
          FitOptions.builder().seed(SEED).budget(budget).set(FitJob.HOLDOUT, 0.0).build();
      Model model =
          FitJob.builder()
              .table(known)
              .synthesizer("autoregressive")
              .options(options)
              .build()
              .run(JobListener.silent())
              .model();
      for (double share : new double[] {.1, .3}) {
        for (boolean random : new boolean[] {true, false}) {
          measure(name, known, asked, model, share, random, lines);
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
      Model model,
      double share,
      boolean random,
      List<String> lines) {
    boolean[][] hidden = hidden(known, asked, share, random);
    List<FeatureTable> aligned = FeatureTable.align(known, List.of(known, asked));
    ImputationTable of = new ImputationTable(aligned.get(0), aligned.get(1), hidden);
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
    double[][] simple = of.simple();
    of.say("mean or mode", simple, lines);
    of.say("five nearest rows", of.nearest(), lines);
    of.say("chain of boosted trees", of.chain(simple), lines);
    Completion completion = model.completion().orElseThrow();
    Table holed = holed(asked, hidden);
    List<double[][]> draws = new ArrayList<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      Table filled = completion.complete(holed, 0, SEED + draw);
      FeatureTable cells = FeatureTable.align(known, List.of(known, filled)).get(1);
      double[][] columns = new double[cells.width()][];
      Arrays.setAll(columns, cells::column);
      draws.add(columns);
    }
    of.say("autoregressive, one draw", draws.get(0), lines);
    of.say("autoregressive, ten draws", of.middle(draws), lines);
    lines.subList(lines.size() - 6, lines.size()).forEach(System.out::println);
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

  private boolean label(int column) {
    return train.features().get(column).categorical();
  }

  /** The cells that are there, and the middle of the column for the others. */
  private double[][] simple() {
    double[][] filled = new double[train.width()][];
    for (int c = 0; c < filled.length; c++) {
      double middle = middle(c, train.column(c));
      double[] column = truth.column(c).clone();
      for (int row = 0; row < column.length; row++) {
        column[row] = hidden[c][row] ? middle : column[row];
      }
      filled[c] = column;
    }
    return filled;
  }

  /** The mean of numbers, the most frequent of codes. */
  private double middle(int column, double[] cells) {
    double[] there = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).toArray();
    if (!label(column)) {
      return Arrays.stream(there).average().orElse(0);
    }
    int[] counts = new int[train.features().get(column).labels().size() + 1];
    int best = 0;
    for (double code : there) {
      counts[(int) code]++;
    }
    for (int code = 0; code < counts.length; code++) {
      best = counts[code] > counts[best] ? code : best;
    }
    return best;
  }

  private double deviation(int column) {
    double[] cells = Arrays.stream(train.column(column)).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(cells).average().orElse(0);
    return Math.sqrt(Arrays.stream(cells).map(v -> (v - mean) * (v - mean)).average().orElse(1));
  }

  private double[][] nearest() {
    int width = train.width();
    double[] scale = new double[width];
    for (int c = 0; c < width; c++) {
      scale[c] = label(c) ? 0 : 1 / Math.max(1e-12, deviation(c));
    }
    double[][] filled = new double[width][];
    Arrays.setAll(filled, c -> truth.column(c).clone());
    IntStream.range(0, truth.rows())
        .parallel()
        .forEach(
            row -> {
              int[] best = neighbours(row, scale);
              for (int c = 0; c < width; c++) {
                if (hidden[c][row]) {
                  double[] column = train.column(c);
                  filled[c][row] =
                      middle(c, Arrays.stream(best).mapToDouble(b -> column[b]).toArray());
                }
              }
            });
    return filled;
  }

  private int[] neighbours(int row, double[] scale) {
    double[] least = new double[NEIGHBOURS];
    int[] best = new int[NEIGHBOURS];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int other = 0; other < train.rows(); other++) {
      double distance = 0;
      for (int c = 0; c < scale.length && distance < least[NEIGHBOURS - 1]; c++) {
        if (!hidden[c][row]) {
          double a = truth.column(c)[row];
          double b = train.column(c)[other];
          double d = scale[c] == 0 ? (a == b ? 0 : 1) : (a - b) * scale[c] / 2;
          distance += Double.isNaN(d) ? 1 : d * d;
        }
      }
      int at = NEIGHBOURS;
      while (at > 0 && distance < least[at - 1]) {
        at--;
      }
      if (at < NEIGHBOURS) {
        System.arraycopy(least, at, least, at + 1, NEIGHBOURS - 1 - at);
        System.arraycopy(best, at, best, at + 1, NEIGHBOURS - 1 - at);
        least[at] = distance;
        best[at] = other;
      }
    }
    return best;
  }

  /** Trees for each column, told all others as they are filled so far, in some rounds. */
  private double[][] chain(double[][] start) {
    int width = train.width();
    double[][] filled = new double[width][];
    Arrays.setAll(filled, c -> start[c].clone());
    BoostedTrees[] trees = new BoostedTrees[width];
    for (int round = 0; round < ROUNDS; round++) {
      for (int c = 0; c < width; c++) {
        trees[c] = trees[c] == null ? trees(c) : trees[c];
        FeatureTable now = FeatureTable.of(truth.features(), filled).without(c);
        double[][] scores = trees[c].scores(now);
        for (int row = 0; row < truth.rows(); row++) {
          if (hidden[c][row]) {
            filled[c][row] = said(c, scores, row);
          }
        }
      }
    }
    return filled;
  }

  private BoostedTrees trees(int column) {
    double[] own = train.column(column);
    int[] known = IntStream.range(0, own.length).filter(row -> !Double.isNaN(own[row])).toArray();
    double[] target = Arrays.stream(known).mapToDouble(row -> own[row]).toArray();
    FeatureTable others = train.without(column).select(known);
    int classes = label(column) ? train.features().get(column).labels().size() : 0;
    Objective objective =
        classes == 0 ? Objective.SQUARED : classes == 2 ? Objective.LOGISTIC : Objective.SOFTMAX;
    BoostingOptions options = new BoostingOptions(classes > 10 ? 30 : 60, 5, .2, 1, 1);
    return BoostedTrees.fit(others, target, classes, objective, options);
  }

  private double said(int column, double[][] scores, int row) {
    if (!label(column)) {
      return scores[0][row];
    }
    if (scores.length == 1) {
      return scores[0][row] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k][row] > scores[best][row] ? k : best;
    }
    return best;
  }

  /** The mean of several draws, or the most frequent label. */
  private double[][] middle(List<double[][]> draws) {
    double[][] filled = new double[train.width()][truth.rows()];
    for (int c = 0; c < filled.length; c++) {
      for (int row = 0; row < truth.rows(); row++) {
        int column = c;
        int at = row;
        filled[c][row] = middle(c, draws.stream().mapToDouble(d -> d[column][at]).toArray());
      }
    }
    return filled;
  }

  /** Mean over columns of what was filled beside what was hidden. */
  private void say(String how, double[][] filled, List<String> lines) {
    double right = 0;
    int labels = 0;
    double error = 0;
    int numbers = 0;
    double distance = 0;
    for (int c = 0; c < filled.length; c++) {
      boolean[] own = hidden[c];
      int[] rows = IntStream.range(0, own.length).filter(row -> own[row]).toArray();
      if (rows.length == 0) {
        continue;
      }
      double[] is = filled[c];
      double[] was = truth.column(c);
      distance += distance(c, rows, is, was) / filled.length;
      if (label(c)) {
        labels++;
        right += Arrays.stream(rows).filter(r -> is[r] == was[r]).count() / (double) rows.length;
      } else {
        numbers++;
        double squares =
            Arrays.stream(rows).mapToDouble(r -> (is[r] - was[r]) * (is[r] - was[r])).sum();
        error += Math.sqrt(squares / rows.length) / deviation(c);
      }
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%-28s %12s %12.3f %12.3f",
            how,
            labels == 0 ? "" : String.format(Locale.ROOT, "%.3f", right / labels),
            error / Math.max(1, numbers),
            distance));
  }

  /** Total variation of filled and hidden cells, numbers in twenty bins of the training rows. */
  private double distance(int column, int[] rows, double[] is, double[] was) {
    double[] sorted =
        Arrays.stream(train.column(column)).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int bins = label(column) ? train.features().get(column).labels().size() + 1 : BINS;
    double[] counts = new double[bins];
    for (int row : rows) {
      counts[bin(column, sorted, is[row])] += 1.0 / rows.length;
      counts[bin(column, sorted, was[row])] -= 1.0 / rows.length;
    }
    return Arrays.stream(counts).map(Math::abs).sum() / 2;
  }

  private int bin(int column, double[] sorted, double value) {
    if (label(column)) {
      return (int) value;
    }
    int at = Arrays.binarySearch(sorted, value);
    while (at > 0 && sorted[at - 1] == value) {
      at--;
    }
    int rank = at >= 0 ? at : -at - 1;
    return (int) Math.min(BINS - 1, (long) rank * BINS / sorted.length);
  }
}
