package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.quality.Figure;
import io.semblance.quality.QualityReport;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
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

/**
 * All models x all tables with default settings: 10% of the rows held out, synthetic as large as
 * the training table, judged against it; started by {@code benchmarks/models.sh}.
 */
public final class ModelTable {
  private final Duration budget;
  private final Path datasets;
  private final Path out;
  private final long seed;
  private final Map<String, String> settings;
  private final boolean refine;
  private final List<String> lines = new ArrayList<>();

  private ModelTable(
      Duration budget,
      Path datasets,
      Path out,
      long seed,
      Map<String, String> settings,
      boolean refine) {
    this.seed = seed;
    this.refine = refine;
    this.settings = settings;
    this.budget = budget;
    this.datasets = datasets;
    this.out = out;
  }

  /** See {@code benchmarks/README.md}. */
  public static void main(String[] args) throws IOException {
    Duration budget = Durations.parse(value(args, "--budget", "60s"));
    Path datasets = Path.of(value(args, "--datasets", "../shared/datasets"));
    Path out = Path.of(value(args, "--out", "benchmarks/results/models.txt"));
    List<String> models =
        Arrays.asList(
            value(
                    args,
                    "--models",
                    String.join(
                        ",",
                        Synthesizers.all().stream()
                            .filter(s -> s.learnsRows())
                            .map(Synthesizer::name)
                            .toList()))
                .split(","));
    List<String> tables =
        Arrays.asList(value(args, "--tables", "adult,magic,beijing,brfss").split(","));
    String command = "benchmarks/models.sh " + String.join(" ", args);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : value(args, "--set", "").split(";")) {
      if (!setting.isEmpty()) {
        settings.put(
            setting.substring(0, setting.indexOf('=')),
            setting.substring(setting.indexOf('=') + 1));
      }
    }
    long seed = Long.parseLong(value(args, "--seed", "7"));
    boolean refine = Boolean.parseBoolean(value(args, "--refine", "false"));
    ModelTable results = new ModelTable(budget, datasets, out, seed, settings, refine);
    results.lines.addAll(Machine.header(command.strip(), false));
    for (String table : tables) {
      results.measure(BenchmarkTable.valueOf(table.toUpperCase(Locale.ROOT)), models);
    }
  }

  /** What follows {@code name} among the arguments. */
  static String value(String[] args, String name, String otherwise) {
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (args[i].equals(name)) {
        return args[i + 1];
      }
    }
    return otherwise;
  }

  private void measure(BenchmarkTable source, List<String> models) throws IOException {
    Table table = source.read(datasets);
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %,d x %d, target %s, budget %s",
            source.name().toLowerCase(Locale.ROOT),
            table.rows(),
            table.width(),
            source.target(),
            Durations.format(budget)));
    lines.add(
        String.format(
                Locale.ROOT,
                "%-14s %7s %7s %7s %7s %9s %7s %8s %7s %10s %7s %8s %9s",
                "model",
                "shape",
                "trend",
                "own",
                "|dr|",
                "detection",
                "unseen",
                "utility",
                "share",
                "membership",
                "copies",
                "seconds",
                "rows/s")
            + "  told by");
    boolean first = true;
    for (String name : models) {
      FitOptions options =
          FitOptions.builder()
              .seed(seed)
              .budget(budget)
              .target(source.target())
              .settings(settings)
              .set(FitCatalogue.REFINE, refine)
              .build();
      ModelTrial result = ModelTrial.run(table, name, options);
      if (first) {
        lines.add(row("floor", result, Line.FLOOR));
        lines.add(row("ceiling", result, Line.CEILING));
        first = false;
      }
      lines.add(row(name, result, Line.VALUE) + "  " + result.telling());
      System.out.println(source + " " + lines.get(lines.size() - 1));
      Files.write(out, lines); // as it comes: a run takes an hour
    }
  }

  /** Which of the three numbers of a figure. */
  private enum Line {
    FLOOR {
      @Override
      double of(Figure figure) {
        return figure.floor();
      }
    },
    CEILING {
      @Override
      double of(Figure figure) {
        return figure.ceiling();
      }
    },
    VALUE {
      @Override
      double of(Figure figure) {
        return figure.value();
      }
    };

    abstract double of(Figure figure);
  }

  private static String row(String name, ModelTrial result, Line line) {
    QualityReport r = result.report();
    boolean value = line == Line.VALUE;
    return String.format(
        Locale.ROOT,
        "%-14s %7.4f %7.4f %7.4f %7.4f %9.3f %7.3f %8.3f %7.3f %10.3f %7.4f %8s %9s",
        name,
        line.of(r.figure("shape.mean")),
        line.of(r.figure("trend.mean")),
        line.of(r.figure("trend.own_edges_mean")),
        line.of(r.figure("mean_abs_delta_pearson.value")),
        line.of(r.figure("detection.boosted_trees.auc")),
        line.of(r.figure("detection.boosted_trees.unseen_auc")),
        line.of(r.figure("utility.synthetic")),
        line.of(r.figure("privacy.dcr_share")),
        line.of(r.figure("privacy.membership_auc")),
        line.of(r.figure("privacy.copies")),
        value ? String.format(Locale.ROOT, "%.1f", result.seconds()) : "",
        value ? String.format(Locale.ROOT, "%,.0f", result.rowsPerSecond()) : "");
  }
}
