package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.source.Place;
import io.semblance.data.source.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from and to typed tables. */
class SourceCommandsTest extends Commands {
  @TempDir Path directory;

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private Table read(String place) {
    return Tables.read(Place.of(place), CsvOptions.defaults());
  }

  private void sample() {
    run("dataset", "health-indicators", "--rows", "800", "--out", file("t.csv"));
    run("fit", file("t.csv"), "--model", "copula", "--out", file("t.semblance"));
    run("sample", file("t.semblance"), "--rows", "700", "--out", file("t.parquet"));
  }

  @Test
  void aParquetFileInAndOneOut() {
    sample();
    Table table = read(file("t.parquet"));
    assertThat(table.rows()).isEqualTo(700);
    run("synthesize", file("t.parquet"), "--model", "cart", "--rows", "300", "--out", file("r"));
    Table rows = read(file("r/synthetic.parquet"));
    assertThat(rows.rows()).isEqualTo(300);
    assertThat(rows.schema().columns().stream().map(c -> c.stored()).toList())
        .isEqualTo(table.schema().columns().stream().map(c -> c.stored()).toList());
    assertThat(directory.resolve("r/synthetic.csv")).doesNotExist();
    assertThat(directory.resolve("r/report.html")).exists();
    run("evaluate", file("t.csv"), file("r/synthetic.parquet"), "--json", file("q.json"));
    run("profile", file("t.parquet"), "--out", file("p.html"));
    assertThat(directory.resolve("p.html")).exists();
    run("compare", file("t.parquet"), file("t.csv"), "--out", file("c.html"));
    assertThat(directory.resolve("c.html")).exists();
    // A run from text leaves no rows of the run before.
    run("synthesize", file("t.csv"), "--model", "cart", "--rows", "300", "--out", file("r"));
    assertThat(directory.resolve("r/synthetic.parquet")).doesNotExist();
    assertThat(directory.resolve("r/synthetic.csv")).exists();
  }

  @Test
  void aDatabaseInAndOneOut() throws IOException {
    sample();
    String database = "jdbc:sqlite:" + file("db");
    run("sample", file("t.semblance"), "--rows", "500", "--to", database, "--to-table", "real");
    assertThat(read(database + "#real").rows()).isEqualTo(500);
    run(
        "synthesize",
        "--from",
        database,
        "--table",
        "real",
        "--model",
        "cart",
        "--out",
        file("r"),
        "--to",
        database,
        "--to-table",
        "syn");
    assertThat(read(database + "#syn").rows()).isEqualTo(500);
    assertThat(directory.resolve("r/synthetic.csv")).doesNotExist();
    assertThat(
            execute(
                "sample", file("r/model.semblance"), "--rows", "40", "--out", database + "#syn"))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("there already");
    run(
        "sample",
        file("r/model.semblance"),
        "--rows",
        "40",
        "--to",
        database,
        "--to-table",
        "syn",
        "--append");
    assertThat(read(database + "#syn").rows()).isEqualTo(540);
    run("evaluate", database + "#real", database + "#syn", "--json", file("q.json"));
    assertThat(directory.resolve("q.json")).exists();
    run("schema", "--from", database, "--query", "select BMI, Age from real where BMI > 30");
    assertThat(out.toString()).contains("BMI").doesNotContain("Smoker");
    byte[] model = Files.readAllBytes(directory.resolve("r/model.semblance"));
    assertThat(new String(model, StandardCharsets.ISO_8859_1)).doesNotContain("jdbc:");
  }

  @Test
  void whatDoesNotGoTogetherIsSaid() {
    record Said(List<String> command, String words) {}
    for (Said one :
        List.of(
            new Said(List.of("schema"), "name a TABLE, or a database by --from"),
            new Said(List.of("schema", "--table", "t"), "go with --from"),
            new Said(List.of("schema", "t.csv", "--from", "jdbc:x:y"), "either t.csv or --from"),
            new Said(List.of("schema", "--from", "jdbc:x:y"), "--table or by --query"),
            new Said(List.of("schema", "jdbc:nosuch:x#t"), "class path"),
            new Said(
                List.of("schema", "jdbc:postgresql://h/d?password=hidden#t"),
                "holds a password"))) {
      assertThat(execute(one.command().toArray(String[]::new))).isNotEqualTo(ExitCodes.DONE);
      assertThat(err.toString()).as(one.command().toString()).contains(one.words());
      assertThat(err.toString()).doesNotContain("hidden");
    }
  }

  /**
   * Nothing is lost by an option that a file cannot follow, and no time by a table that is there.
   */
  @Test
  void whatCannotBeWrittenIsSaidBeforeTheWork() throws IOException {
    sample();
    Path rows = directory.resolve("t.csv");
    String before = Files.readString(rows);
    assertThat(
            execute(
                "sample", file("t.semblance"), "--rows", "5", "--out", file("t.csv"), "--append"))
        .isNotEqualTo(ExitCodes.DONE);
    assertThat(err.toString()).contains("cannot be added to a file");
    assertThat(Files.readString(rows)).isEqualTo(before);
    String database = "jdbc:sqlite:" + file("db");
    String[] synthesize = {
      "synthesize",
      file("t.csv"),
      "--model",
      "cart",
      "--out",
      file("r"),
      "--to",
      database,
      "--to-table",
      "syn"
    };
    List<String> append = new java.util.ArrayList<>(List.of(synthesize));
    append.add("--append");
    assertThat(execute(append.toArray(String[]::new))).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("no table to add rows to");
    assertThat(directory.resolve("r/model.semblance")).doesNotExist();
    run(synthesize);
    Files.delete(directory.resolve("r/model.semblance"));
    assertThat(execute(synthesize)).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(directory.resolve("r/model.semblance")).doesNotExist();
    assertThat(execute("sample", file("t.semblance"), "--rows", "5", "--out", file("x.parquet.gz")))
        .isEqualTo(ExitCodes.BAD_INPUT);
  }
}
