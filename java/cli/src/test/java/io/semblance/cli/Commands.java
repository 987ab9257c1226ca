package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs commands in this JVM and keeps what the last one said. */
abstract class Commands {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  /** The exit code. */
  int execute(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var line = SemblanceCommand.commandLine(new Interrupts(), args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  /** The same of a command that must succeed. */
  void run(String... args) {
    assertThat(execute(args)).as("%s: %s", List.of(args), err).isEqualTo(ExitCodes.DONE);
  }
}
