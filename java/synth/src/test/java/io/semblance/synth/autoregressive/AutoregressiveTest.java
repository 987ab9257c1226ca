package io.semblance.synth.autoregressive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.engine.backend.Backends;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Models;
import io.semblance.synth.Provenance;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Validation;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks as a model: what they learn, files, drawing, going on from a checkpoint. */
class AutoregressiveTest {
  @TempDir Path directory;

  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("autoregressive").fit(table, options.build(), FitListener.silent());
  }

  private static FitOptions.Builder quick() {
    return FitOptions.builder().seed(3).threads(2).epochs(4).set("width", "16").set("batch", "64");
  }

  /** y = x^2 and noise, and a label that hangs on both: no pair of columns shows it all. */
  private static Table bent(int rows) {
    Random random = new Random(8);
    double[] x = new double[rows];
    double[] y = new double[rows];
    int[] label = new int[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = Math.rint(1000 * (2 * random.nextDouble() - 1)) / 1000;
      y[i] = Math.rint(1000 * (x[i] * x[i] + .05 * random.nextGaussian())) / 1000;
      label[i] = (x[i] > 0) ^ (y[i] > .25) ? 1 : 0;
    }
    return Table.of(
        List.of(
            Fixtures.numbers("x", ColumnType.NUMBER, 3, x),
            Fixtures.numbers("y", ColumnType.NUMBER, 3, y),
            Fixtures.labels("label", label, "no", "yes")));
  }

  @Test
  void learnsWhatNoPairOfColumnsShows() {
    Table real = bent(6_000);
    Model model = fit(real, FitOptions.builder().seed(3).threads(2).set("width", "32"));
    Table made = model.sample(6_000, 5);
    double[] x = Fixtures.values(made, "x");
    double[] y = Fixtures.values(made, "y");
    int[] label = Fixtures.codes(made, "label");
    double off = 0;
    int agree = 0;
    for (int i = 0; i < x.length; i++) {
      off += Math.abs(y[i] - x[i] * x[i]) / x.length;
      agree += label[i] == ((x[i] > 0) ^ (y[i] > .25) ? 1 : 0) ? 1 : 0;
    }
    assertThat(off).isLessThan(.06); // of the noise alone it is .04; shuffled .27
    assertThat(agree).isGreaterThan(5_700);
    List<Provenance.CurvePoint> curve = model.provenance().training().curve();
    double best = curve.stream().mapToDouble(Provenance.CurvePoint::validation).min().orElseThrow();
    assertThat(best).isLessThan(curve.get(0).validation() - .5);
    assertThat(model.provenance().training().ended()).startsWith("no better");
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
    assertThat(loaded.describe()).isEqualTo(one.describe());
    assertThat(loaded.steps()).extracting(ModelStep::name).containsExactly("sampling", "update");
    for (String column : List.of("city", "sick")) {
      assertThat(one.sample(2000, 1).column(column).missingCount() / 2000.)
          .isCloseTo(real.column(column).missingCount() / 900., within(.04));
    }
  }

  /** Missing cells and labels that the schema knows, but no row has. */
  @Test
  void whatNoRowHasIsNeverDrawn() {
    int[] codes = new Random(1).ints(400, 0, 2).toArray();
    Table real =
        Table.of(
            List.of(
                CategoricalColumn.of(
                    ColumnSchema.builder("a", ColumnType.CATEGORY)
                        .categories(List.of("x", "y", "never"))
                        .nullable(true)
                        .build(),
                    codes),
                CategoricalColumn.of(
                    ColumnSchema.builder("b", ColumnType.CATEGORY)
                        .categories(List.of("x", "y", "never"))
                        .nullable(true)
                        .build(),
                    codes)));
    Table drawn = fit(real, quick()).sample(50_000, 1);
    for (String column : List.of("a", "b")) {
      assertThat(Fixtures.codes(drawn, column)).containsOnly(0, 1);
    }
  }

  /** The same on every backend that can run, but for rounding. */
  @Test
  void backendsAgreeOnWhatIsLearnt() {
    Table real = Fixtures.mixed(600, 2);
    double[] losses =
        List.of("ejml", Backends.select(null).name()).stream()
            .mapToDouble(
                backend ->
                    fit(real, quick().backend(backend))
                        .provenance()
                        .training()
                        .curve()
                        .get(3)
                        .validation())
            .toArray();
    assertThat(losses[0]).isCloseTo(losses[1], within(1e-3));
  }

  @Test
  void perClassConstantsTinyAndSingleColumns() {
    Table real = Fixtures.mixed(300, 1);
    Model perClass = fit(real, quick().target("city").perClass(true));
    assertThat(perClass.sample(50, 1).rows()).isEqualTo(50);
    Table constant = Table.of(List.of(Fixtures.numbers("n", ColumnType.INTEGER, 0, 7, 7, 7, 7)));
    Model nothing = fit(constant, quick());
    assertThat(Fixtures.values(nothing.sample(3, 1), "n")).containsOnly(7);
    Path file = directory.resolve("c.semblance");
    nothing.save(file);
    assertThat(Fixtures.values(Models.load(file).sample(3, 1), "n")).containsOnly(7);
    Table tiny = Fixtures.mixed(6, 2);
    assertThat(fit(tiny, quick()).sample(20, 1).rows()).isEqualTo(20);
    Table single = real.selectColumns(List.of("city"));
    int[] cities = Fixtures.codes(fit(single, quick()).sample(4_000, 1), "city");
    int[] of = Fixtures.codes(real, "city");
    for (int k = 0; k < 3; k++) {
      int label = k;
      double found = java.util.Arrays.stream(cities).filter(c -> c == label).count() / 4_000.;
      double wanted = java.util.Arrays.stream(of).filter(c -> c == label).count() / 300.;
      assertThat(found).isCloseTo(wanted, within(.08));
    }
  }

  @Test
  void aCancelledFitGoesOnFromItsCheckpointBitByBit() {
    Table real = Fixtures.mixed(900, 1);
    // 53 updates an epoch: the checkpoints after 500, 1,000 and 1,500 lie within one.
    FitOptions.Builder whole = quick().epochs(30).set("batch", "16");
    String rows = Fixtures.csv(fit(real, whole).sample(300, 2));
    FitOptions.Builder kept =
        quick()
            .epochs(30)
            .set("batch", "16")
            .checkpoint(directory.resolve("k"))
            .checkpointEvery(Duration.ofMillis(1));
    FitListener cancelling =
        new FitListener() {
          private boolean half;

          @Override
          public void progress(FitProgress progress) {
            half |= progress.epoch() >= 12;
          }

          @Override
          public boolean cancelled() {
            return half;
          }
        };
    Model broken = Synthesizers.byName("autoregressive").fit(real, kept.build(), cancelling);
    Model resumed = fit(real, kept.resume(true));
    assertThat(broken.provenance().training().ended()).isIn("cancelled", "all epochs done");
    assertThat(Fixtures.csv(resumed.sample(300, 2))).isEqualTo(rows);
  }

  /** Who looks on sees rows of the model as it stands, and changes nothing. */
  @Test
  void lookingOnChangesNothing() {
    Table real = Fixtures.mixed(600, 4);
    List<Table> seen = new ArrayList<>();
    FitListener watching =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {}

          @Override
          public boolean watches() {
            return true;
          }

          @Override
          public void preview(Table rows) {
            seen.add(rows);
          }
        };
    Model watched = Synthesizers.byName("autoregressive").fit(real, quick().build(), watching);
    assertThat(seen).isNotEmpty();
    assertThat(seen.get(0).rows()).isEqualTo(Validation.FEWEST_ROWS);
    assertThat(seen.get(0).schema().names()).isEqualTo(real.schema().names());
    assertThat(Fixtures.csv(watched.sample(300, 2)))
        .isEqualTo(Fixtures.csv(fit(real, quick()).sample(300, 2)));
  }

  @Test
  void damagedFilesAreRefused() {
    Model model = fit(Fixtures.mixed(200, 1), quick());
    Path file = directory.resolve("m.semblance");
    model.save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String networks = new String(entries.get("networks.json"), UTF_8);
    for (String damaged :
        List.of(
            networks.replaceFirst("\"width\" : \\d+", "\"width\" : 17"),
            networks.replaceFirst("\"width\" : \\d+", "\"width\" : 2000000000"),
            networks.replaceFirst("\"layers\" : \\d+", "\"layers\" : -1"),
            networks.replaceFirst("\"layers\" : \\d+", "\"layers\" : \"x\""),
            "{}")) {
      assertThat(damaged).isNotEqualTo(networks);
      Path broken = directory.resolve("broken.semblance");
      Zips.write(broken, with(entries, "networks.json", damaged));
      assertThatThrownBy(() -> Models.load(broken)).isInstanceOf(ModelFileException.class);
    }
    String encoder = new String(entries.get("encoder.json"), UTF_8);
    Path broken = directory.resolve("broken.semblance");
    String damaged = encoder.replaceFirst("\"counts\":\\[", "\"counts\":[1,1,");
    Zips.write(broken, with(entries, "encoder.json", damaged));
    assertThatThrownBy(() -> Models.load(broken)).isInstanceOf(ModelFileException.class);
  }

  private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, String text) {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.put(name, text.getBytes(UTF_8));
    return changed;
  }

  /** What a choice does is seen in how many weights an update writes. */
  @Test
  void choicesCanBeTakenBack() {
    Table real = Fixtures.mixed(900, 1);
    Model usual = fit(real, quick());
    Model plain = fit(real, quick().set("ordered", "false").set("fine_structure", "false"));
    assertThat(weights(plain)).isLessThan(weights(usual));
    assertThat(plain.sample(300, 2).rows()).isEqualTo(300);
  }

  private static long weights(Model model) {
    return model.steps().get(1).step().assignments().size();
  }
}
