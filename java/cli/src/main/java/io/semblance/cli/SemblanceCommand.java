package io.semblance.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  /** In the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          SynthesizeCommand.class,
          FitCommand.class,
          SampleCommand.class,
          EvaluateCommand.class,
          ProfileCommand.class,
          CompareCommand.class,
          ImputeCommand.class,
          LikelihoodCommand.class,
          SchemaCommand.class,
          ModelsCommand.class,
          DatasetCommand.class,
          StudioCommand.class,
          ExplainCommand.class,
          DoctorCommand.class);

  @Option(
      names = STACKTRACE,
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error comes from.")
  private boolean stacktrace;

  private CommandLine self;

  boolean stacktrace() {
    return stacktrace;
  }

  /**
   * The command line, ready to execute these arguments. The command that they name is there whole,
   * the others by name and description: making all options of all commands would double the time to
   * start.
   */
  static CommandLine commandLine(Interrupts interrupts, String... args) {
    String named = Stream.of(args).filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
    return commandLine(interrupts, named::equals);
  }

  /** The same with all commands whole, to describe them. */
  static CommandLine whole(Interrupts interrupts) {
    return commandLine(interrupts, (String name) -> true);
  }

  private static CommandLine commandLine(Interrupts interrupts, Predicate<String> wholly) {
    SemblanceCommand root = new SemblanceCommand();
    CommandLine line = new CommandLine(root);
    for (Class<?> type : COMMANDS) {
      Command command = type.getAnnotation(Command.class);
      String name = command.name();
      line.addSubcommand(name, wholly.test(name) ? whole(name, interrupts) : outline(command));
    }
    root.self = line;
    line.getSubcommands()
        .values()
        .forEach(c -> c.getCommandSpec().usageMessage().abbreviateSynopsis(true));
    line.setOut(Console.utf8(StandardOutput.shared()));
    line.setErr(Console.utf8(System.err));
    line.setExecutionStrategy(new OutputGuard());
    Failures failures = new Failures();
    line.setExecutionExceptionHandler(failures);
    line.setParameterExceptionHandler(failures);
    line.registerConverter(Duration.class, new DurationConverter());
    WholeNumbers.register(line);
    line.registerConverter(TableOptions.TypeAndForm.class, new TableOptions.TypeConverter());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static CommandSpec outline(Command command) {
    CommandSpec spec = CommandSpec.create().name(command.name());
    spec.usageMessage().description(command.description());
    return spec;
  }

  private static CommandSpec whole(String name, Interrupts interrupts) {
    Object command =
        switch (name) {
          case "synthesize" -> new SynthesizeCommand(interrupts);
          case "fit" -> new FitCommand(interrupts);
          case "sample" -> new SampleCommand();
          case "evaluate" -> new EvaluateCommand(interrupts);
          case "profile" -> new ProfileCommand();
          case "compare" -> new CompareCommand();
          case "impute" -> new ImputeCommand(interrupts);
          case "likelihood" -> new LikelihoodCommand();
          case "schema" -> new SchemaCommand();
          case "models" -> new ModelsCommand();
          case "dataset" -> new DatasetCommand();
          case "studio" -> new StudioCommand();
          case "explain" -> new ExplainCommand();
          case "doctor" -> new DoctorCommand();
          default -> throw new IllegalStateException("there is a command " + name + " in the list");
        };
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    if (command instanceof CompletedCommand completed) {
      completed.addOptions(spec);
    }
    return spec;
  }

  @Override
  public Integer call() {
    self.usage(self.getErr());
    return ExitCodes.USAGE;
  }
}
