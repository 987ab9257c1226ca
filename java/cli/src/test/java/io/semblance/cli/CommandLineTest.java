package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = SemblanceCommand.commandLine(new Interrupts(), args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synthesize",
        "fit",
        "sample",
        "evaluate",
        "profile",
        "compare",
        "schema",
        "models",
        "dataset",
        "explain",
        "doctor"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(run(command, "--help")).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("semblance " + command, "Example", "--stacktrace");
    assertThat(err.toString()).isEmpty();
    assertThat(run(command, "--version")).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("Java " + Runtime.version());
  }

  @Test
  void theHelpListsTheExitCodes() {
    assertThat(run("--help")).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("Exit codes:", "interrupted");
  }

  @Test
  void noCommandIsUsageAndTheHelpIsShown() {
    assertThat(run()).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("synthesize", "Exit codes:");
  }

  @Test
  void aMistypedOptionIsUsageAndIsCorrected() {
    assertThat(run("fit", "a.csv", "--out", "m", "--epoch", "3")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("Did you mean '--epochs'?").contains("fit --help");
  }

  @Test
  void aMistypedCommandIsUsageAndIsCorrected() {
    assertThat(run("synthesise", "a.csv")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("Did you mean 'synthesize'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--budget=soon",
        "--type=a=colour",
        "--delimiter=ab",
        "--rows=0",
        "--rows=-5",
        "--rows=many",
        "--epochs=0",
        "--epochs=1.5",
        "--seed=99999999999999999999",
        "--threads=0",
        "--holdout=1",
        "--per-class",
        "--model=no-such-model",
        "--set=no-such-key=1",
        "--set=lonely"
      })
  void wrongValuesAreUsage(String option) throws IOException {
    Path table = file("t.csv", "a,b\n1,2\n3,4\n");
    Path results = directory.resolve("results");
    assertThat(run("synthesize", table.toString(), "--out", results.toString(), option))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).startsWith("error: ").doesNotContain("\tat ");
    assertThat(results).doesNotExist();
  }

  @Test
  void anOutputThatCannotBeWrittenIsToldBeforeTheTableIsRead() throws IOException {
    Path blocked = file("blocked", "");
    assertThat(run("synthesize", "no-such-table.csv", "--out", blocked.toString()))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("cannot write into " + blocked);
  }

  @Test
  void aResultThatCannotBeWrittenIsToldBeforeTheTableIsRead() throws IOException {
    Path results = directory.resolve("results");
    Files.createDirectories(results.resolve("report.html"));
    assertThat(run("synthesize", "no-such-table.csv", "--out", results.toString()))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("report.html", "is a directory");
    assertThat(results).isDirectoryNotContaining("glob:**synthetic.csv");
  }

  @Test
  void anUnsetVariableIsNoDirectory() {
    assertThat(run("synthesize", "no-such-table.csv", "--out", "")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("has no name");
  }

  @Test
  void standardInputIsOneTableOnly() {
    assertThat(run("evaluate", "-", "-")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("standard input");
  }

  @Test
  void badNumbersAreRefusedInWordsOfPeople() {
    run("fit", "a.csv", "--out", "m", "--epochs", "many");
    run("fit", "a.csv", "--out", "m", "--seed", "99999999999999999999");
    assertThat(err.toString())
        .contains("'many' is no whole number", "is too large")
        .doesNotContain(" int", " long");
  }

  @Test
  void badTablesAreBadInput() throws IOException {
    String results = directory.resolve("results").toString();
    String[] broken = {
      directory.resolve("none.csv").toString(),
      file("empty.csv", "").toString(),
      file("header.csv", "a,b\n").toString(),
      file("ragged.csv", "a,b\n1,2\n3\n").toString(),
      file("twice.csv", "a,a\n1,2\n").toString(),
      file("one.csv", "a,b\n1,2\n").toString(),
      file("binary.csv", "\u0000\u0001\u0002\u0000\u0000").toString(),
      directory.toString()
    };
    for (String table : broken) {
      err.getBuffer().setLength(0);
      assertThat(run("synthesize", table, "--out", results, "--quiet"))
          .as("%s: %s", table, err)
          .isEqualTo(ExitCodes.BAD_INPUT);
      assertThat(err.toString()).startsWith("error: ").contains(table).doesNotContain("\tat ");
    }
  }

  @Test
  void anUnknownTargetIsBadInputAndTheNearestNameIsOffered() throws IOException {
    StringBuilder rows = new StringBuilder("outcome,age\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 2).append(',').append(20 + i % 31).append('\n');
    }
    Path table = file("t.csv", rows.toString());
    String results = directory.resolve("results").toString();
    assertThat(run("synthesize", table.toString(), "--out", results, "--target", "outcom", "-q"))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("outcome");
  }

  @Test
  void aBackendThatDoesNotExistIsUsage() throws IOException {
    Path table = file("t.csv", "a,b\n1,2\n3,4\n");
    String results = directory.resolve("results").toString();
    assertThat(run("synthesize", table.toString(), "--out", results, "--backend", "abacus"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("abacus", "ejml");
  }

  @Test
  void aBrokenModelFileIsBadInput() throws IOException {
    Path model = file("m.semblance", "this is no model");
    String rows = directory.resolve("rows.csv").toString();
    assertThat(run("sample", model.toString(), "--rows", "5", "--out", rows))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(run("sample", directory.toString(), "--rows", "5", "--out", rows))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(run("sample", model + "s", "--rows", "5", "--out", rows))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(Path.of(rows)).doesNotExist();
  }

  @Test
  void stacktraceShowsWhere() throws IOException {
    Path table = file("empty.csv", "");
    assertThat(run("schema", table.toString(), "--stacktrace")).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("\tat io.semblance.");
  }

  @Test
  void modelsListsHyperparameters() {
    assertThat(run("models")).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("wgan-gp", "gmm", "carries real rows", "models NAME");
    assertThat(out.toString().lines().count()).isLessThan(36);
    assertThat(run("models", "tvae")).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("tvae: ", "--set", "default", "paper", "settings=paper");
    assertThat(out.toString()).containsPattern("batch +250 +500 ");
  }

  @Test
  void doctorNamesTheBackendsAndTheMachine() {
    assertThat(run("doctor")).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("ejml", "processors", "heap", "default");
  }

  @Test
  void datasetWritesExactlyAsManyRowsAndTheSchemaCanBeEditedAndGivenBack() throws IOException {
    Path table = directory.resolve("health.csv.gz");
    assertThat(
            run("dataset", "health-indicators", "--rows", "20000", "-q", "--out", table.toString()))
        .isEqualTo(ExitCodes.DONE);
    assertThat(run("schema", table.toString())).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("20,000 rows x 22 columns");

    Path schema = directory.resolve("schema.json");
    assertThat(run("schema", table.toString(), "--json", "--out", schema.toString()))
        .isEqualTo(ExitCodes.DONE);
    String first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("schema", table.toString(), "--schema", schema.toString()))
        .isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void aTableIsLikeItself() throws IOException {
    Path table = directory.resolve("health.csv");
    run("dataset", "health-indicators", "--rows", "2000", "-q", "--out", table.toString());
    Path json = directory.resolve("quality.json");
    Path html = directory.resolve("report.html");
    String name = table.toString();
    assertThat(run("evaluate", name, name, "--json", json.toString(), "--html", html.toString()))
        .isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("floor", "ceiling", "1.0000");
    assertThat(json).content().contains("mean_abs_delta_pearson", "own_edges_mean");
    assertThat(html).content().contains("<html");
  }

  @Test
  void anUnknownDatasetIsUsage() {
    assertThat(run("dataset", "cosines")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("sines");
  }
}
