package io.semblance.cli;

import io.semblance.data.DataException;
import io.semblance.data.Text;
import io.semblance.data.file.UnwritableFileException;
import io.semblance.data.file.WholeFile;
import io.semblance.engine.EngineException;
import io.semblance.flow.BadSettingException;
import io.semblance.flow.UnwritableDirectoryException;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.archive.ModelFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where exceptions become words and exit codes. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    return report(e, command.getErr(), stacktraceAsked(command));
  }

  private static boolean stacktraceAsked(CommandLine command) {
    Object root = command.getCommandSpec().root().userObject();
    return root instanceof SemblanceCommand semblance && semblance.stacktrace();
  }

  /** Prints what went wrong and returns the exit code for it. */
  static int report(Throwable e, PrintWriter err, boolean stacktrace) {
    int code = exitCode(e);
    if (code == ExitCodes.READER_GONE) {
      return code; // as with every filter: who stops reading wants no more words
    }
    err.println(
        (code == ExitCodes.INTERRUPTED ? "interrupted: " : "error: ") + Text.printable(message(e)));
    if (stacktrace) {
      e.printStackTrace(err);
    } else if (!isExpected(e)) {
      err.println("This is not an error we foresaw; --stacktrace shows where it comes from.");
    }
    err.flush();
    return code;
  }

  private static int exitCode(Throwable e) {
    if (e instanceof InterruptedRunException) {
      return ExitCodes.INTERRUPTED;
    }
    if (e instanceof DataException || e instanceof ModelFileException) {
      return ExitCodes.BAD_INPUT;
    }
    if (e instanceof ReaderGoneException || e.getCause() instanceof ReaderGoneException) {
      return ExitCodes.READER_GONE;
    }
    return e instanceof UsageException || e instanceof BadSettingException || isUnwritable(e)
        ? ExitCodes.USAGE
        : ExitCodes.FAILED;
  }

  /** Then the message is a whole sentence. */
  private static boolean isUnwritable(Throwable e) {
    return e instanceof UnwritableFileException || e instanceof UnwritableDirectoryException;
  }

  private static boolean isExpected(Throwable e) {
    return exitCode(e) != ExitCodes.FAILED
        || e instanceof SynthesisException
        || e instanceof EngineException
        || e instanceof OutOfMemoryError
        || e instanceof IOException
        || e instanceof UncheckedIOException;
  }

  private static String message(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return "out of memory; the heap is "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB. Give more, for example SEMBLANCE_JAVA_OPTS=-Xmx8g, or fewer rows.";
    }
    if (e instanceof BadSettingException) {
      return "--set: " + e.getMessage();
    }
    if (e instanceof IOException io && !isUnwritable(e)) {
      return "reading or writing failed: " + WholeFile.reason(io);
    }
    if (e instanceof UncheckedIOException io) {
      return "reading or writing failed: " + WholeFile.reason(io.getCause());
    }
    if (isExpected(e) && e.getMessage() != null) {
      return e.getMessage();
    }
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    // For a value without '=' picocli writes "option option".
    err.println("error: " + Text.printable(e.getMessage().replace("option option", "option")));
    if (e instanceof UnmatchedArgumentException unmatched) {
      suggestion(unmatched, command.getCommandSpec()).forEach(err::println);
    }
    err.println(
        "Try '" + command.getCommandSpec().qualifiedName() + " --help' for what is possible.");
    err.flush();
    return ExitCodes.USAGE;
  }

  private static List<String> suggestion(UnmatchedArgumentException e, CommandSpec spec) {
    String wrong = e.getUnmatched().get(0);
    List<String> known = new ArrayList<>(spec.subcommands().keySet());
    spec.options().forEach(o -> known.addAll(List.of(o.names())));
    String name = wrong.contains("=") ? wrong.substring(0, wrong.indexOf('=')) : wrong;
    return Text.nearest(name, known).map(s -> "Did you mean '" + s + "'?").stream().toList();
  }
}
