package io.semblance.cli;

import io.semblance.data.Table;
import io.semblance.quality.QualityOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The main job: a table in, a synthetic table and a verdict out. */
@Command(
    name = "synthesize",
    customSynopsis = "semblance synthesize TABLE --out DIR [OPTIONS]",
    description = {
      "Learns a table, draws synthetic rows and judges them.",
      "Writes synthetic.csv, model.semblance, quality.json and report.html."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance synthesize patients.csv --target outcome --budget 10m --out result",
      "  semblance synthesize adult.data --no-header --columns age,workclass,... --missing '?' \\",
      "      --rows 100000 --seed 7 --out result"
    })
final class SynthesizeCommand implements Callable<Integer> {
  private static final String MODEL = "model.semblance";
  private static final String ROWS = "synthetic.csv";
  private static final String SCORES = "quality.json";
  private static final String REPORT = "report.html";

  @Parameters(paramLabel = "TABLE", description = "A CSV file, maybe .gz; - is standard input.")
  private String table;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Directory for the results; created if need be.")
  private Path directory;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows to draw. Default: as many as the table has.")
  private Long rows;

  @Option(names = "--no-projection", description = SampleCommand.NO_PROJECTION)
  private boolean noProjection;

  @Mixin private TrainingOptions training;
  @Mixin private TableOptions tables;
  @Mixin private Console console;
  @Spec private CommandSpec spec;

  private final Interrupts interrupts;

  SynthesizeCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  @Override
  public Integer call() throws Exception {
    Synthesizer synthesizer = training.check(console);
    SampleCommand.checkRows(rows);
    try (ResultDirectory results = ResultDirectory.open(directory)) {
      for (String name : List.of(MODEL, ROWS, SCORES, REPORT)) {
        results.requireWritable(name);
      }
      run(synthesizer);
    }
    return ExitCodes.DONE;
  }

  private void run(Synthesizer synthesizer) throws Exception {
    Table all = Training.read(tables, table, console);
    HeldOut parts = training.split(all);
    Model model =
        Training.fitAndSave(
            synthesizer, parts, training, directory.resolve(MODEL), console, interrupts);

    long count = rows == null ? all.rows() : rows;
    Table judged = sample(model, count);
    console.say(String.format(Locale.ROOT, "%,d rows written: %s", count, directory.resolve(ROWS)));
    Verdict.give(
        parts.train(),
        judged,
        parts.holdout(),
        qualityOptions(count, judged),
        directory.resolve(SCORES),
        directory.resolve(REPORT),
        console.quiet() ? null : spec.commandLine().getOut(),
        true,
        console);
    console.say("report: " + directory.resolve(REPORT));
  }

  /** Writes the synthetic table and returns what of it is to be judged. */
  private Table sample(Model model, long count) throws Exception {
    Samples.Collector judged = new Samples.Collector(count, Samples.limit(model.schema().size()));
    SampleOptions options =
        SampleOptions.builder()
            .rows(count)
            .seed(training.run().seed())
            .threads(training.run().threads())
            .backend(training.run().backend())
            .rankProjection(!noProjection)
            .build();
    try (TableOutput output =
        TableOutput.open(
            directory.resolve(ROWS).toString(),
            model.schema(),
            model.schema().delimiter(),
            tables.outputHeader())) {
      output.write(model, options, judged::add);
      output.commit();
    }
    return judged.table();
  }

  private QualityOptions qualityOptions(long count, Table judged) {
    QualityOptions.Builder options =
        QualityOptions.builder()
            .seed(training.run().seed())
            .threads(training.run().threads())
            .title(
                "Synthetic rows of "
                    + (table.equals("-") ? "a table" : Path.of(table).getFileName()))
            .target(training.target())
            .note("model", training.model())
            .note("rank projection", noProjection ? "off" : "on");
    if (judged.rows() < count) {
      options.note(
          "judged",
          String.format(Locale.ROOT, "%,d evenly spread of %,d rows", judged.rows(), count));
    }
    return options.build();
  }
}
