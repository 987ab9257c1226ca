package io.semblance.cli;

import io.semblance.data.source.Place;
import io.semblance.flow.IdentifierRoom;
import io.semblance.flow.JobCancelledException;
import io.semblance.flow.ResultDirectory;
import io.semblance.flow.SynthesizeJob;
import io.semblance.flow.SynthesizeResult;
import io.semblance.quality.ConsoleSummary;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Synthesizer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
final class SynthesizeCommand implements Callable<Integer>, CompletedCommand {
  @Parameters(paramLabel = "TABLE", arity = "0..1", description = TableOptions.TABLE)
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

  @Option(names = "--escape-formulas", description = SampleCommand.ESCAPE_FORMULAS)
  private boolean escapeFormulas;

  @Option(names = "--no-projection", description = SampleCommand.NO_PROJECTION)
  private boolean noProjection;

  private final TargetOptions rowsTo = new TargetOptions();
  private final TrainingOptions training = new TrainingOptions();
  private final TableOptions tables = new TableOptions();
  private final Console console = new Console();
  @Spec private CommandSpec spec;

  private final Interrupts interrupts;

  SynthesizeCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  @Override
  public void addOptions(CommandSpec command) {
    training.addTo(command);
    command.addMixin("rowsTo", CommandSpec.forAnnotatedObject(rowsTo));
    command.addMixin("tables", CommandSpec.forAnnotatedObject(tables));
    command.addMixin("console", CommandSpec.forAnnotatedObject(console));
  }

  @Override
  public Integer call() throws Exception {
    Synthesizer synthesizer = training.check(console);
    ConditionOptions.checkRows(rows);
    try (ResultDirectory results = SynthesizeJob.open(directory)) {
      run(synthesizer, results);
    }
    return ExitCodes.DONE;
  }

  private boolean isStandardInput() {
    return StandardOutput.NAME.equals(table);
  }

  private void run(Synthesizer synthesizer, ResultDirectory results) throws Exception {
    FitOptions options = training.fitOptions(results.file(SynthesizeJob.MODEL), tables.rules());
    SynthesizeJob.Builder job =
        SynthesizeJob.builder()
            .table(Training.read(tables, table, console))
            .synthesizer(synthesizer)
            .options(options)
            .directory(directory)
            .rankProjection(!noProjection)
            .header(tables.outputHeader())
            .escapeFormulas(escapeFormulas)
            .parquet(!isStandardInput() && tables.place(table).endsWith(".parquet"))
            .title("Synthetic rows of " + (isStandardInput() ? "a table" : tables.title(table)));
    Place target = rowsTo.place(tables.credentials());
    if (target == null && rowsTo.append()) {
      throw new UsageException("--append goes with --to.");
    }
    if (target != null) {
      job.rowsTo(target, rowsTo.append());
    }
    if (rows != null) {
      job.rows(rows);
    }
    SynthesizeResult result =
        interrupts.patiently(
            () -> {
              try {
                return job.build().run(new ConsoleListener(console, interrupts));
              } catch (JobCancelledException e) {
                throw InterruptedRunException.with(e.model(), options.checkpoint(), console);
              }
            });
    IdentifierRoom.lacking(result.model().schema(), result.written()).forEach(console::warn);
    if (!console.quiet()) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(ConsoleSummary.render(result.report(), true));
      out.flush();
    }
    console.say("report: " + results.file(SynthesizeJob.REPORT));
  }
}
