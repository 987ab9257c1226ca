package io.semblance.cli;

import io.semblance.flow.SynthesizeJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command, unless it would write over a file that it is to read: for all commands in one
 * place, by the names of their options.
 */
final class OutputGuard implements IExecutionStrategy {
  private static final Set<String> OUTPUTS = Set.of("--out", "--json", "--html");

  /** Options that name tables to be read. */
  private static final Set<String> INPUTS = Set.of("--holdout", "--complete", "--after");

  private final IExecutionStrategy runs = new CommandLine.RunLast();

  @Override
  public int execute(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    List<Path> outputs = new ArrayList<>();
    List<Path> inputs = new ArrayList<>();
    for (ArgSpec arg : last.matchedArgs()) {
      Set<String> names = arg instanceof OptionSpec o ? Set.of(o.names()) : Set.of();
      boolean writes = names.stream().anyMatch(OUTPUTS::contains);
      // Other texts of options are names of models, columns and the like.
      boolean text = names.isEmpty() || writes || names.stream().anyMatch(INPUTS::contains);
      if (text || !(arg.getValue() instanceof String)) {
        add(arg.getValue(), writes ? outputs : inputs);
      }
    }
    for (Path output : outputs) {
      for (Path input : inputs) {
        if (wouldDestroy(output, input)) {
          throw new ParameterException(
              last.commandSpec().commandLine(),
              input + " is read and would be overwritten; write to another place than " + output);
        }
      }
    }
    return runs.execute(parsed);
  }

  /** Texts and paths that name files. */
  private static void add(Object value, List<Path> files) {
    if (value instanceof Iterable<?> several && !(value instanceof Path)) {
      several.forEach(one -> add(one, files));
      return;
    }
    try {
      Path path = value instanceof Path p ? p : value instanceof String text ? Path.of(text) : null;
      if (path != null && Files.exists(path)) {
        files.add(path);
      }
    } catch (InvalidPathException e) {
      // Then it names no file.
    }
  }

  private static boolean wouldDestroy(Path output, Path input) {
    try {
      if (Files.isDirectory(input)) {
        return false;
      }
      if (!Files.isDirectory(output)) {
        return Files.isRegularFile(output) && Files.isSameFile(output, input);
      }
      for (String name : SynthesizeJob.FILES) {
        Path file = output.resolve(name);
        if (Files.exists(file) && Files.isSameFile(file, input)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // reading or writing it will say why
    }
  }
}
