package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.flow.JobListener;
import io.semblance.flow.SynthesizeJob;
import io.semblance.flow.TableOutput;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands as a user strings them together, on a simulated table and with very little training.
 */
class EndToEndTest {
  @TempDir Path directory;

  private final StringWriter err = new StringWriter();
  private Interrupts interrupts;
  private Path table;

  @BeforeEach
  void simulate() {
    interrupts = new Interrupts();
    table = directory.resolve("table.csv");
    run("dataset", "health-indicators", "--rows", "1200", "--out", table.toString(), "-q");
  }

  private int execute(String... args) {
    var line = SemblanceCommand.commandLine(interrupts, args);
    line.setOut(new PrintWriter(new StringWriter(), true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private void run(String... args) {
    assertThat(execute(args)).as("%s: %s", List.of(args), err).isEqualTo(ExitCodes.DONE);
  }

  private Path synthesize(String name, String... more) {
    Path results = directory.resolve(name);
    List<String> args =
        new ArrayList<>(
            List.of("synthesize", table.toString(), "--out", results.toString(), "--epochs", "2"));
    args.addAll(List.of("--quiet", "--target", "Diabetes_binary", "--seed", "7"));
    args.addAll(List.of(more));
    run(args.toArray(new String[0]));
    return results;
  }

  private static Table read(Path file) {
    return CsvReader.read(file, CsvOptions.defaults());
  }

  @Test
  void synthesizeLeavesFourFilesAndExactlyTheRowsAskedFor() throws IOException {
    Path results = synthesize("results", "--rows", "777");
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "synthetic.csv", "model.semblance", "quality.json", "report.html");
    }
    Table real = read(table);
    Table synthetic = read(results.resolve("synthetic.csv"));
    assertThat(synthetic.rows()).isEqualTo(777);
    assertThat(synthetic.schema().names()).isEqualTo(real.schema().names());
    assertThat(firstLine(results.resolve("synthetic.csv"))).isEqualTo(firstLine(table));
    assertThat(results.resolve("quality.json")).content().contains("\"floor\"", "\"ceiling\"");
  }

  private static String firstLine(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElseThrow();
    }
  }

  @Test
  void noValueIsOneThatTheRealTableCannotHold() {
    Table synthetic = read(synthesize("results").resolve("synthetic.csv"));
    Table real = read(table);
    for (String name : real.schema().names()) {
      var column = synthetic.schema().column(name);
      var allowed = real.schema().column(name);
      if (allowed.type().isNumeric()) {
        assertThat(column.min()).as(name).isGreaterThanOrEqualTo(allowed.min());
        assertThat(column.max()).as(name).isLessThanOrEqualTo(allowed.max());
        assertThat(column.decimals()).as(name).isEqualTo(allowed.decimals());
      } else {
        assertThat(allowed.categories()).as(name).containsAll(column.categories());
      }
    }
  }

  @Test
  void threadsDoNotChangeAByte() {
    Path one = synthesize("one", "--threads", "1");
    Path two = synthesize("two", "--threads", "2");
    assertThat(two.resolve("synthetic.csv")).hasSameBinaryContentAs(one.resolve("synthetic.csv"));
  }

  @Test
  void theSavedModelDrawsTheSameRowsAndPartsOfThem() throws IOException {
    Path results = synthesize("results", "--rows", "500");
    String model = results.resolve("model.semblance").toString();
    Path again = directory.resolve("again.csv");
    run("sample", model, "--rows", "500", "--seed", "7", "--out", again.toString(), "-q");
    assertThat(again).hasSameBinaryContentAs(results.resolve("synthetic.csv"));

    Path tail = directory.resolve("tail.csv");
    String[] rest = {"--first-row", "300", "--no-header", "--seed", "7", "-q"};
    List<String> args =
        new ArrayList<>(List.of("sample", model, "--rows", "200", "--out", tail.toString()));
    args.addAll(List.of(rest));
    run(args.toArray(new String[0]));
    List<String> whole = Files.readAllLines(again);
    assertThat(Files.readAllLines(tail)).isEqualTo(whole.subList(301, 501));
  }

