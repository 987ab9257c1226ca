package io.semblance.cli;

import io.semblance.data.Table;
import io.semblance.data.file.WholeFile;
import io.semblance.flow.PartialRows;
import io.semblance.synth.Likelihood;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How likely a model finds the rows of a table. */
@Command(
    name = "likelihood",
    description = {
      "Says how likely a model finds each row of a table, the rarest first.",
      "Writes the number of the row, from 1, and the natural logarithm of its probability (of the"
          + " codes of its cells for 'autoregressive', a density for 'circuit'). Other kinds of"
          + " models do not know."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance likelihood patients.semblance new.csv --out likelihood.csv",
      "  semblance likelihood patients.semblance new.csv | head"
    })
final class LikelihoodCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The model file.")
  private Path file;

  @Parameters(
      index = "1",
      paramLabel = "TABLE",
      description = "A CSV file with the model's columns, maybe .gz; - is standard input.")
  private String table;

  @Option(names = "--in-order", description = "In the order of the table, not the rarest first.")
  private boolean inOrder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = StandardOutput.NAME,
      description = "Where to write. Default: standard output.")
  private String out;

  @Mixin private TableOptions tables;
  @Mixin private Console console;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Model model = Models.load(file);
    Likelihood likelihood =
        model
            .likelihood()
            .orElseThrow(
                () ->
                    new UsageException(
                        "a model of "
                            + model.provenance().synthesizer()
                            + " does not know how likely rows are; fit one with --model"
                            + " autoregressive, circuit or gmm."));
    Table rows = tables.readLike(PartialRows.unbounded(model.schema()), table, console::warn);
    double[] logs = likelihood.logLikelihood(rows);
    Integer[] order = IntStream.range(0, logs.length).boxed().toArray(Integer[]::new);
    if (!inOrder) {
      Arrays.sort(order, Comparator.comparingDouble(row -> logs[row]));
    }
    StringBuilder text = new StringBuilder("row,log_likelihood\n");
    for (int row : order) {
      text.append(row + 1).append(String.format(Locale.ROOT, ",%.6g%n", logs[row]));
    }
    if (out.equals(StandardOutput.NAME)) {
      PrintWriter writer = spec.commandLine().getOut();
      writer.print(text);
      writer.flush();
    } else {
      WholeFile.writeText(Path.of(out), text.toString());
    }
    long impossible = Arrays.stream(logs).filter(Double::isInfinite).count();
    console.say(
        String.format(
            Locale.ROOT,
            "rows: %d, log likelihood %.4f a row on average%s",
            logs.length,
            Arrays.stream(logs).filter(Double::isFinite).average().orElse(Double.NaN),
            impossible == 0 ? "" : ", without " + impossible + " that the model never draws"));
    return ExitCodes.DONE;
  }
}
