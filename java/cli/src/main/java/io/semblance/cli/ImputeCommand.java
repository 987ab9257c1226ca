package io.semblance.cli;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.flow.FitJob;
import io.semblance.flow.PartialRows;
import io.semblance.flow.TableOutput;
import io.semblance.synth.Completion;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills the holes of a table. */
@Command(
    name = "impute",
    description = {
      "Fills every missing cell of a table with a draw from its distribution given the cells of its"
          + " row that are there, which stay as they are.",
      "Several --draws are for multiple imputation: analyse each table, and pool what you find."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance impute patients.csv --out filled.csv",
      "  semblance impute new.csv --model patients.semblance --draws 5 --out filled.csv",
      "      (writes filled-1.csv to filled-5.csv)"
    })
final class ImputeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", arity = "0..1", description = TableOptions.TABLE)
  private String table;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "A model file of 'autoregressive', 'circuit' or 'gmm', the kinds that 'auto' takes."
              + " Default: an 'autoregressive' one is fitted to TABLE.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The table to write; with several draws a number is put before the ending.")
  private Path out;

  @Option(
      names = "--draws",
      paramLabel = "M",
      defaultValue = "1",
      description = "How many tables, each with other draws. Default: ${DEFAULT-VALUE}.")
  private int draws;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Key of all draws. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Time for the fit, if there is one. Default: ${DEFAULT-VALUE}.")
  private Duration budget;

  @Mixin private TableOptions tables;
  @Mixin private Console console;

  private final Interrupts interrupts;

  ImputeCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  @Override
  public Integer call() throws Exception {
    if (draws < 1 || draws > 1_000) {
      throw new UsageException("--draws is " + draws + ", but must be 1 to 1000.");
    }
    Model model = file == null ? null : Models.load(file);
    Table rows =
        model == null
            ? Training.read(tables, table, console)
            : tables.readLike(PartialRows.holed(model.schema()), table, console::warn);
    long holes = rows.columns().stream().mapToLong(column -> column.missingCount()).sum();
    if (model == null && holes == 0) {
      console.warn("no cell is missing: nothing is learnt, and the table is written as it is");
    }
    Completion completion =
        holes == 0 ? (same, firstRow, key) -> same : completion(model == null ? fit(rows) : model);
    for (int draw = 0; draw < draws; draw++) {
      Table filled = completion.complete(rows, 0, seed + draw);
      long left = filled.columns().stream().mapToLong(column -> column.missingCount()).sum();
      if (left > 0) {
        console.warn(
            left
                + " cells stay missing: of their columns nothing was learnt, or they have thousands of labels");
      }
      Path target = draws == 1 ? out : numbered(out, draw + 1);
      write(filled, target);
      console.say(String.format(Locale.ROOT, "cells filled: %,d, file: %s", holes - left, target));
    }
    return ExitCodes.DONE;
  }

  static Completion completion(Model model) {
    return model
        .completion()
        .orElseThrow(
            () ->
                new UsageException(
                    "a model of "
                        + model.provenance().synthesizer()
                        + " cannot fill holes; fit one with --model auto, autoregressive, circuit or gmm."));
  }

  private Model fit(Table rows) throws Exception {
    FitJob job =
        FitJob.builder()
            .table(rows)
            .synthesizer("autoregressive") // fills best, also where auto draws by a mixture
            .options(FitOptions.builder().seed(seed).budget(budget).build())
            .build();
    return interrupts.patiently(() -> job.run(new ConsoleListener(console, interrupts))).model();
  }

  private void write(Table filled, Path target) throws IOException {
    CsvLayout layout = new CsvLayout(filled.schema().delimiter(), tables.outputHeader(), false);
    try (TableOutput output = TableOutput.toFile(target, filled.schema(), layout)) {
      output.write(filled);
      output.commit();
    }
  }

  private static Path numbered(Path path, int number) {
    String name = path.getFileName().toString();
    int dot = name.indexOf('.', 1);
    String base = dot < 0 ? name : name.substring(0, dot);
    return path.resolveSibling(base + "-" + number + (dot < 0 ? "" : name.substring(dot)));
  }
}
