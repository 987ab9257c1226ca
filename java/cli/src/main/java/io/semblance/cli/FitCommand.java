package io.semblance.cli;

import io.semblance.data.Table;
import io.semblance.data.file.WholeFile;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class FitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", description = "A CSV file, maybe .gz; - is standard input.")
  private String table;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The model file to write.")
  private Path file;

  @Mixin private TrainingOptions training;
  @Mixin private TableOptions tables;
  @Mixin private Console console;

  private final Interrupts interrupts;

  FitCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  @Override
  public Integer call() throws Exception {
    Synthesizer synthesizer = training.check(console);
    WholeFile.requireWritable(file);
    Table all = Training.read(tables, table, console);
    HeldOut parts = training.split(all);
    Model model = Training.fitAndSave(synthesizer, parts, training, file, console, interrupts);
    console.say(model.describe().stripTrailing());
    return ExitCodes.DONE;
  }
}
