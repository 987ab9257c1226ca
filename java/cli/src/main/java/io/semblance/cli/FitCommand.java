package io.semblance.cli;

import io.semblance.data.file.WholeFile;
import io.semblance.flow.FitJob;
import io.semblance.flow.FitResult;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Synthesizer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model and saves it. */
@Command(
    name = "fit",
    customSynopsis = "semblance fit TABLE --out FILE [OPTIONS]",
    description = "Learns a table and saves the model, to draw rows from it later with 'sample'.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance fit patients.csv --target outcome --out patients.semblance",
      "  semblance fit patients.csv.gz --set batch=256 --epochs 100 --out patients.semblance"
    })
final class FitCommand implements Callable<Integer>, CompletedCommand {
  @Parameters(paramLabel = "TABLE", arity = "0..1", description = TableOptions.TABLE)
  private String table;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The model file to write.")
  private Path file;

  private final TrainingOptions training = new TrainingOptions();
  private final TableOptions tables = new TableOptions();
  private final Console console = new Console();
  private final Interrupts interrupts;

  FitCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  @Override
  public void addOptions(CommandSpec command) {
    training.addTo(command);
    command.addMixin("tables", CommandSpec.forAnnotatedObject(tables));
    command.addMixin("console", CommandSpec.forAnnotatedObject(console));
  }

  @Override
  public Integer call() throws Exception {
    Synthesizer synthesizer = training.check(console);
    WholeFile.requireWritable(file);
    FitOptions options = training.fitOptions(file, tables.rules());
    FitJob job =
        FitJob.builder()
            .table(Training.read(tables, table, console))
            .synthesizer(synthesizer)
            .options(options)
            .file(file)
            .build();
    FitResult result =
        interrupts.patiently(
            () -> {
              FitResult fitted = job.run(new ConsoleListener(console, interrupts));
              if (fitted.cancelled()) {
                throw InterruptedRunException.with(file, options.checkpoint(), console);
              }
              return fitted;
            });
    console.say(result.model().describe().stripTrailing());
    return ExitCodes.DONE;
  }
}
