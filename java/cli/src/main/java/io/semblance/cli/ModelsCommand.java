package io.semblance.cli;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the synthesizers and what can be set. */
@Command(
    name = "models",
    description = "Lists the synthesizers and their hyperparameters.",
    footerHeading = "%nExamples:%n",
    footer = {"  semblance models", "  semblance models wgan-gp"})
final class ModelsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only this one.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      list(out);
    } else {
      show(TrainingOptions.synthesizer(name), out);
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private static void list(PrintWriter out) {
    list(out, "model", false);
    out.println();
    list(out, "model of sequences", true);
    out.println("Of sequences, models of rows learn windows as rows.");
    out.println("'semblance models NAME' shows what can be set.");
  }

  private static void list(PrintWriter out, String heading, boolean sequences) {
    TextGrid grid = new TextGrid().row(heading, "what", "when");
    for (Synthesizer s : Synthesizers.all()) {
      if (sequences ? s.learnsSequences() : s.learnsRows()) {
        String when = s.advice() + (s.carriesRealRows() ? " (carries real rows)" : "");
        grid.row(s.name(), s.description(), when);
      }
    }
    out.println(grid);
  }

  private static void show(Synthesizer synthesizer, PrintWriter out) {
    out.println(synthesizer.name() + ": " + synthesizer.description());
    out.println("  " + synthesizer.advice());
    if (synthesizer.carriesRealRows()) {
      out.println("  its models carry rows of the table; --no-real-rows refuses them");
    }
    Map<String, String> paper = synthesizer.paperSettings();
    TextGrid grid = new TextGrid().row("  --set", "default", "paper", "meaning");
    for (Hyperparameter h : synthesizer.hyperparameters()) {
      grid.row("  " + h.name(), h.defaultValue(), paper.getOrDefault(h.name(), ""), h.meaning());
    }
    out.println(grid);
    if (!paper.isEmpty()) {
      out.println("--set settings=paper takes the values of the column 'paper'.");
    }
  }
}
