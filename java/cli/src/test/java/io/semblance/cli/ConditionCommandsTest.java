package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of rows on the command line: conditions, shares, holes, likelihoods. */
@TestInstance(Lifecycle.PER_CLASS)
class ConditionCommandsTest extends Commands {
  @TempDir static Path directory;

  private String table;
  private String model;

  private static String file(String name) {
    return directory.resolve(name).toString();
  }

  private static List<String[]> rows(String name) throws IOException {
    return rows(directory.resolve(name));
  }

  @BeforeAll
  void fit() {
    table = file("t.csv");
    model = file("m.semblance");
    run("dataset", "health-indicators", "--rows", "3000", "-q", "--out", table);
    run(
        "fit",
        table,
        "--model",
        "autoregressive",
        "--set",
        "width=16",
        "--epochs",
        "6",
        "-q",
        "--out",
        model);
  }

  @Test
  void blocksOfRowsSatisfyTheirConditionsAndCountsAreExact() throws IOException {
    int code =
        execute(
            "sample",
            model,
            "--where",
            "BMI between 30 and 35 and Sex = 1.0",
            "--rows",
            "300",
            "--where",
            "Age >= 12",
            "--rows",
            "200",
            "--out",
            file("w.csv"));
    assertThat(code).isZero();
    List<String[]> rows = rows("w.csv");
    assertThat(rows).hasSize(501);
    int bmi = List.of(rows.get(0)).indexOf("BMI");
    int sex = List.of(rows.get(0)).indexOf("Sex");
    int age = List.of(rows.get(0)).indexOf("Age");
    for (int i = 1; i <= 300; i++) {
      assertThat(Double.parseDouble(rows.get(i)[bmi])).isBetween(30.0, 35.0);
      assertThat(rows.get(i)[sex]).isEqualTo("1.0");
    }
    for (int i = 301; i <= 500; i++) {
      assertThat(Double.parseDouble(rows.get(i)[age])).isGreaterThanOrEqualTo(12);
    }
  }

  @Test
  void balanceAndSharesGiveTheNumbersThatAreAsked() throws IOException {
    run("sample", model, "--balance", "Diabetes_binary", "--rows", "101", "--out", file("b.csv"));
    assertThat(rows("b.csv").stream().filter(row -> row[0].equals("0.0"))).hasSize(51);
    run(
        "sample",
        model,
        "--shares",
        "Diabetes_binary=0.0:.25,1.0:.75",
        "--rows",
        "200",
        "--out",
        file("s.csv"));
    assertThat(rows("s.csv").stream().filter(row -> row[0].equals("1.0"))).hasSize(150);
  }