  @Test
  void theJobInJavaLeavesTheSameBytes() throws IOException {
    Path results = synthesize("results", "--rows", "300");
    Path java = directory.resolve("java");
    SynthesizeJob.builder()
        .table(read(table))
        .options(FitOptions.builder().seed(7).epochs(2).target("Diabetes_binary").build())
        .rows(300)
        .directory(java)
        .title("Synthetic rows of table.csv")
        .build()
        .run(JobListener.silent());
    assertThat(Models.load(java.resolve("model.semblance")).provenance().toJson())
        .isEqualTo(Models.load(results.resolve("model.semblance")).provenance().toJson());
    for (String name : List.of("synthetic.csv", "model.semblance", "quality.json", "report.html")) {
      assertThat(java.resolve(name)).hasSameBinaryContentAs(results.resolve(name));
    }
  }

  @Test
  void oneModelPerClassDrawsEveryClass() {
    Table synthetic = read(synthesize("results", "--per-class").resolve("synthetic.csv"));
    assertThat(synthetic.rows()).isEqualTo(1200);
    assertThat(synthetic.schema().column("Diabetes_binary").categories())
        .containsExactly("0.0", "1.0");
  }

  @Test
  void anInterruptedFitLeavesAModelThatCanBeUsed() {
    interrupts.cancel();
    Path model = directory.resolve("model.semblance");
    assertThat(execute("fit", table.toString(), "--out", model.toString(), "-q"))
        .isEqualTo(ExitCodes.INTERRUPTED);
    assertThat(err.toString()).contains("interrupted: ", model.toString());
    run("sample", model.toString(), "--rows", "3", "--out", directory.resolve("r.csv").toString());
  }

