package io.semblance.cli;

import io.semblance.data.Table;
import io.semblance.quality.QualityOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores any synthetic table against a real one. */
@Command(
    name = "evaluate",
    description = "Scores a synthetic table against the real one, between a floor and a ceiling.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance evaluate real.csv synthetic.csv --json quality.json",
      "  semblance evaluate train.csv synthetic.csv --real-holdout test.csv --html report.html"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "REAL", description = "The real table.")
  private String real;

  @Parameters(index = "1", paramLabel = "SYNTHETIC", description = "The synthetic table.")
  private String synthetic;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the scores as JSON.")
  private Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one page.")
  private Path html;

  @Option(
      names = "--real-holdout",
      paramLabel = "TABLE",
      description =
          "Real rows that no model has seen, for the ceiling. Default: half against half.")
  private String holdout;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "For the shuffling behind floor and ceiling. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private TableOptions tables;
  @Mixin private Console console;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (Stream.of(real, synthetic, holdout).filter("-"::equals).count() > 1) {
      throw new UsageException("standard input can be one table only; name a file for the other.");
    }
    for (Path output : new Path[] {json, html}) {
      if (output != null) {
        AtomicOutput.requireWritable(output);
      }
    }
    Table realTable = tables.read(real, console::warn);
    Table syntheticTable = tables.readLike(realTable, synthetic, console::warn);
    Table holdoutTable =
        holdout == null ? null : tables.readLike(realTable, holdout, console::warn);
    Verdict.give(
        realTable,
        syntheticTable,
        holdoutTable,
        QualityOptions.builder()
            .seed(seed)
            .title(Path.of(synthetic).getFileName() + " against " + Path.of(real).getFileName())
            .build(),
        json,
        html,
        console.quiet() ? null : spec.commandLine().getOut());
    return ExitCodes.DONE;
  }
}
