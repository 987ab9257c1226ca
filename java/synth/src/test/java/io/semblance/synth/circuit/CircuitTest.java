package io.semblance.synth.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.stage.StagedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree as a model: what it learns, its density, files, drawing. */
class CircuitTest {
  @TempDir Path directory;

  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("circuit").fit(table, options.build(), FitListener.silent());
  }

  private static FitOptions.Builder quick() {
    return FitOptions.builder().seed(3).threads(2);
  }

  private static CircuitModel circuit(Model model) {
    return (CircuitModel) ((StagedModel) model).model();
  }

  /** A chain of labels, each mostly the one before, and a number that hangs on the last. */
  private static Table chain(int rows) {
    Random random = new Random(8);
    int[][] labels = new int[4][rows];
    double[] number = new double[rows];
    for (int i = 0; i < rows; i++) {
      labels[0][i] = random.nextInt(3);
      for (int c = 1; c < 4; c++) {
        labels[c][i] = random.nextInt(10) < 8 ? labels[c - 1][i] : random.nextInt(3);
      }
      number[i] = Math.rint(1000 * (5 * labels[3][i] + random.nextGaussian())) / 1000;
    }
    return Table.of(
        List.of(
            Fixtures.labels("c", labels[2], "x", "y", "z"),
            Fixtures.labels("a", labels[0], "x", "y", "z"),
            Fixtures.numbers("n", ColumnType.NUMBER, 3, number),
            Fixtures.labels("d", labels[3], "x", "y", "z"),
            Fixtures.labels("b", labels[1], "x", "y", "z")));
  }

  private static double agreement(Table table, String a, String b) {
    int[] x = ((CategoricalColumn) table.column(a)).codes();
    int[] y = ((CategoricalColumn) table.column(b)).codes();
    double same = 0;
    for (int i = 0; i < x.length; i++) {
      same += x[i] == y[i] ? 1 : 0;
    }
    return same / x.length;
  }

  @Test
  void neighboursInTheTreeAreThoseThatDependAndPairsComeBack() {
    Table real = chain(6000);
    Model model = fit(real, quick());
    assertThat(model.describe()).contains("hidden states for each of 5 columns in a tree");
    LatentTree tree = circuit(model).tree();
    List<String> names = tree.variables().names();
    List<String> edges = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int above = tree.tree().parents()[c];
      if (above >= 0) {
        String one = names.get(c);
        String other = names.get(above);
        edges.add(one.compareTo(other) < 0 ? one + other : other + one);
      }
    }
    assertThat(edges).containsExactlyInAnyOrder("ab", "bc", "cd", "dn");
    Table made = model.sample(20_000, 5);
    for (String pair : List.of("ab", "bc", "cd", "ac", "ad")) {
      String a = pair.substring(0, 1);
      String b = pair.substring(1);
      assertThat(agreement(made, a, b)).as(pair).isCloseTo(agreement(real, a, b), within(.02));
    }
    double[] sums = new double[3];
    int[] counts = new int[3];
    int[] d = ((CategoricalColumn) made.column("d")).codes();
    double[] n = Fixtures.values(made, "n");
    for (int i = 0; i < n.length; i++) {
      sums[d[i]] += n[i];
      counts[d[i]]++;
    }
    for (int k = 0; k < 3; k++) {
      assertThat(sums[k] / counts[k]).isCloseTo(5 * k, within(.3));
      // Marginals of categories are exact, but for the draw.
      double share = (double) counts[k] / n.length;
      int[] of = ((CategoricalColumn) real.column("d")).codes();
      int level = k;
      double wanted = Arrays.stream(of).filter(x -> x == level).count() / 6000.;
      assertThat(share).isCloseTo(wanted, within(.015));
    }
  }

  @Test
  void probabilitiesOfAllRowsSumToOneAndAreSharesOfDrawnRows() {
    Random random = new Random(2);
    int[] a = random.ints(3000, 0, 3).toArray();
    int[] b = new int[a.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = random.nextInt(4) == 0 ? random.nextInt(3) : (a[i] + 1) % 3;
    }
    Table real =
        Table.of(
            List.of(
                Fixtures.labels("a", a, "x", "y", "z"), Fixtures.labels("b", b, "p", "q", "r")));
    CircuitModel model = circuit(fit(real, quick()));
    int[] left = {0, 0, 0, 1, 1, 1, 2, 2, 2};
    int[] right = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    Table all =
        Table.of(
            List.of(
                Fixtures.labels("a", left, "x", "y", "z"),
                Fixtures.labels("b", right, "p", "q", "r")));
    double[] logs = model.logLikelihood(all);
    double sum = 0;
    double[] drawn = new double[9];
    Table rows = model.rows(0, 60_000, 4);
    for (int i = 0; i < rows.rows(); i++) {
      int x = ((CategoricalColumn) rows.column("a")).codes()[i];
      int y = ((CategoricalColumn) rows.column("b")).codes()[i];
      drawn[3 * x + y] += 1 / 60_000.;
    }
    for (int i = 0; i < 9; i++) {
      sum += Math.exp(logs[i]);
      assertThat(Math.exp(logs[i])).isCloseTo(drawn[i], within(.008));
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Test
  void threadsAndSplitsDoNotMatterAndAFileDrawsTheSameRows() {
    Table real = Fixtures.mixed(900, 1);
    Model one = fit(real, quick().threads(1));
    Model three = fit(real, quick().threads(3));
    String rows = Fixtures.csv(one.sample(700, 9));
    assertThat(Fixtures.csv(three.sample(700, 9))).isEqualTo(rows);
    Table tail = one.sample(SampleOptions.builder().rows(100).firstRow(600).seed(9).build());
    assertThat(rows).endsWith(Fixtures.csv(tail).split("\n", 2)[1]);
    Path file = directory.resolve("m.semblance");
    one.save(file);
    Model loaded = Models.load(file);
    assertThat(Fixtures.csv(loaded.sample(700, 9))).isEqualTo(rows);
    assertThat(circuit(loaded).logLikelihood(real)).isEqualTo(circuit(one).logLikelihood(real));
    for (String column : List.of("city", "sick")) {
      assertThat(one.sample(2000, 1).column(column).missingCount() / 2000.)
          .isCloseTo(real.column(column).missingCount() / 900., within(.02));
    }
  }

  @Test
  void perClassConstantsAndTinyTables() {
    Table real = Fixtures.mixed(300, 1);
    Model perClass = fit(real, quick().target("city").perClass(true));
    assertThat(perClass.sample(50, 1).rows()).isEqualTo(50);
    Table constant = Table.of(List.of(Fixtures.numbers("n", ColumnType.INTEGER, 0, 7, 7, 7, 7)));
    assertThat(Fixtures.values(fit(constant, quick()).sample(3, 1), "n")).containsOnly(7);
    Table tiny = Fixtures.mixed(6, 2);
    assertThat(fit(tiny, quick()).sample(20, 1).rows()).isEqualTo(20);
  }

  @Test
  void damagedFilesAreRefused() {
    Model model = fit(Fixtures.mixed(200, 1), quick());
    Path file = directory.resolve("m.semblance");
    model.save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String tree = new String(entries.get("tree.json"), UTF_8);
    for (String damaged :
        List.of(
            tree.replaceFirst("-1", "0"),
            tree.replaceFirst("\"states\" : \\d+", "\"states\" : 2000000000"),
            tree.replaceFirst("\"states\" : \\d+", "\"states\" : \"x\""),
            tree.replaceFirst("\\[ *-?\\d+", "[ 99"),
            tree.replaceFirst("parents", "mothers"),
            "{}")) {
      Map<String, byte[]> hostile = new LinkedHashMap<>(entries);
      hostile.put("tree.json", damaged.getBytes(UTF_8));
      Path bad = Zips.write(directory.resolve("bad"), hostile);
      assertThatThrownBy(() -> Models.load(bad))
          .as(damaged)
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("tree.json");
    }
    Map<String, byte[]> hostile = new LinkedHashMap<>(entries);
    Map<String, Safetensors.Tensor> tensors =
        Safetensors.read(entries.get("parameters.safetensors"), "p");
    tensors.get("root").values()[0] = 3;
    hostile.put("parameters.safetensors", Safetensors.write(tensors));
    Path bad = Zips.write(directory.resolve("bad"), hostile);
    assertThatThrownBy(() -> Models.load(bad)).hasMessageContaining("root");
    assertThatThrownBy(() -> fit(Fixtures.mixed(200, 1), quick().set("states", "10")))
        .hasMessageContaining("multiple of 4");
  }
}