  /** Rows of a model with a key depend on those before them, which blocks from row 5 on lack. */
  @Test
  void blocksOfAModelWithAKeyBeginAtTheFirstRow() throws IOException {
    StringBuilder text = new StringBuilder("a,b,g\n");
    for (int i = 0; i < 300; i++) {
      text.append(i % 20).append(',').append(i / 20).append(',').append(i % 2 == 0 ? 'x' : 'y');
      text.append('\n');
    }
    Files.writeString(directory.resolve("key.csv"), text);
    String keyed = file("key.semblance");
    run("fit", file("key.csv"), "--model", "copula", "--rules", "key of a b", "-q", "--out", keyed);
    String[] asked = {
      "sample",
      keyed,
      "--where",
      "g = 'x'",
      "--rows",
      "5",
      "--where",
      "g = 'y'",
      "--rows",
      "5",
      "--first-row",
      "5",
      "--out",
      file("key-out.csv")
    };
    assertThat(execute(asked)).isEqualTo(ExitCodes.USAGE);
    assertThat(directory.resolve("key-out.csv")).doesNotExist();
    asked[11] = "0";
    assertThat(execute(asked)).isZero();
    assertThat(rows("key-out.csv")).hasSize(11);
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsWritten() {
    for (List<String> asked :
        List.of(
            List.of("--where", "BMI > 5000", "--rows", "5"),
            List.of("--where", "Nobody = 1", "--rows", "5"),
            List.of("--where", "Sex = 1.0 and Sex = 0.0", "--rows", "5"),
            List.of("--where", "Sex = 1.0", "--rows", "5", "--rows", "6"),
            List.of("--balance", "BMI", "--rows", "5"),
            List.of("--shares", "Sex=1.0:.7,0.0:.7", "--rows", "5"),
            List.of("--where", "Sex = 1.0"))) {
      List<String> line = new ArrayList<>(List.of("sample", model, "--out", file("no.csv")));
      line.addAll(asked);
      assertThat(execute(line.toArray(String[]::new))).as("%s", asked).isBetween(2, 3);
      assertThat(directory.resolve("no.csv")).doesNotExist();
    }
  }

  @Test
  void givenCellsStayAndTheOthersAreFilled() throws IOException {
    Files.write(directory.resolve("part.csv"), List.of("Age,Sex", "9.0,1.0", "3.0,", ",0.0"));
    assertThat(
            execute(
                "sample", model, "--complete", file("part.csv"), "--out", file("completed.csv")))
        .isZero();
    List<String[]> rows = rows("completed.csv");
    assertThat(rows).hasSize(4);
    int sex = List.of(rows.get(0)).indexOf("Sex");
    int age = List.of(rows.get(0)).indexOf("Age");
    assertThat(rows.get(1)[age] + rows.get(1)[sex] + rows.get(2)[age] + rows.get(3)[sex])
        .isEqualTo("9.01.03.00.0");
    for (String[] row : rows) {
      assertThat(row).hasSize(22).doesNotContain("");
    }
  }

  @Test
  void emptyColumnsAndRareNumbersAreNoReasonToFail() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,empty"));
    Random random = new Random(4);
    for (int i = 0; i < 400; i++) {
      int a = random.nextInt(1000);
      lines.add((i % 9 == 0 ? "" : a) + "," + (a + random.nextInt(30)) + ",");
    }
    Files.write(directory.resolve("e.csv"), lines);
    String own = file("e.semblance");
    run(
        "fit",
        file("e.csv"),
        "--model",
        "autoregressive",
        "--set",
        "width=8",
        "--epochs",
        "2",
        "-q",
        "--out",
        own);
    Files.write(directory.resolve("new.csv"), List.of("a,b,empty", ",5000,", "17,,"));
    run("impute", file("new.csv"), "--model", own, "--out", file("e-full.csv"));
    List<String[]> rows = rows("e-full.csv");
    assertThat(rows.get(1)[0]).isNotEmpty();
    assertThat(rows.get(1)[1]).isEqualTo("5000");
    assertThat(rows.get(2)[0]).isEqualTo("17");
    run("likelihood", own, file("new.csv").replace("new", "e"), "--out", file("e-l.csv"));
    assertThat(rows("e-l.csv")).hasSize(401);
  }

