package io.semblance.cli;

import io.semblance.data.file.WholeFile;
import io.semblance.quality.summary.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What is written about a table, and how; shared by the commands that describe tables. */
final class PageOptions {
  @Option(names = "--out", paramLabel = "FILE", description = "Write the page (HTML).")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the same as data (JSON).")
  private Path json;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the page.")
  private String title;

  @Option(names = "--threads", paramLabel = "N", description = Threads.DESCRIPTION)
  private Integer threads;

  /**
   * Checks that something is to be written, and that it can be, before the work begins.
   *
   * @throws UsageException if nothing is to be written
   */
  void check() throws IOException {
    if (out == null && json == null) {
      throw new UsageException(
          "say what to write: --out FILE for the page, --json FILE for the numbers.");
    }
    for (Path output : new Path[] {out, json}) {
      if (output != null) {
        requireFile(output);
        WholeFile.requireWritable(output);
      }
    }
  }

  /**
   * Pages and numbers go to files; standard output is for what the command says.
   *
   * @throws UsageException if the file is {@code -}
   */
  static void requireFile(Path output) {
    if (output.toString().equals(StandardOutput.NAME)) {
      throw new UsageException(
          "'-' is standard output, for tables alone; name a file for --out and --json.");
    }
  }

  /** The title that was given, or else this one. */
  String title(String otherwise) {
    return title == null ? otherwise : title;
  }

  /** Threads to work on. */
  Work work() {
    return new Work(Threads.orAll(threads));
  }

  /** Writes what was asked for, and says where it is. */
  void write(Supplier<String> page, Supplier<String> data, Console console) throws IOException {
    if (out != null) {
      WholeFile.writeText(out, page.get());
      console.say("page: " + out);
    }
    if (json != null) {
      WholeFile.writeText(json, data.get());
      console.say("data: " + json);
    }
  }

  /** What a table is called in a page. */
  static String name(String table) {
    if (table.equals("-")) {
      return "standard input";
    }
    return table.substring(1 + Math.max(table.lastIndexOf('/'), table.lastIndexOf('\\')));
  }
}
