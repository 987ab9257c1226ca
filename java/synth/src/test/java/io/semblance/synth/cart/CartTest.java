package io.semblance.synth.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CartTest {
  @TempDir Path directory;

  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("cart").fit(table, options.seed(3).build(), FitListener.silent());
  }

  /** A level of 12 names it by rank; a number that bends with another; missing where it is high. */
  private static Table table(int rows) {
    Random random = new Random(8);
    String[] names = "l k j i h g f e d c b a".split(" ");
    int[] level = new int[rows];
    double[] rank = new double[rows];
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      // The rarest level has some twenty rows of 6,000.
      level[i] = (int) (12 * Math.pow(random.nextDouble(), .5));
      rank[i] = 12 - level[i];
      x[i] = Math.rint(1000 * (2 * random.nextDouble() - 1)) / 1000;
      y[i] = Math.rint(1000 * (x[i] * x[i] + .05 * random.nextGaussian())) / 1000;
      if (x[i] > .8) {
        y[i] = Double.NaN;
      }
    }
    return Table.of(
        List.of(
            Fixtures.labels("level", level, names),
            Fixtures.numbers("rank", ColumnType.INTEGER, 0, rank),
            Fixtures.numbers("x", ColumnType.NUMBER, 3, x),
            nullable(Fixtures.numbers("y", ColumnType.NUMBER, 3, y))));
  }

  private static Column nullable(Column column) {
    return column.withSchema(column.schema().toBuilder().nullable(true).build());
  }

  @Test
  void learnsWhatFollowsWhatBendsAndWhatIsMissing() {
    Table real = table(6_000);
    Table made = fit(real, FitOptions.builder()).sample(6_000, 5);
    int[] level = Fixtures.codes(made, "level");
    double[] rank = Fixtures.values(made, "rank");
    double[] x = Fixtures.values(made, "x");
    double[] y = Fixtures.values(made, "y");
    int wrong = 0;
    int[] counts = new int[12];
    double off = 0;
    int there = 0;
    int misplaced = 0;
    for (int i = 0; i < x.length; i++) {
      wrong += rank[i] == 12 - level[i] ? 0 : 1;
      counts[level[i]]++;
      if (Double.isNaN(y[i])) {
        misplaced += x[i] < .7 ? 1 : 0;
      } else {
        misplaced += x[i] > .9 ? 1 : 0;
        off += Math.abs(y[i] - x[i] * x[i]);
        there++;
      }
    }
    assertThat(wrong).isZero(); // rare levels, too
    assertThat(counts[0]).isBetween(15, 80);
    assertThat(off / there).isLessThan(.09); // of the noise alone it is .04; shuffled .27
    assertThat(misplaced).isLessThan(30);
    assertThat(there / 6_000.0).isCloseTo(.9, within(.02));
  }

  /** Where nothing hangs together there is one leaf a column, and no chance find. */
  @Test
  void independentColumnsAreNotSplit() {
    Random random = new Random(2);
    int rows = 3_000;
    double[][] columns = new double[4][rows];
    for (double[] column : columns) {
      for (int i = 0; i < rows; i++) {
        column[i] = Math.rint(1e4 * random.nextGaussian()) / 1e4;
      }
    }
    Table noise =
        Table.of(
            List.of(
                Fixtures.numbers("a", ColumnType.NUMBER, 4, columns[0]),
                Fixtures.numbers("b", ColumnType.NUMBER, 4, columns[1]),
                Fixtures.numbers("c", ColumnType.NUMBER, 4, columns[2]),
                Fixtures.numbers("d", ColumnType.NUMBER, 4, columns[3])));
    assertThat(fit(noise, FitOptions.builder()).describe())
        .startsWith("cart, 4 trees with 4 leaves");
  }

  @Test
  void threadsSplitsAndFilesChangeNothing() {
    Table real = table(2_000);
    Model model = fit(real, FitOptions.builder().threads(1));
    Model other = fit(real, FitOptions.builder().threads(3));
    String whole = Fixtures.csv(model.sample(5_000, 4));
    assertThat(Fixtures.csv(other.sample(5_000, 4))).isEqualTo(whole);
    SampleOptions.Builder rest = SampleOptions.builder().seed(4).rows(4_990).firstRow(10);
    String first = Fixtures.csv(model.sample(10, 4));
    String last = Fixtures.csv(model.sample(rest.build()));
    assertThat(first + last.substring(last.indexOf('\n') + 1)).isEqualTo(whole);
    Path file = directory.resolve("m");
    model.save(file);
    assertThat(Fixtures.csv(Models.load(file).sample(5_000, 4))).isEqualTo(whole);
  }

  /** No drawn value of a bin is one of the table's, but by chance. */
  @Test
  void leavesHoldNoRows() {
    Table real = table(4_000);
    Model model = fit(real, FitOptions.builder());
    assertThat(model.carriesRealRows()).isFalse();
    double[] x = Fixtures.values(real, "x");
    double[] y = Fixtures.values(real, "y");
    Map<Double, Double> known = new HashMap<>();
    for (int i = 0; i < x.length; i++) {
      known.put(x[i] + 10 * Math.rint(1000 * y[i]), y[i]);
    }
    Table made = model.sample(4_000, 6);
    int copies = 0;
    for (int i = 0; i < 4_000; i++) {
      double a = Fixtures.values(made, "x")[i];
      double b = Fixtures.values(made, "y")[i];
      copies += !Double.isNaN(b) && known.containsKey(a + 10 * Math.rint(1000 * b)) ? 1 : 0;
    }
    // A grid of 2,001 by some 200 likely values, 4,000 of them taken: about one in eighty.
    assertThat(copies).isLessThan(120);
  }

  @Test
  void damagedTreesAreRefused() {
    Path file = directory.resolve("m");
    fit(table(500), FitOptions.builder()).save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String name =
        entries.keySet().stream()
            .filter(n -> n.endsWith("trees.safetensors"))
            .findAny()
            .orElseThrow();
    for (String array : List.of("1.feature", "1.left", "1.codes", "1.from")) {
      Map<String, Safetensors.Stored> trees =
          new LinkedHashMap<>(Safetensors.readAll(entries.get(name), "test"));
      Safetensors.Ints ints = (Safetensors.Ints) trees.get(array);
      int[] wrong = ints.values().clone();
      wrong[0] = array.equals("1.left") ? 0 : 1 << 20;
      trees.put(array, new Safetensors.Ints(ints.shape(), wrong));
      Map<String, byte[]> hostile = new LinkedHashMap<>(entries);
      hostile.put(name, Safetensors.write(trees));
      Path bad = Zips.write(directory.resolve("bad"), hostile);
      assertThatThrownBy(() -> Models.load(bad))
          .as(array)
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("rank");
    }
  }

  @Test
  void oneRowAndWrongSettingsAreRefused() {
    assertThatThrownBy(() -> fit(table(1), FitOptions.builder()))
        .isInstanceOf(SynthesisException.class);
    for (String[] wrong : new String[][] {{"leaf", "0"}, {"evidence", "-1"}, {"depth", "x"}}) {
      assertThatThrownBy(() -> fit(table(100), FitOptions.builder().set(wrong[0], wrong[1])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[0]);
    }
  }
}
