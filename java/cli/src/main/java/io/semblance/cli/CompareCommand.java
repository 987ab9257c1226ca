package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.csv.CsvStream;
import io.semblance.quality.profile.Comparison;
import io.semblance.quality.profile.ComparisonJson;
import io.semblance.quality.profile.ComparisonPage;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how two tables differ. */
@Command(
    name = "compare",
    description = "Shows two tables side by side: which columns moved, which relations changed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance compare january.csv february.csv --out page.html --json diff.json",
      "  semblance compare real.csv synthetic.csv --target outcome --out page.html"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A CSV file, maybe .gz; - is standard input.")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "Another one with the same columns.")
  private String b;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the page (HTML).")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the differences (JSON).")
  private Path json;

  @Option(
      names = "--target",
      paramLabel = "COL",
      description = "Also compare within each class of this column.")
  private String target;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the page.")
  private String title;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; changes the speed, never the result. Default: all processors.")
  private Integer threads;

  @Mixin private TableOptions tables;
  @Mixin private Console console;

  @Override
  public Integer call() throws Exception {
    if (out == null && json == null) {
      throw new UsageException(
          "say what to write: --out FILE for the page, --json FILE for numbers.");
    }
    if (a.equals("-") && b.equals("-")) {
      throw new UsageException("standard input can be one table only; name a file for the other.");
    }
    for (Path output : new Path[] {out, json}) {
      if (output != null) {
        AtomicOutput.requireWritable(output);
      }
    }
    Comparison comparison;
    try (Work work = new Work(Threads.orAll(threads))) {
      TableSummary first;
      try (CsvStream stream = tables.stream(a, console::warn)) {
        if (target != null) {
          stream.schema().indexOf(target);
        }
        first = new TableSummary(stream.schema(), null);
        new Pieces(console).read(stream, first, work);
      }
      Schema schema = first.schema();
      TableSummary second = new TableSummary(schema, null);
      try (CsvStream stream = tables.streamLike(schema, b, console::warn)) {
        new Pieces(console).read(stream, second, work);
      }
      comparison = Comparison.of(first, second, target, work);
    }
    if (out != null) {
      String heading = title == null ? name(b) + " against " + name(a) : title;
      AtomicOutput.writeText(out, ComparisonPage.render(comparison, heading, name(a), name(b)));
      console.say("page: " + out);
    }
    if (json != null) {
      AtomicOutput.writeText(json, ComparisonJson.write(comparison, name(a), name(b)));
      console.say("differences: " + json);
    }
    return ExitCodes.DONE;
  }

  private static String name(String table) {
    return table.equals("-") ? "standard input" : Path.of(table).getFileName().toString();
  }
}
