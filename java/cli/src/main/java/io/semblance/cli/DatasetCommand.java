package io.semblance.cli;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.simulate.Simulator;
import io.semblance.data.simulate.Simulators;
import io.semblance.data.source.Place;
import io.semblance.flow.TableOutput;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes simulated tables to try things on. */
@Command(
    name = "dataset",
    description = "Writes a simulated table that belongs to nobody; without a name, lists them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance dataset",
      "  semblance dataset health-indicators --rows 10000 --out health.csv"
    })
final class DatasetCommand implements Callable<Integer> {
  private static final int PART_ROWS = 16_384;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which one.")
  private String name;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many rows. Default: ${DEFAULT-VALUE}.")
  private Long rows;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same rows. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = StandardOutput.NAME,
      description = "The table to write; compressed if it ends in .gz. Default: standard output.")
  private String out;

  @Mixin private Console console;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (name == null) {
      list(spec.commandLine().getOut());
      return ExitCodes.DONE;
    }
    ConditionOptions.checkRows(rows);
    Simulator simulator = simulator(name);
    try (TableOutput output =
        StandardOutput.tableOutput(
            Place.of(out), simulator.schema(), CsvLayout.of(',', true), false)) {
      for (long row = 0; row < rows; row += PART_ROWS) {
        Table part = simulator.rows(row, (int) Math.min(PART_ROWS, rows - row), seed);
        output.write(part);
      }
      output.commit();
    }
    if (!out.equals(StandardOutput.NAME)) {
      console.say("rows written: " + rows + ", file: " + out);
    }
    return ExitCodes.DONE;
  }

  private static Simulator simulator(String name) {
    List<String> names = Simulators.all().stream().map(Simulator::name).toList();
    if (!names.contains(name)) {
      throw new UsageException(
          "there is no simulated data set '"
              + name
              + "'; choose one of: "
              + String.join(", ", names));
    }
    return Simulators.byName(name);
  }

  private static void list(PrintWriter out) {
    TextGrid grid = new TextGrid();
    Simulators.all().forEach(s -> grid.row(s.name(), s.description()));
    out.print(grid);
    out.flush();
  }
}