  @Test
  void aTruncatedModelFileIsBadInput() throws IOException {
    Path model = synthesize("results", "--rows", "5").resolve("model.semblance");
    byte[] bytes = Files.readAllBytes(model);
    Path half = directory.resolve("half.semblance");
    for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
      Files.write(half, Arrays.copyOf(bytes, length));
      Path rows = directory.resolve("rows.csv");
      assertThat(execute("sample", half.toString(), "--rows", "5", "--out", rows.toString()))
          .as("%d bytes: %s", length, err)
          .isEqualTo(ExitCodes.BAD_INPUT);
      assertThat(rows).doesNotExist();
    }
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void aMalformedSettingIsUsage() {
    String results = directory.resolve("results").toString();
    assertThat(
            execute("synthesize", table.toString(), "--out", results, "-q", "--set", "batch=many"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("batch");
  }

  @Test
  void evaluateJudgesAnyTwoTables() throws IOException {
    Path other = directory.resolve("other.csv");
    Path held = directory.resolve("held.csv");
    run("dataset", "health-indicators", "--rows", "1000", "--seed", "5", "--out", other.toString());
    run("dataset", "health-indicators", "--rows", "900", "--seed", "6", "--out", held.toString());
    List<String> lines = new ArrayList<>(Files.readAllLines(other));
    int bmi = List.of(lines.get(0).split(",")).indexOf("BMI");
    for (int i = 1; i <= 30; i++) {
      String[] cells = lines.get(i).split(",");
      cells[bmi] = "tall";
      lines.set(i, String.join(",", cells));
    }
    Files.write(other, lines);
    Path json = directory.resolve("scores.json");
    Path page = directory.resolve("page.html");
    List<String> args = new ArrayList<>(List.of("evaluate", table.toString(), other.toString()));
    args.addAll(List.of("--holdout", held.toString(), "--target", "Diabetes_binary"));
    args.addAll(List.of("--out", page.toString(), "--json", json.toString()));
    run(args.toArray(new String[0]));
    assertThat(json)
        .content()
        .containsPattern("\"wrong_type\" : 30\\D")
        .contains("\"dcr_share\"", "\"boosted_trees\"", "\"holdout\" : \"given\"");
    assertThat(page).content().contains("id=\"verdict\"", "Diabetes_binary, boosted trees");
    assertThat(execute("evaluate", table.toString(), other.toString(), "--target", "Diabetes"))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("Diabetes_binary");
  }

  @Test
  void tablesWithAndWithoutHeaderComeBackAsTheyCame() throws IOException {
    List<String> lines = Files.readAllLines(table);
    Path bare = Files.write(directory.resolve("bare.csv"), lines.subList(1, 400));
    Path results = directory.resolve("results");
    run(
        "synthesize",
        bare.toString(),
        "--no-header",
        "--columns",
        lines.get(0),
        "--epochs",
        "1",
        "--quiet",
        "--out",
        results.toString());
    List<String> written = Files.readAllLines(results.resolve("synthetic.csv"));
    assertThat(written).hasSize(399);
    assertThat(written.get(0)).isNotEqualTo(lines.get(0));
  }

  @Test
  void rowsComeBackWithTheDelimiterOfTheTable() throws IOException {
    List<String> lines = Files.readAllLines(table);
    Path semicolons = directory.resolve("semicolons.csv");
    Files.write(semicolons, lines.stream().map(line -> line.replace(',', ';')).toList());
    table = semicolons;
    Path results = synthesize("results", "--rows", "20");
    assertThat(firstLine(results.resolve("synthetic.csv"))).isEqualTo(firstLine(semicolons));
    String model = results.resolve("model.semblance").toString();
    Path again = directory.resolve("again.csv");
    run("sample", model, "--rows", "20", "--seed", "7", "--out", again.toString(), "-q");
    assertThat(again).hasSameBinaryContentAs(results.resolve("synthetic.csv"));
    Path bars = directory.resolve("bars.csv");
    run("sample", model, "--rows", "20", "--delimiter", "|", "--out", bars.toString(), "-q");
    assertThat(firstLine(bars)).isEqualTo(lines.get(0).replace(',', '|'));
  }

  @Test
  void aTargetUnfitForOneModelPerClassIsBadInputAndLeavesNothing() {
    Path results = directory.resolve("results");
    String[] args = {"synthesize", table.toString(), "--out", results.toString(), "-q"};
    List<String> perClass = new ArrayList<>(List.of(args));
    perClass.addAll(List.of("--per-class", "--target", "MentHlth", "--epochs", "1"));
    assertThat(execute(perClass.toArray(new String[0]))).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("column 'MentHlth': ");
    assertThat(results).doesNotExist();
  }

  @Test
  void theConsoleNamesTheColumnsThatAreNotLearnt() throws IOException {
    StringBuilder rows = new StringBuilder("patient_id,height\n");
    for (int i = 0; i < 80; i++) {
      rows.append("P-").append(1000 + 7 * i).append(',').append(150 + i % 31).append('\n');
    }
    Path named = Files.writeString(directory.resolve("named.csv"), rows.toString());
    StringWriter said = new StringWriter();
    Table read = Training.report(read(named), new Console(new PrintWriter(said, true), false));
    assertThat(said.toString())
        .contains("80 rows x 2 columns")
        .contains("identifiers", "patient_id");
    assertThat(said.toString()).doesNotContain("height");
    assertThat(read.rows()).isEqualTo(80);
  }

  @Test
  void aSampleThatFailsLeavesWhatWasThere() throws IOException {
    Path model = synthesize("results", "--rows", "5").resolve("model.semblance");
    Path rows = Files.writeString(directory.resolve("rows.csv"), "before");
    Model loaded = Models.load(model);
    SampleOptions many = SampleOptions.builder().rows(50_000).threads(3).build();
    try (TableOutput output = TableOutput.toFile(rows, loaded.schema(), CsvLayout.of(',', true))) {
      assertThatThrownBy(
              () ->
                  output.write(
                      loaded,
                      many,
                      part -> {
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");
    }
    assertThat(rows).hasContent("before");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }
}
