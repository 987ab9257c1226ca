package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCommandsTest extends Commands {
  @TempDir Path directory;

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private List<String[]> rows(String name) throws IOException {
    return rows(directory.resolve(name));
  }

  private void fitWithSchema(String ruled) {
    run(
        "fit",
        file("cars.csv"),
        "--schema",
        file("cars.json"),
        "--model",
        "copula",
        "--out",
        ruled);
  }

  /** What the schema file says is kept; rows out of bounds are not learnt from. */
  @Test
  void rulesStandInTheSchemaFile() throws IOException {
    List<String> lines = new ArrayList<>(List.of("make,model,age,low,high"));
    Random random = new Random(4);
    for (int i = 0; i < 900; i++) {
      int make = random.nextInt(3);
      int low = random.nextInt(500);
      lines.add(
          "m"
              + make
              + ",x"
              + make
              + random.nextInt(3)
              + ","
              + random.nextInt(90)
              + ","
              + low
              + ","
              + (low + random.nextInt(90)));
    }
    Files.write(directory.resolve("cars.csv"), lines);
    run("schema", file("cars.csv"));
    assertThat(out.toString())
        .contains("rule: low <= high")
        .contains("rule: model determines make");
    run("schema", file("cars.csv"), "--json", "--out", file("cars.json"));
    Path schema = directory.resolve("cars.json");
    String text = Files.readString(schema);
    assertThat(text).contains("\"low <= high\"");
    Files.writeString(
        schema,
        text.replaceFirst(
            "(?s)\"rules\" : \\[.*?\\]",
            "\"rules\": [\"low <= high\", \"age >= 18\", \"combinations of make model\"]"));
    String ruled = file("cars.semblance");
    fitWithSchema(ruled);
    run("sample", ruled, "--rows", "3000", "--out", file("more.csv"));
    int eighteen = 0;
    for (String[] row : rows("more.csv").subList(1, 3001)) {
      assertThat(row[1]).startsWith("x" + row[0].substring(1));
      assertThat(Integer.parseInt(row[2])).isGreaterThanOrEqualTo(18);
      assertThat(Integer.parseInt(row[3])).isLessThanOrEqualTo(Integer.parseInt(row[4]));
      eighteen += row[2].equals("18") ? 1 : 0;
    }
    assertThat(eighteen).isLessThan(150); // none are brought to the bound; a 72nd of them is 42
    Files.writeString(schema, text.replaceFirst("(?s)\"rules\" : \\[.*?\\]", "\"rules\": []"));
    fitWithSchema(ruled);
    run("sample", ruled, "--rows", "500", "--out", file("more.csv"));
    assertThat(rows("more.csv").stream().skip(1).filter(row -> Integer.parseInt(row[2]) < 18))
        .isNotEmpty();
  }

  /** What one rule makes impossible is refused at once, by its name. */
  @Test
  void conditionsThatARuleContradictsAreRefused() throws IOException {
    List<String> lines = new ArrayList<>(List.of("make,model,age"));
    for (int i = 0; i < 400; i++) {
      lines.add("m" + i % 3 + ",x" + i % 3 + i % 2 + "," + (20 + i % 50));
    }
    Files.write(directory.resolve("few.csv"), lines);
    for (String rule :
        List.of("model determines make", "combinations of make model", "model matches x0.*")) {
      String ruled = file("few.semblance");
      run("fit", file("few.csv"), "--model", "circuit", "--rules", rule, "--out", ruled);
      run(
          "sample",
          ruled,
          "--where",
          "make = m0 and model = x01",
          "--rows",
          "20",
          "--out",
          file("o"));
      err.getBuffer().setLength(0);
      String where = rule.contains("matches") ? "model = x11" : "make = m0 and model = x11";
      assertThat(execute("sample", ruled, "--where", where, "--rows", "9", "--out", file("p")))
          .isEqualTo(3);
      assertThat(err.toString()).contains("no row that keeps the rule \"" + rule);
      assertThat(Files.exists(directory.resolve("p"))).isFalse();
    }
  }
}