  @Test
  void imputeFillsEachHoleAndTouchesNothingElse() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(table)).subList(0, 400);
    List<String> holed = new ArrayList<>(List.of(lines.get(0)));
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",");
      cells[i % cells.length] = "";
      cells[i * 7 % cells.length] = "";
      holed.add(String.join(",", cells));
    }
    Files.write(directory.resolve("holed.csv"), holed);
    int code =
        execute(
            "impute",
            file("holed.csv"),
            "--model",
            model,
            "--draws",
            "2",
            "--out",
            file("full.csv"));
    assertThat(code).isZero();
    List<String[]> was = rows("holed.csv");
    List<String[]> first = rows("full-1.csv");
    List<String[]> second = rows("full-2.csv");
    int differ = 0;
    for (int i = 0; i < was.size(); i++) {
      for (int c = 0; c < was.get(i).length; c++) {
        assertThat(first.get(i)[c]).isNotEmpty();
        if (!was.get(i)[c].isEmpty()) {
          assertThat(first.get(i)[c]).isEqualTo(was.get(i)[c]);
        }
        differ += first.get(i)[c].equals(second.get(i)[c]) ? 0 : 1;
      }
    }
    assertThat(differ).isGreaterThan(20);
  }

  @Test
  void rulesHoldInEveryRowAlsoUnderConditions() throws IOException {
    List<String> lines = new ArrayList<>(List.of("qty,price,total,low,high"));
    Random random = new Random(3);
    for (int i = 0; i < 800; i++) {
      int qty = 1 + random.nextInt(9);
      int price = 10 + random.nextInt(700);
      int low = random.nextInt(500);
      lines.add(
          qty + "," + price + "," + qty * price + "," + low + "," + (low + random.nextInt(90)));
    }
    Files.write(directory.resolve("rules.csv"), lines);
    String ruled = file("ruled.semblance");
    for (String kind : List.of("copula", "circuit")) {
      run("fit", file("rules.csv"), "--model", kind, "--rules", "found", "--out", ruled);
      run(
          "sample",
          ruled,
          "--where",
          "total >= 2000 and qty <= 6",
          "--rows",
          "500",
          "--out",
          file("rows.csv"));
      List<String[]> rows = rows("rows.csv");
      assertThat(rows).hasSize(501);
      for (String[] row : rows.subList(1, 501)) {
        int total = Integer.parseInt(row[2]);
        assertThat(total).isEqualTo(Integer.parseInt(row[0]) * Integer.parseInt(row[1]));
        assertThat(total).isGreaterThanOrEqualTo(2000);
        assertThat(Integer.parseInt(row[0])).isLessThanOrEqualTo(6);
        assertThat(Integer.parseInt(row[3])).isLessThanOrEqualTo(Integer.parseInt(row[4]));
      }
    }
    run(
        "evaluate",
        file("rules.csv"),
        file("rows.csv"),
        "--where",
        "total >= 2000 and qty <= 6",
        "--rules",
        "total = qty * price,low <= high,price >= 100",
        "--json",
        file("asked.json"));
    JsonNode asked =
        new ObjectMapper().readTree(Path.of(file("asked.json")).toFile()).path("asked");
    assertThat(asked.path("condition").path("broken").asDouble()).isZero();
    assertThat(asked.path("condition").path("real").asDouble()).isZero();
    assertThat(asked.path("rules")).hasSize(3);
    assertThat(
            asked.path("rules").findValues("broken").stream().mapToDouble(JsonNode::asDouble).sum())
        .isZero();
    assertThat(out.toString()).contains("3 of 3");
    assertThat(
            execute(
                "evaluate",
                file("rules.csv"),
                file("rows.csv"),
                "--where",
                "qty > 5",
                "--length",
                "12"))
        .isEqualTo(2);
    assertThat(execute("evaluate", file("rules.csv"), file("rows.csv"), "--rules", "total = qtty"))
        .isEqualTo(3);
    assertThat(err.toString()).contains("Did you mean 'qty'");
    assertThat(execute("evaluate", file("rules.csv"), file("rows.csv"), "--where", "qty > 9"))
        .isEqualTo(3);
    assertThat(err.toString()).contains("qty");
    assertThat(execute("fit", table, "--rules", "BMI = Ages * 2", "--out", file("no.semblance")))
        .isEqualTo(3);
    assertThat(err.toString()).contains("Did you mean 'Age'");
  }

  @Test
  void temperatureMakesRowsMoreAlikeOrLess() throws IOException {
    double[] commonest = new double[3];
    String[] temperatures = {"0.3", "1", "3"};
    for (int i = 0; i < 3; i++) {
      run(
          "sample",
          model,
          "--temperature",
          temperatures[i],
          "--rows",
          "4000",
          "--out",
          file("warm.csv"));
      commonest[i] =
          rows("warm.csv").stream().skip(1).filter(row -> row[0].equals("0.0")).count() / 4000.0;
    }
    assertThat(commonest[0]).isGreaterThan(commonest[1] + .05);
    assertThat(commonest[1]).isGreaterThan(commonest[2] + .05);
    assertThat(
            execute("sample", model, "--temperature", "0", "--rows", "9", "--out", file("x.csv")))
        .isEqualTo(2);
    String copula = file("cold.semblance");
    run("fit", table, "--model", "copula", "-q", "--out", copula);
    assertThat(
            execute("sample", copula, "--temperature", "2", "--rows", "9", "--out", file("x.csv")))
        .isNotZero();
    assertThat(err.toString()).contains("copula has no temperature");
  }

  @Test
  void likelihoodTellsTheRarestRowsFirstAndEvaluateAsksTheModel() throws IOException {
    run("likelihood", model, table, "--out", file("l.csv"));
    List<String[]> rows = rows("l.csv");
    assertThat(rows).hasSize(3001);
    for (int i = 2; i < rows.size(); i++) {
      assertThat(Double.parseDouble(rows.get(i)[1]))
          .isGreaterThanOrEqualTo(Double.parseDouble(rows.get(i - 1)[1]));
    }
    run(
        "dataset",
        "health-indicators",
        "--rows",
        "2000",
        "--seed",
        "9",
        "-q",
        "--out",
        file("held.csv"));
    run("sample", model, "--rows", "2000", "--out", file("syn.csv"));
    run(
        "evaluate",
        table,
        file("syn.csv"),
        "--holdout",
        file("held.csv"),
        "--model",
        model,
        "--json",
        file("q.json"));
    double auc =
        new ObjectMapper()
            .readTree(directory.resolve("q.json").toFile())
            .at("/privacy/likelihood_auc")
            .asDouble();
    assertThat(auc).isBetween(.47, .7);

    String copula = file("c.semblance");
    run("fit", table, "--model", "copula", "-q", "--out", copula);
    assertThat(execute("likelihood", copula, table)).isEqualTo(2);
    assertThat(err.toString()).contains("does not know how likely");
  }
}
