package io.semblance.cli;

import io.semblance.data.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Writes what goes with the command in an archive: a manual page, and what completes commands in
 * bash and zsh. Run by the build.
 */
final class Documents {
  private Documents() {}

  /**
   * Writes both.
   *
   * @param args the file of the manual page, and that of the completion
   */
  public static void main(String[] args) throws IOException {
    CommandLine line = SemblanceCommand.whole(new Interrupts());
    WholeFile.writeText(Path.of(args[0]), manual(line));
    WholeFile.writeText(Path.of(args[1]), AutoComplete.bash("semblance", line));
  }

  /** In the language of man(7). */
  static String manual(CommandLine line) {
    StringBuilder out = new StringBuilder();
    String version = VersionProvider.version();
    out.append(".TH SEMBLANCE 1 \"\" \"Semblance ").append(version).append("\" \"Commands\"\n");
    out.append(".SH NAME\nsemblance \\- synthetic tables: learns a table and draws rows like it\n");
    out.append(".SH SYNOPSIS\n.B semblance\nCOMMAND [OPTIONS]\n.SH COMMANDS\n");
    section(line, out);
    for (Map.Entry<String, CommandLine> one : line.getSubcommands().entrySet()) {
      out.append(".SH SEMBLANCE ").append(one.getKey().toUpperCase(java.util.Locale.ROOT));
      out.append('\n');
      section(one.getValue(), out);
    }
    return out.toString();
  }

  private static void section(CommandLine line, StringBuilder out) {
    out.append(".nf\n");
    for (String text : line.getUsageMessage(Ansi.OFF).stripTrailing().split("\n")) {
      String safe = text.replace("\\", "\\e").replace("-", "\\-");
      // A point or an apostrophe at the beginning of a line would be a request.
      out.append(safe.startsWith(".") || safe.startsWith("'") ? "\\&" : "");
      out.append(safe).append('\n');
    }
    out.append(".fi\n");
  }
}
