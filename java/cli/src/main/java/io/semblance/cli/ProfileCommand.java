package io.semblance.cli;

import io.semblance.data.csv.CsvStream;
import io.semblance.quality.profile.Profile;
import io.semblance.quality.profile.ProfileJson;
import io.semblance.quality.profile.ProfileOptions;
import io.semblance.quality.profile.ProfilePage;
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
  @Parameters(paramLabel = "TABLE", description = "A CSV file, maybe .gz; - is standard input.")
  private String table;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the page (HTML).")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the facts (JSON).")
  private Path json;

  @Option(
      names = "--target",
      paramLabel = "COL",
      description = "Show every column by the values of this one.")
  private String target;

  @Option(
      names = "--time",
      paramLabel = "COL",
      description = "Show every column over the time in this one: lines, autocorrelation, gaps.")
  private String time;

  @Option(
      names = "--interactions",
      paramLabel = "A,B",
      description = "Show two columns together. Repeatable.")
  private List<String> interactions = new ArrayList<>();

  @Option(
      names = "--no-rows",
      description = "Show no rows of the table: no sample, and no repeated rows themselves.")
  private boolean noRows;

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
          "say what to write: --out FILE for the page, --json FILE for facts.");
    }
    for (Path output : new Path[] {out, json}) {
      if (output != null) {
        AtomicOutput.requireWritable(output);
      }
    }
    Profile profile;
    try (Work work = new Work(Threads.orAll(threads));
        CsvStream stream = tables.stream(table, console::warn)) {
      ProfileOptions options = options(stream);
      Profile.check(options, stream.schema());
      TableSummary summary = new TableSummary(stream.schema(), time);
      new Pieces(console).read(stream, summary, work);
      profile = Profile.of(summary, options, work);
    }
    if (out != null) {
      AtomicOutput.writeText(out, ProfilePage.render(profile));
      console.say("page: " + out);
    }
    if (json != null) {
      AtomicOutput.writeText(json, ProfileJson.write(profile));
      console.say("facts: " + json);
    }
    return ExitCodes.DONE;
  }

  private ProfileOptions options(CsvStream stream) throws IOException {
    List<ProfileOptions.Interaction> pairs = new ArrayList<>();
    for (String pair : interactions) {
      pairs.add(interaction(pair, stream.schema().names()));
    }
    String name = table.equals("-") ? "standard input" : Path.of(table).getFileName().toString();
    return new ProfileOptions(
        title == null ? "Profile of " + name : title,
        name,
        table.equals("-") ? -1 : Files.size(Path.of(table)),
        target,
        time,
        pairs,
        !noRows);
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
