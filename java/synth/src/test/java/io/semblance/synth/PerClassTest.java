package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerClassTest {
  @TempDir Path directory;

  private static FitOptions.Builder perClass(String target) {
    return Fixtures.quick().target(target).perClass(true);
  }

  /** Values of x lie in a band of their own for each class, so a mixed-up class shows. */
  private static Table banded(int rows, int... codes) {
    Random random = new Random(2);
    int[] classes = new int[rows];
    double[] x = new double[rows];
    for (int i = 0; i < rows; i++) {
      classes[i] = codes[i % codes.length];
      x[i] = Math.rint(1000 * (10 * classes[i] + random.nextDouble())) / 1000;
    }
    return Table.of(
        List.of(
            Fixtures.numbers("x", ColumnType.NUMBER, 3, x),
            Fixtures.labels("kind", classes, "low", "middle", "high"),
            Fixtures.numbers(
                "noise", ColumnType.NUMBER, 3, random.doubles(rows).map(v -> v).toArray())));
  }

  @Test
  void classesComeByTheirSharesAndRowsFromTheirOwnModel() {
    Table table = banded(400, 0, 0, 0, 1, 1, 2, 0, 0);
    Model model = Fixtures.fit(table, perClass("kind"));
    Table rows = model.sample(8000, 3);
    assertThat(rows.schema().names()).containsExactly("x", "kind", "noise");
    int[] kind = Fixtures.codes(rows, "kind");
    double[] x = Fixtures.values(rows, "x");
    double[] shares = new double[3];
    for (int i = 0; i < kind.length; i++) {
      shares[kind[i]] += 1.0 / kind.length;
      assertThat(x[i]).isBetween(10.0 * kind[i], 10.0 * kind[i] + 1);
    }
    assertThat(shares).containsExactly(new double[] {5 / 8.0, 2 / 8.0, 1 / 8.0}, within(.02));
    assertThat(model.describe()).contains("3 models", "kind");
  }

  @Test
  void missingIsAClassOfItsOwn() {
    Table table = banded(300, 0, -1, 2);
    Model model = Fixtures.fit(table, perClass("kind"));
    Path file = directory.resolve("model");
    model.save(file);
    Table rows = Models.load(file).sample(3000, 3);
    int[] kind = Fixtures.codes(rows, "kind");
    double[] x = Fixtures.values(rows, "x");
    int missing = 0;
    for (int i = 0; i < kind.length; i++) {
      missing += kind[i] < 0 ? 1 : 0;
      assertThat(x[i]).isBetween(10.0 * kind[i], 10.0 * kind[i] + 1);
    }
    assertThat(missing / 3000.0).isCloseTo(1 / 3.0, within(.04));
    assertThat(kind).doesNotContain(1);
  }

  @Test
  void numbersCanBeClasses() {
    double[] grade = new double[200];
    Arrays.setAll(grade, i -> i % 4 == 0 ? Double.NaN : 1.5 * (i % 4));
    double[] x = new double[200];
    Arrays.setAll(x, i -> i % 4 * 10 + i / 200.0);
    Table table =
        Table.of(
            List.of(
                NumericColumn.of(
                    ColumnSchema.builder("grade", ColumnType.NUMBER)
                        .range(1.5, 4.5)
                        .decimals(1)
                        .nullable(true)
                        .build(),
                    grade),
                Fixtures.numbers("x", ColumnType.NUMBER, 3, x)));
    Model model = Fixtures.fit(table, perClass("grade"));
    Path file = directory.resolve("model");
    model.save(file);
    Table rows = Models.load(file).sample(2000, 1);
    double[] drawn = Fixtures.values(rows, "grade");
    double[] of = Fixtures.values(rows, "x");
    for (int i = 0; i < drawn.length; i++) {
      double band = Double.isNaN(drawn[i]) ? 0 : drawn[i] / 1.5 * 10;
      assertThat(of[i]).isBetween(band, band + 1);
    }
    assertThat(Arrays.stream(drawn).filter(Double::isNaN).count()).isBetween(400L, 600L);
  }

  /** A label that only one class has all but never becomes another one's. */
  @Test
  void labelsOfOneClassStayWithIt() {
    int[] kind = new int[200];
    int[] label = new int[200];
    Arrays.setAll(kind, i -> i % 2);
    Arrays.setAll(label, i -> i % 2 == 0 ? i / 2 % 2 : 2 + i / 2 % 2);
    Table table =
        Table.of(
            List.of(
                Fixtures.labels("label", label, "a", "b", "c", "d"),
                Fixtures.labels("kind", kind, "first", "second")));
    Model model = Fixtures.fit(table, perClass("kind").set("calibrate", "true"));
    Table rows = model.sample(2000, 1);
    int[] kinds = Fixtures.codes(rows, "kind");
    int[] labels = Fixtures.codes(rows, "label");
    long astray = IntStream.range(0, 2000).filter(i -> labels[i] / 2 != kinds[i]).count();
    assertThat(astray).isLessThan(5);
    assertThat(((CategoricalColumn) rows.column("label")).dictionary())
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void runningNumbersRunOnOverAllClasses() {
    int rows = 100;
    String[] ids = new String[rows];
    Arrays.setAll(ids, i -> String.valueOf(i + 1));
    int[] kind = new int[rows];
    Arrays.setAll(kind, i -> i % 2);
    double[] x = new Random(1).doubles(rows).toArray();
    Table table =
        Table.of(
            List.of(
                Fixtures.ids("id", ids),
                Fixtures.labels("kind", kind, "first", "second"),
                Fixtures.numbers("x", ColumnType.NUMBER, 9, x)));
    Table drawn = Fixtures.fit(table, perClass("kind")).sample(3000, 1);
    CategoricalColumn id = (CategoricalColumn) drawn.column("id");
    List<String> texts = IntStream.range(0, 3000).mapToObj(id::label).toList();
    assertThat(texts).doesNotHaveDuplicates().startsWith("101", "102", "103").endsWith("3100");
  }

  /** Each part counts the rows of a class anew; across its end nothing may repeat or be lost. */
  @Test
  void aRowIsTheSameWhereverTheSampleBegins() {
    Model model = Fixtures.fit(banded(400, 0, 0, 0, 1, 1, 2, 0, 0), perClass("kind"));
    int part = model.partRows();
    SampleOptions.Builder options = SampleOptions.builder().seed(3).backend("ejml");
    List<String> whole = lines(model, options.rows(2L * part + 100).threads(1).build());
    assertThat(whole.stream().distinct().count()) // half of them, if one part were as the other
        .isGreaterThan(whole.size() * 2 / 3);
    Random random = new Random(5);
    for (int threads = 1; threads <= 3; threads++) {
      for (int first : new int[] {0, part - 1, part, part + 1, random.nextInt(2 * part)}) {
        int rows = Math.min(whole.size() - first, 1 + random.nextInt(part));
        List<String> some =
            lines(model, options.firstRow(first).rows(rows).threads(threads).build());
        assertThat(some)
            .as("%d rows from %d on %d threads", rows, first, threads)
            .isEqualTo(whole.subList(first, first + rows));
      }
    }
  }

  private static List<String> lines(Model model, SampleOptions options) {
    return Fixtures.csv(model.sample(options)).lines().skip(1).toList();
  }

  @Test
  void whatCannotBeSplitIsRefusedInWords() {
    Table table = banded(100, 0, 1);
    assertThatThrownBy(() -> Fixtures.fit(table, Fixtures.quick().perClass(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target");
    assertThatThrownBy(() -> Fixtures.fit(table, perClass("knid")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("knid");
    assertThatThrownBy(() -> Fixtures.fit(banded(1000, 0), perClass("x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than 100 classes");
    Table named = Fixtures.mixed(50, 1);
    assertThatThrownBy(() -> Fixtures.fit(named, perClass("id")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("identifier");
    assertThatThrownBy(() -> Fixtures.fit(banded(19, 0, 1), perClass("kind")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("class 'middle' has 9 rows");
  }

  @Test
  void validationRowsAreSplitByClassToo() {
    Table table = banded(600, 0, 2);
    int[] calls = new int[1];
    Validation validation =
        new Validation(
            banded(120, 0, 2),
            (real, synthetic) -> {
              calls[0]++;
              assertThat(real.schema().has("kind")).isFalse();
              assertThat(real.rows()).isEqualTo(60);
              double[] x = Fixtures.values(real, "x");
              assertThat(x[0] < 5 ? 0 : 20).isEqualTo(x[59] < 5 ? 0 : 20);
              return 1;
            });
    Fixtures.fit(table, perClass("kind").validation(validation));
    assertThat(calls[0]).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aTargetAloneIsATableOfConstants() {
    int[] kind = new int[60];
    Arrays.setAll(kind, i -> i % 3);
    Table table =
        Table.of(
            List.of(
                Fixtures.labels("kind", kind, "a", "b", "c"),
                Fixtures.numbers(
                    "one",
                    ColumnType.INTEGER,
                    0,
                    Collections.nCopies(60, 1).stream().mapToDouble(v -> v).toArray())));
    Table rows = Fixtures.fit(table, perClass("kind")).sample(900, 1);
    assertThat(Arrays.stream(Fixtures.codes(rows, "kind")).distinct().count()).isEqualTo(3);
  }

  @Test
  void aTableOfTheTargetOnlyIsRefusedInWords() {
    int[] kind = new int[60];
    Arrays.setAll(kind, i -> i % 3);
    Table table = Table.of(List.of(Fixtures.labels("kind", kind, "a", "b", "c")));
    assertThatThrownBy(() -> Fixtures.fit(table, perClass("kind")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column 'kind': it is the only one");
    assertThat(Fixtures.fit(table, Fixtures.quick()).sample(90, 1).rows()).isEqualTo(90);
  }

  /** Cancelled in the second of three classes: the first is not learnt again. */
  @Test
  void aFitThatGoesOnDoesNotLearnFinishedClassesAgain() {
    Table table = banded(300, 0, 1, 2);
    FitOptions.Builder options = perClass("kind").epochs(30);
    Path undisturbed = directory.resolve("undisturbed");
    Fixtures.fit(table, options).save(undisturbed);
    Path folder = directory.resolve("checkpoint");
    options.checkpoint(folder);
    Phases broken = new Phases("class 2 of 3");
    assertThatThrownBy(() -> Synthesizers.byName("wgan-gp").fit(table, options.build(), broken))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("Cancelled");
    Phases resumed = new Phases("never");
    Model model = Synthesizers.byName("wgan-gp").fit(table, options.resume(true).build(), resumed);
    assertThat(resumed.seen).noneMatch(phase -> phase.startsWith("class 1 of 3"));
    assertThat(resumed.seen).anyMatch(phase -> phase.startsWith("class 3 of 3"));
    Path file = directory.resolve("resumed");
    model.save(file);
    assertThat(file).hasSameBinaryContentAs(undisturbed);
    FitOptions other = options.seed(12).build();
    assertThatThrownBy(() -> Synthesizers.byName("wgan-gp").fit(table, other, resumed))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("fit.seed is 11 there and 12 here");
  }

  /** Keeps the names of phases, and cancels in one of them. */
  private static final class Phases implements FitListener {
    private final List<String> seen = new ArrayList<>();
    private final String last;

    Phases(String last) {
      this.last = last;
    }

    @Override
    public void progress(FitProgress progress) {
      seen.add(progress.phase());
    }

    @Override
    public boolean cancelled() {
      return seen.stream().anyMatch(phase -> phase.startsWith(last));
    }
  }
}
