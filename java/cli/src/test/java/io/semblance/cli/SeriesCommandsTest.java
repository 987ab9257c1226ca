package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on tables whose rows make sequences. */
class SeriesCommandsTest extends Commands {
  @TempDir Path directory;

  private String table;

  @BeforeEach
  void simulate() {
    table = file("series.csv");
    run("dataset", "series", "--rows", "3000", "--out", table, "-q");
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name));
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(name).toFile());
  }

  @Test
  void synthesizeLeavesSequencesAndTheirScores() throws IOException {
    String result = file("result");
    run(
        "synthesize",
        table,
        "--sequence-by",
        "id",
        "--time",
        "t",
        "--model",
        "var",
        "--out",
        result);
    List<String> rows = Files.readAllLines(Path.of(result, "synthetic.csv"));
    assertThat(rows).hasSize(3_001);
    assertThat(rows.get(0)).isEqualTo(lines("series.csv").get(0));
    Map<String, Integer> last = new HashMap<>();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      int t = Integer.parseInt(cells[1]);
      assertThat(last.getOrDefault(cells[0], -1)).isLessThan(t);
      last.put(cells[0], t);
    }
    assertThat(last).hasSizeGreaterThan(20);
    JsonNode series =
        new ObjectMapper().readTree(Path.of(result, "quality.json").toFile()).get("series");
    for (String score : List.of("discriminative_score", "predictive_score")) {
      for (String key : List.of("mean", "deviation", "floor", "ceiling")) {
        assertThat(series.path(score).path(key).isNumber()).as(score + "." + key).isTrue();
      }
    }
    assertThat(series.at("/not_increasing/value").asDouble()).isZero();
    assertThat(out.toString()).contains("series told apart");
    assertThat(Path.of(result, "report.html")).content().contains("id=\"series\"");
  }

  @Test
  void sampleCountsSequencesAndHeedsStartAndLength() throws IOException {
    String model = file("m.semblance");
    run("fit", table, "--sequence-by", "id", "--time", "t", "--model", "var", "--out", model, "-q");
    String[] sample = {"sample", model, "--start", "100", "--length", "12", "-q"};
    run(with(sample, "--sequences", "5", "--out", file("a.csv")));
    assertThat(lines("a.csv")).hasSize(61);
    assertThat(lines("a.csv").get(1).split(",")[1]).isEqualTo("100");
    run(with(sample, "--sequences", "2", "--first-sequence", "3", "--out", file("b.csv")));
    assertThat(lines("b.csv").subList(1, 25)).isEqualTo(lines("a.csv").subList(37, 61));
    assertThat(execute(with(sample, "--out", file("c.csv")))).isEqualTo(ExitCodes.USAGE);
    assertThat(execute(with(sample, "--sequences", "1", "--rows", "2", "--out", file("c.csv"))))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("either --rows or --sequences");
  }

  private static String[] with(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void evaluateAndProfileKnowSequences() throws IOException {
    run("dataset", "series", "--rows", "12000", "--out", table, "-q");
    run("dataset", "series", "--rows", "12000", "--seed", "2", "--out", file("other.csv"), "-q");
    run(
        "evaluate",
        table,
        file("other.csv"),
        "--sequence-by",
        "id",
        "--time",
        "t",
        "--seeds",
        "1",
        "--json",
        file("q.json"));
    double floor = json("q.json").at("/series/discriminative_score/floor").asDouble();
    // Two columns make a judge of one unit, which does not see all.
    assertThat(json("q.json").at("/series/discriminative_score/mean").asDouble())
        .isLessThan(floor - .1);
    run(
        "profile",
        table,
        "--sequence-by",
        "id",
        "--time",
        "t",
        "--out",
        file("p.html"),
        "--json",
        file("p.json"),
        "-q");
    assertThat(json("p.json").at("/sequences/count").asInt()).isGreaterThan(20);
    assertThat(json("p.json").at("/sequences/regularity").asDouble()).isEqualTo(1);
    assertThat(directory.resolve("p.html")).content().contains("id=\"sequences\"");
  }

  @Test
  void whatMakesNoSequencesIsSaidBeforeAnythingIsWritten() {
    String model = file("m.semblance");
    assertThat(execute("fit", table, "--sequence-by", "ids", "--out", model))
        .isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(err.toString()).contains("ids").contains("Did you mean 'id'");
    assertThat(execute("fit", table, "--model", "timegan", "--out", model))
        .isEqualTo(ExitCodes.FAILED);
    assertThat(err.toString()).contains("--sequence-by");
    assertThat(execute("fit", table, "--length", "0", "--out", model)).isEqualTo(ExitCodes.USAGE);
    assertThat(Path.of(model)).doesNotExist();
  }
}
