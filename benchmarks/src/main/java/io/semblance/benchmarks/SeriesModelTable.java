package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.series.EntityColumns;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.simulate.Simulators;
import io.semblance.flow.FitJob;
import io.semblance.flow.JobListener;
import io.semblance.quality.series.SeriesFigures;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.option.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Models of sequences x tables by the protocol of TimeGAN: windows of 24 steps, learnt from the
 * whole table, as many synthetic ones judged; started by {@code benchmarks/series.sh}.
 */
public final class SeriesModelTable {
  private static final long SEED = 7;
  private static final int LENGTH = 24;
  private static final int MOST_WINDOWS = 10_000;
  private static final long SINES = 10_000;

  private SeriesModelTable() {}

  /** A table and how its rows make sequences. */
  private record Source(Table table, SeriesSpec spec) {}

  private static Source source(String name, Path datasets) {
    SeriesSpec.Builder spec = SeriesSpec.builder().length(LENGTH);
    switch (name) {
      case "stocks":
        return new Source(read(datasets, "stock_data.csv"), spec.build());
      case "sines":
        return new Source(
            Simulators.byName("sines").rows(0, (int) (SINES * LENGTH), SEED),
            spec.sequenceBy(List.of("series")).time(List.of("step")).length(0).build());
      case "etth1":
        return new Source(read(datasets, "ETTh1.csv"), spec.time(List.of("date")).build());
      case "beijing":
        return new Source(
            read(datasets, "beijing_pm25.csv").withoutColumns(List.of("No")),
            spec.time(List.of("year", "month", "day", "hour")).build());
      default:
        throw new IllegalArgumentException("there is no table " + name);
    }
  }

  private static Table read(Path datasets, String file) {
    return CsvReader.read(datasets.resolve(file), CsvOptions.defaults());
  }

  /** See {@code benchmarks/README.md}. */
  public static void main(String[] args) throws IOException {
    String budget = ModelTable.value(args, "--budget", "");
    int seeds = Integer.parseInt(ModelTable.value(args, "--seeds", "5"));
    Path datasets = Path.of(ModelTable.value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(ModelTable.value(args, "--out", "benchmarks/results/series.txt"));
    String models =
        ModelTable.value(args, "--models", "timegan,doppelganger,timevae,var,copula,gmm");
    String command = "benchmarks/series.sh " + String.join(" ", args);
    List<String> lines = new ArrayList<>(Machine.header(command.strip(), false));
    for (String table :
        ModelTable.value(args, "--tables", "stocks,sines,etth1,beijing").split(",")) {
      Source source = source(table, datasets);
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              "%s, %,d x %d, %d steps, judges trained %d times",
              table,
              source.table().rows(),
              source.table().width(),
              LENGTH,
              seeds));
      lines.add(
          String.format(
              Locale.ROOT,
              "%-13s %15s %15s %15s %8s %8s %8s %8s %9s",
              "model",
              "discriminative",
              "by time",
              "predictive",
              "autocorr",
              "cross",
              "steps",
              "seconds",
              "windows/s"));
      boolean first = true;
      for (String model : models.split(",")) {
        first = measure(source, model, budget, seeds, lines, first);
        System.out.println(table + " " + lines.get(lines.size() - 1));
        Files.write(out, lines); // as it comes
      }
    }
  }

  private static boolean measure(
      Source source, String name, String budget, int seeds, List<String> lines, boolean first)
      throws IOException {
    FitOptions.Builder options =
        FitOptions.builder().seed(SEED).series(source.spec()).set(FitJob.HOLDOUT, 0.0);
    if (!budget.isEmpty()) {
      Duration time = Durations.parse(budget);
      options.budget(time);
    }
    long start = System.nanoTime();
    Model model =
        FitJob.builder()
            .table(source.table())
            .synthesizer(name)
            .options(options.build())
            .build()
            .run(JobListener.silent())
            .model();
    double seconds = (System.nanoTime() - start) / 1e9;
    int windows = Math.min(MOST_WINDOWS, source.table().rows() - LENGTH + 1);
    start = System.nanoTime();
    Table synthetic =
        model.sample(SampleOptions.builder().sequences((long) windows).seed(SEED).build());
    double pace = windows / ((System.nanoTime() - start) / 1e9);
    Table real = EntityColumns.asIdentifiers(source.table(), source.spec());
    SeriesFigures f = SeriesFigures.of(real, synthetic, source.spec(), SEED, seeds);
    if (first) {
      lines.add(
          row(
              "floor",
              f.discriminative().floor(),
              null,
              f.predictive().floor(),
              f.autocorrelation().floor(),
              f.crossCorrelation().floor(),
              f.changes().floor()));
      lines.add(
          row(
              "ceiling",
              f.discriminative().ceiling(),
              null,
              f.predictive().ceiling(),
              f.autocorrelation().ceiling(),
              f.crossCorrelation().ceiling(),
              f.changes().ceiling()));
    }
    lines.add(
        row(
                name,
                f.discriminative().value(),
                f.byTime(),
                f.predictive().value(),
                f.autocorrelation().value(),
                f.crossCorrelation().value(),
                f.changes().value())
            + String.format(Locale.ROOT, " %8.1f %,9.0f", seconds, pace));
    return false;
  }

  private static String row(
      String name,
      SeriesFigures.Spread discriminative,
      SeriesFigures.Spread byTime,
      SeriesFigures.Spread predictive,
      double... others) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-13s", name));
    for (SeriesFigures.Spread s : new SeriesFigures.Spread[] {discriminative, byTime, predictive}) {
      String text =
          s == null ? "" : String.format(Locale.ROOT, "%.4f +- %.4f", s.mean(), s.deviation());
      row.append(String.format(Locale.ROOT, " %15s", text));
    }
    for (double other : others) {
      row.append(String.format(Locale.ROOT, " %8.4f", other));
    }
    return row.toString();
  }
}
