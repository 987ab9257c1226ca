package io.semblance.cli;

import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import java.io.PrintWriter;
import java.util.List;
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
    List<Synthesizer> shown =
        name == null ? Synthesizers.all() : List.of(TrainingOptions.synthesizer(name));
    for (Synthesizer synthesizer : shown) {
      out.println(synthesizer.name() + ": " + synthesizer.description());
      out.println("  " + synthesizer.advice());
      if (synthesizer.carriesRealRows()) {
        out.println("  its models carry rows of the table; --no-real-rows refuses them");
      }
      TextGrid grid = new TextGrid().row("  --set", "default", "meaning");
      for (Hyperparameter h : synthesizer.hyperparameters()) {
        grid.row("  " + h.name(), h.defaultValue(), h.meaning());
      }
      out.println(grid);
    }
    out.flush();
    return ExitCodes.DONE;
  }
}
