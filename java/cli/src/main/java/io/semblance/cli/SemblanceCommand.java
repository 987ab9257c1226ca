package io.semblance.cli;

import io.semblance.data.ColumnType;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: only its parts do anything. */
@Command(
    name = "semblance",
    description = "Synthetic tabular data: learns a table and draws rows that look like it.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VersionProvider.class,
    usageHelpWidth = 100,
    showDefaultValues = false,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the job failed",
      "2:wrong options, or an output that cannot be written, found before the work",
      "3:bad input: a table, schema or model file, or a column that is not in it",
      "130:interrupted; a model that was being trained is saved as far as it got",
      "141:whoever read standard output has stopped reading"
    })
final class SemblanceCommand implements Callable<Integer> {
  static final String STACKTRACE = "--stacktrace";

  @Option(
      names = STACKTRACE,
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error comes from.")
  private boolean stacktrace;

  private CommandLine self;

  boolean stacktrace() {
    return stacktrace;
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine(Interrupts interrupts) {
    SemblanceCommand root = new SemblanceCommand();
    CommandLine line = new CommandLine(root);
    line.addSubcommand("synthesize", new SynthesizeCommand(interrupts));
    line.addSubcommand("fit", new FitCommand(interrupts));
    line.addSubcommand("sample", new SampleCommand());
    line.addSubcommand("evaluate", new EvaluateCommand());
    line.addSubcommand("profile", new ProfileCommand());
    line.addSubcommand("compare", new CompareCommand());
    line.addSubcommand("schema", new SchemaCommand());
    line.addSubcommand("models", new ModelsCommand());
    line.addSubcommand("dataset", new DatasetCommand());
    line.addSubcommand("explain", new ExplainCommand());
    line.addSubcommand("doctor", new DoctorCommand());
    root.self = line;
    line.getSubcommands()
        .values()
        .forEach(c -> c.getCommandSpec().usageMessage().abbreviateSynopsis(true));
    line.setOut(Console.utf8(StandardOutput.shared()));
    line.setErr(Console.utf8(System.err));
    Failures failures = new Failures();
    line.setExecutionExceptionHandler(failures);
    line.setParameterExceptionHandler(failures);
    line.registerConverter(Duration.class, new DurationConverter());
    WholeNumbers.register(line);
    line.registerConverter(ColumnType.class, new TableOptions.TypeConverter());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  @Override
  public Integer call() {
    self.usage(self.getErr());
    return ExitCodes.USAGE;
  }
}
