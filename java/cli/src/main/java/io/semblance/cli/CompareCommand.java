package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.infer.TableStream;
import io.semblance.quality.profile.Comparison;
import io.semblance.quality.profile.ComparisonJson;
import io.semblance.quality.profile.ComparisonPage;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
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

  @Option(
      names = "--target",
      paramLabel = "COL",
      description = "Also compare within each class of this column.")
  private String target;

  @Mixin private PageOptions pages;
  @Mixin private TableOptions tables;
  @Mixin private Console console;

  @Override
  public Integer call() throws Exception {
    if (a.equals("-") && b.equals("-")) {
      throw new UsageException("standard input can be one table only; name a file for the other.");
    }
    pages.check();
    Comparison comparison = compared();
    String nameA = PageOptions.name(a);
    String nameB = PageOptions.name(b);
    String title = pages.title(nameB + " against " + nameA);
    pages.write(
        () -> ComparisonPage.render(comparison, title, nameA, nameB),
        () -> ComparisonJson.write(comparison, nameA, nameB),
        console);
    return ExitCodes.DONE;
  }

  private Comparison compared() {
    try (Work work = pages.work()) {
      TableSummary first;
      try (TableStream stream = tables.stream(a, console::warn)) {
        if (target != null) {
          stream.schema().indexOf(target);
        }
        first = new TableSummary(stream.schema(), null);
        new Pieces(console).read(stream, first, work);
      }
      Schema schema = first.schema();
      TableSummary second = new TableSummary(schema, null);
      try (TableStream stream = tables.streamLike(schema, b, console::warn)) {
        new Pieces(console).read(stream, second, work);
      }
      return Comparison.of(first, second, target, work);
    }
  }
}
