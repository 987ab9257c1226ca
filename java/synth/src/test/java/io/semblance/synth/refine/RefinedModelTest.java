package io.semblance.synth.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.rule.Rules;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.stage.RuleStage;
import io.semblance.synth.stage.StagedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copula cannot bend; keeping its rows by their weights makes it. */
class RefinedModelTest {
  @TempDir Path directory;
  private static Table real;
  private static Model plain;
  private static Model refined;

  @BeforeAll
  static void learn() {
    Random random = new Random(4);
    int rows = 4_000;
    double[] x = new double[rows];
    double[] y = new double[rows];
    int[] label = new int[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = Math.rint(1000 * random.nextGaussian()) / 1000;
      y[i] = Math.rint(1000 * (x[i] * x[i] + random.nextGaussian())) / 1000;
      label[i] = Math.abs(x[i]) > 1 ? 1 : 0;
    }
    real =
        Table.of(
            List.of(
                Fixtures.numbers("x", ColumnType.NUMBER, 3, x),
                Fixtures.numbers("y", ColumnType.NUMBER, 3, y),
                Fixtures.labels("far", label, "no", "yes")));
    FitOptions options = FitOptions.builder().seed(3).threads(2).build();
    plain = Synthesizers.byName("copula").fit(real, options, FitListener.silent());
    refined = RefinedModel.of(plain, real);
  }

  /** Mean of y where x is far from 0, less that where it is near. */
  private static double bend(Table table) {
    double[] x = Fixtures.values(table, "x");
    double[] y = Fixtures.values(table, "y");
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int i = 0; i < x.length; i++) {
      int far = Math.abs(x[i]) > 1 ? 1 : 0;
      sums[far] += y[i];
      counts[far]++;
    }
    return sums[1] / counts[1] - sums[0] / counts[0];
  }

  private static double agree(Table table) {
    double[] x = Fixtures.values(table, "x");
    int[] far = Fixtures.codes(table, "far");
    double agree = 0;
    for (int i = 0; i < x.length; i++) {
      agree += (far[i] == 1) == Math.abs(x[i]) > 1 ? 1.0 / x.length : 0;
    }
    return agree;
  }

  @Test
  void rowsHangTogetherBetterThanTheModels() {
    Table before = plain.sample(10_000, 7);
    Table after = refined.sample(10_000, 7);
    assertThat(Math.abs(bend(after) - bend(real)))
        .isLessThan(.75 * Math.abs(bend(before) - bend(real)));
    assertThat(1 - agree(after)).isLessThan(.75 * (1 - agree(before)));
    assertThat(refined.stages()).contains("refinement");
    assertThat(((RefinedModel) refined).rate()).isBetween(.02, 1.0);
    for (String column : List.of("x", "y")) { // margins stay
      double[] all = Fixtures.values(after, column);
      double[] were = Fixtures.values(real, column);
      double low = java.util.Arrays.stream(were).filter(v -> v < .5).count() / (double) were.length;
      double now = java.util.Arrays.stream(all).filter(v -> v < .5).count() / (double) all.length;
      assertThat(Math.abs(low - now)).as(column).isLessThan(.04);
    }
  }

  @Test
  void rowsDoNotDependOnHowTheWorkIsSplitAndFilesKeepThem() {
    String whole = Fixtures.csv(refined.sample(6_000, 4));
    SampleOptions.Builder rest =
        SampleOptions.builder().seed(4).rows(5_990).firstRow(10).threads(3);
    String first = Fixtures.csv(refined.sample(10, 4));
    String last = Fixtures.csv(refined.sample(rest.build()));
    assertThat(first + last.substring(last.indexOf('\n') + 1)).isEqualTo(whole);
    Path file = directory.resolve("m");
    refined.save(file);
    assertThat(Fixtures.csv(Models.load(file).sample(6_000, 4))).isEqualTo(whole);
  }

  @Test
  void conditionsHold() {
    Condition condition = Condition.builder().between("x", 1, 2).oneOf("far", "yes").build();
    Model circuit =
        Synthesizers.byName("circuit")
            .fit(real, FitOptions.builder().seed(3).threads(2).build(), FitListener.silent());
    Model of = RefinedModel.of(circuit, real);
    Table rows = of.conditional().orElseThrow().given(condition).model().sample(500, 2);
    for (int row = 0; row < 500; row++) {
      assertThat(condition.holds(rows, row)).isTrue();
    }
  }

  /** Ranks are projected before, rules made true after: two lists of stages in one file. */
  @Test
  void stagesBeforeAndAfterAreKeptApart() {
    Model circuit =
        Synthesizers.byName("circuit")
            .fit(real, FitOptions.builder().seed(3).threads(2).build(), FitListener.silent());
    Rules rules = Rules.of(List.of("x <= 1.5"), real);
    Model all = StagedModel.of(RefinedModel.of(circuit, real), new RuleStage(rules));
    assertThat(circuit).isInstanceOf(StagedModel.class);
    Path file = directory.resolve("m");
    all.save(file);
    Model loaded = Models.load(file);
    assertThat(loaded.stages()).isEqualTo(all.stages());
    String rows = Fixtures.csv(all.sample(3_000, 4));
    assertThat(Fixtures.csv(loaded.sample(3_000, 4))).isEqualTo(rows);
  }

  /** Nothing hangs together in one column. */
  @Test
  void oneColumnIsLeftAlone() {
    Table one = real.selectColumns(List.of("x"));
    Column same = Fixtures.labels("same", new int[one.rows()], "a");
    Table two = Table.of(List.of(one.column(0), same));
    Model model =
        Synthesizers.byName("copula").fit(two, FitOptions.builder().build(), FitListener.silent());
    assertThat(RefinedModel.of(model, two)).isSameAs(model);
  }

  @Test
  void damagedFactorsAreRefused() {
    Path file = directory.resolve("m");
    refined.save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String name =
        entries.keySet().stream()
            .filter(n -> n.endsWith("refinement.json"))
            .findAny()
            .orElseThrow();
    String text = new String(entries.get(name), StandardCharsets.UTF_8);
    for (String[] change :
        new String[][] {
          {"\"model\" : \"copula\"", "\"model\" : \"refined\""},
          {"\"rate\" : ", "\"rate\" : -"},
          {"\"a\" : 0", "\"a\" : 9"},
          {"\"column\" : \"x\"", "\"column\" : \"q\""}
        }) {
      String spaced = text.contains(change[0]) ? change[0] : change[0].replace(" : ", ":");
      String other = text.contains(change[0]) ? change[1] : change[1].replace(" : ", ":");
      Map<String, byte[]> hostile = new LinkedHashMap<>(entries);
      assertThat(text).contains(spaced);
      hostile.put(name, text.replace(spaced, other).getBytes(StandardCharsets.UTF_8));
      Path bad = Zips.write(directory.resolve("bad"), hostile);
      assertThatThrownBy(() -> Models.load(bad))
          .as(change[0])
          .isInstanceOf(ModelFileException.class);
    }
  }
}
