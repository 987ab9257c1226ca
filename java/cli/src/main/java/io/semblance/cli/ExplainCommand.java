package io.semblance.cli;

import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Models;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the programs that the compiler makes of a model's steps. */
@Command(
    name = "explain",
    description =
        "Shows the compiled steps of a model: each operation with its extents, arithmetic and"
            + " buffers, and the totals.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance explain patients.semblance",
      "  semblance explain patients.semblance --passes --full",
      "  semblance explain patients.semblance --json > steps.json"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "The model file.")
  private Path file;

  @Option(
      names = "--class",
      paramLabel = "LABEL",
      description = "Of one model per class the one of this class. Default: the first.")
  private String label;

  @Option(
      names = "--passes",
      description = "Also show how many nodes each pass of the compiler left of a step's graph.")
  private boolean passes;

  @Option(names = "--full", description = "Show long formulas to their end.")
  private boolean full;

  @Option(names = "--json", description = "The same for machines, always whole.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<ModelStep> steps = chosen(Models.load(file)).steps();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(StepExplanation.json(steps));
    } else if (steps.isEmpty()) {
      out.println("This model has no network: the table had nothing to learn.");
    } else {
      steps.forEach(step -> out.println(StepExplanation.text(step, passes, full)));
      if (steps.size() == 1) {
        out.println(
            "The training steps are not shown: the model was made by a version with other"
                + " settings.");
      }
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private Model chosen(Model model) {
    if (label == null) {
      return model;
    }
    Map<String, Model> classes = model.classes();
    if (classes.isEmpty()) {
      throw new UsageException("--class is given, but " + file + " is one model for all classes.");
    }
    Model found = classes.get(label);
    if (found == null) {
      throw new UsageException(
          "--class: there is no class '"
              + label
              + "'; choose one of: "
              + String.join(", ", classes.keySet())
              + ".");
    }
    return found;
  }
}
