package io.semblance.cli;

import io.semblance.data.SchemaFile;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.file.WholeFile;
import io.semblance.data.rule.Rules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a table is understood. */
@Command(
    name = "schema",
    description =
        "Shows the columns of a table as they are understood, and the rules that hold in every row;"
            + " or writes both as JSON to edit.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance schema patients.csv",
      "  semblance schema patients.csv --json --out schema.json",
      "  semblance synthesize patients.csv --schema schema.json --out result"
    })
final class SchemaCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", arity = "0..1", description = TableOptions.TABLE)
  private String table;

  @Option(names = "--json", description = "As JSON, for --schema.")
  private boolean json;

  @Option(
      names = "--encoders",
      description = "Also show how each column is turned into numbers, and why so.")
  private boolean encoders;

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
    if (json && encoders) {
      throw new UsageException(
          "--json and --encoders do not go together: the schema file holds no encoders.");
    }
    Table read = tables.read(table, console::warn);
    StringBuilder text = new StringBuilder();
    List<String> asked = new ArrayList<>(List.of(Rules.FOUND));
    Rules.ofKey(read.schema()).ifPresent(asked::add);
    List<String> rules = Rules.of(asked, read).texts();
    text.append(json ? new SchemaFile(read.schema(), rules).toJson() : SchemaText.of(read, rules))
        .append('\n');
    if (encoders) {
      TableEncoder encoder = TableEncoder.fit(read, EncoderOptions.defaults());
      text.append('\n').append(encoder.describe().stripTrailing()).append('\n');
    }
    if (out.equals(StandardOutput.NAME)) {
      PrintWriter writer = spec.commandLine().getOut();
      writer.print(text);
      writer.flush();
    } else {
      WholeFile.writeText(Path.of(out), text.toString());
    }
    return ExitCodes.DONE;
  }
}
