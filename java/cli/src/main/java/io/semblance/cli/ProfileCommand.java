package io.semblance.cli;

import io.semblance.data.infer.TableStream;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.source.Place;
import io.semblance.quality.profile.Profile;
import io.semblance.quality.profile.ProfileJson;
import io.semblance.quality.profile.ProfileOptions;
import io.semblance.quality.profile.ProfilePage;
import io.semblance.quality.profile.SequenceFacts;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a table is made of. */
@Command(
    name = "profile",
    description =
        "Describes a table on one page: columns, alerts, correlations, missing and repeated rows.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance profile patients.csv --out page.html --json facts.json",
      "  semblance profile patients.csv --target outcome --interactions age,weight --out page.html",
      "  semblance profile weather.csv --time time_hour --out page.html"
    })
final class ProfileCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", arity = "0..1", description = TableOptions.TABLE)
  private String table;

  @Option(
      names = "--target",
      paramLabel = "COL",
      description = "Show every column by the values of this one.")
  private String target;

  @Option(
      names = "--time",
      paramLabel = "COL",
      description =
          "Show every column over the time in this one: lines, autocorrelation, gaps. With"
              + " --sequence-by also the parts of a date, with commas between.")
  private String time;

  @Option(
      names = "--sequence-by",
      paramLabel = "COL",
      split = ",",
      description = "Show what sequences the rows make that agree in these columns.")
  private List<String> sequenceBy = new ArrayList<>();

  @Option(
      names = "--interactions",
      paramLabel = "A,B",
      description = "Show two columns together. Repeatable.")
  private List<String> interactions = new ArrayList<>();

  @Option(
      names = "--no-rows",
      description = "Show no rows of the table: no sample, and no repeated rows themselves.")
  private boolean noRows;

  @Mixin private PageOptions pages;
  @Mixin private TableOptions tables;
  @Mixin private Console console;

  @Override
  public Integer call() throws Exception {
    pages.check();
    Profile profile = profiled();
    pages.write(() -> ProfilePage.render(profile), () -> ProfileJson.write(profile), console);
    return ExitCodes.DONE;
  }

  private Profile profiled() throws IOException {
    try (Work work = pages.work();
        TableStream stream = tables.stream(table, console::warn)) {
      ProfileOptions options = options(stream);
      Profile.check(options, stream.schema());
      TableSummary summary = new TableSummary(stream.schema(), oneTime());
      new Pieces(console).read(stream, summary, work);
      return Profile.of(summary, options, work);
    }
  }

  /** What sequences there are; null if nobody asked. */
  private SequenceFacts sequences() {
    if (sequenceBy.isEmpty()) {
      return null;
    }
    if (StandardOutput.NAME.equals(table)) {
      throw new UsageException("--sequence-by needs a file: the table is read twice.");
    }
    SeriesSpec spec =
        SeriesSpec.builder()
            .sequenceBy(sequenceBy)
            .time(time == null ? List.of() : List.of(time.split("\\s*,\\s*")))
            .build();
    return SequenceFacts.of(tables.read(table, warning -> {}), spec);
  }

  private ProfileOptions options(TableStream stream) throws IOException {
    List<ProfileOptions.Interaction> pairs = new ArrayList<>();
    for (String pair : interactions) {
      pairs.add(interaction(pair, stream.schema().names()));
    }
    String name = tables.title(table);
    return new ProfileOptions(
        pages.title("Profile of " + name),
        name,
        size(),
        target,
        oneTime(),
        pairs,
        !noRows,
        sequences());
  }

  /** Bytes of the file; -1 where there is no single one. */
  private long size() throws IOException {
    if (StandardOutput.NAME.equals(table)) {
      return -1;
    }
    Place place = tables.place(table);
    Path file = place.isDatabase() ? null : Path.of(place.address());
    return file == null || Files.isDirectory(file) ? -1 : Files.size(file);
  }

  /** The time, if it is one column. */
  private String oneTime() {
    return sequenceBy.isEmpty() || time == null || !time.contains(",") ? time : null;
  }

  /** The two names around a comma; names may hold commas themselves, so all places are tried. */
  private static ProfileOptions.Interaction interaction(String pair, List<String> names) {
    for (int at = pair.indexOf(','); at >= 0; at = pair.indexOf(',', at + 1)) {
      String x = pair.substring(0, at).strip();
      String y = pair.substring(at + 1).strip();
      if (names.contains(x) && names.contains(y)) {
        return new ProfileOptions.Interaction(x, y);
      }
    }
    int at = pair.indexOf(',');
    if (at < 0) {
      throw new UsageException(
          "--interactions is '" + pair + "', but two names with a comma between are needed.");
    }
    return new ProfileOptions.Interaction(
        pair.substring(0, at).strip(), pair.substring(at + 1).strip());
  }
}
