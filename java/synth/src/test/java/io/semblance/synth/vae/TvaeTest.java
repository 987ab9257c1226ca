package io.semblance.synth.vae;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.synth.DrawContext;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Models;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Validation;
import io.semblance.synth.Zips;
import io.semblance.synth.archive.ModelFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TvaeTest {
  @TempDir Path directory;

  private final Table table = Fixtures.mixed(300, 1);

  /** Small networks and two epochs, on the backend that is everywhere. */
  private static FitOptions.Builder quick() {
    return FitOptions.builder()
        .seed(11)
        .epochs(2)
        .threads(1)
        .backend("ejml")
        .set("encoder_widths", "24")
        .set("decoder_widths", "20")
        .set("latent", "6")
        .set("batch", "64")
        .set("calibrate", "false");
  }

  private static Model fit(Table table, FitOptions.Builder options) {
    return fit(table, options, FitListener.silent());
  }

  private static Model fit(Table table, FitOptions.Builder options, FitListener listener) {
    return Synthesizers.byName("tvae").fit(table, options.build(), listener);
  }

  private byte[] weights(Model model) {
    Path file = directory.resolve("model");
    model.save(file);
    return Zips.entries(file).get("weights.safetensors");
  }

  @Test
  void theSeedAloneDecidesAndNotTheThreads() {
    FitOptions.Builder options = quick().set("encoder_widths", "96").set("batch", "250");
    Model one = fit(table, options);
    assertThat(weights(fit(table, options.threads(2)))).isEqualTo(weights(one));
    assertThat(weights(fit(table, options.seed(12)))).isNotEqualTo(weights(one));
  }

  @Test
  void aLoadedModelDrawsTheSameBytesAlsoPerClass() {
    Path file = directory.resolve("m");
    for (boolean perClass : List.of(false, true)) {
      Model model = fit(table, quick().target("city").perClass(perClass));
      model.save(file);
      Model loaded = Models.load(file);
      assertThat(Fixtures.csv(loaded.sample(1_500, 3)))
          .isEqualTo(Fixtures.csv(model.sample(1_500, 3)));
      assertThat(loaded.describe()).isEqualTo(model.describe()).contains("tvae");
      assertThat(model.classes()).hasSize(perClass ? 3 : 0);
      assertThat(model.sample(77, 1).rows()).isEqualTo(77);
    }
  }

  @Test
  void rowsAreTheSameHoweverTheyAreSplit() {
    Model model = fit(table, quick());
    List<String> all = Fixtures.csv(model.sample(100, 4)).lines().toList();
    List<String> half = Fixtures.csv(model.sample(50, 4)).lines().toList();
    assertThat(all.subList(0, 51)).isEqualTo(half);
  }

  /** Two numbers and a label that hang together; independence would be 0 and a half. */
  @Test
  void aSimpleDependenceIsLearnt() {
    int n = 2_000;
    Random random = new Random(1);
    double[] x = new double[n];
    double[] y = new double[n];
    int[] sign = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
      y[i] = -2 * x[i] + 0.5 * random.nextGaussian(); // correlation -2 / sqrt(4.25) = -.970
      sign[i] = x[i] > 0 ? 1 : 0;
    }
    Table related =
        Table.of(
            List.of(
                Fixtures.numbers("x", ColumnType.NUMBER, 4, x),
                Fixtures.numbers("y", ColumnType.NUMBER, 4, y),
                Fixtures.labels("sign", sign, "minus", "plus")));
    for (String moments : List.of("0", "1")) {
      FitOptions.Builder options =
          quick().epochs(80).set("batch", "100").set("average_decay", "0.99");
      options.set("encoder_widths", "64").set("decoder_widths", "64");
      Table drawn =
          fit(related, options.set("moments", moments).set("calibrate", "true")).sample(n, 4);
      double[] xs = Fixtures.values(drawn, "x");
      double[] ys = Fixtures.values(drawn, "y");
      assertThat(Fixtures.correlation(xs, ys)).isBetween(-1.0, -0.9);
      int[] signs = Fixtures.codes(drawn, "sign");
      int right = 0;
      for (int i = 0; i < n; i++) {
        right += (xs[i] > 0) == (signs[i] == 1) ? 1 : 0;
      }
      assertThat((double) right / n).isGreaterThan(0.9);
      assertThat(Arrays.stream(signs).average().orElseThrow()).isBetween(0.45, 0.55);
    }
  }

  @Test
  void missingCellsDatesIntegersAndConstantsComeBackValid() {
    Random random = new Random(2);
    int n = 200;
    double[] day = new double[n];
    double[] gain = new double[n];
    double[] one = new double[n];
    for (int i = 0; i < n; i++) {
      day[i] = 86_400.0 * (19_000 + random.nextInt(365));
      gain[i] = i % 2 == 0 ? 0 : i % 7 == 0 ? Double.NaN : Math.rint(1_000 * random.nextDouble());
      one[i] = 1;
    }
    NumericColumn gains =
        NumericColumn.of(
            ColumnSchema.builder("gain", ColumnType.INTEGER)
                .range(0, 1_000)
                .decimals(0)
                .nullable(true)
                .build(),
            gain);
    Table odd =
        Table.of(
            List.of(
                Fixtures.numbers("day", ColumnType.DATETIME, 0, day),
                gains,
                Fixtures.numbers("one", ColumnType.NUMBER, 0, one)));
    Table drawn = fit(odd, quick().epochs(20)).sample(1_000, 3);
    assertThat(drawn.rows()).isEqualTo(1_000);
    double least = Arrays.stream(day).min().orElseThrow();
    double most = Arrays.stream(day).max().orElseThrow();
    assertThat(Arrays.stream(Fixtures.values(drawn, "day"))).allMatch(d -> d >= least && d <= most);
    double[] gained = Fixtures.values(drawn, "gain");
    assertThat(Arrays.stream(gained))
        .allMatch(g -> Double.isNaN(g) || g >= 0 && g <= 1_000 && g == Math.rint(g))
        .anyMatch(g -> g == 0)
        .anyMatch(g -> Double.isNaN(g));
    assertThat(Fixtures.values(drawn, "one")).containsOnly(1);
  }

  @Test
  void constantsAndIdentifiersLeaveNothingToLearn() {
    Table flat =
        Table.of(
            List.of(
                Fixtures.ids("id", "a-1", "b-7", "c-3", "d-9"),
                Fixtures.labels("only", new int[] {0, 0, 0, 0}, "yes")));
    Model model = fit(flat, quick());
    Path file = directory.resolve("flat");
    model.save(file);
    assertThat(Fixtures.csv(Models.load(file).sample(20, 1)))
        .isEqualTo(Fixtures.csv(model.sample(20, 1)));
    assertThat(model.steps()).isEmpty();
  }

  @Test
  void twoRowsAreEnoughAndOneIsNot() {
    assertThat(fit(table.slice(0, 2), quick()).sample(100, 1).rows()).isEqualTo(100);
    assertThatThrownBy(() -> fit(table.slice(0, 1), quick()))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("from 1 row");
  }

  @Test
  void theStepsOfTheFitAreShown() {
    Model model = fit(table, quick().set("moments", "0"));
    List<ModelStep> steps = model.steps();
    assertThat(steps).extracting(ModelStep::name).containsExactly("sampling", "update");
    assertThat(steps).extracting(ModelStep::rows).containsExactly(DrawContext.BATCH, 64);
    assertThat(steps.get(1).step().assignments().keySet())
        .anyMatch(v -> v.name().startsWith("encoder.0") && v.shape().dim(-1) == 24)
        .anyMatch(v -> v.name().startsWith("decoder.0") && v.shape().dim(-1) == 20);
  }

  @Test
  void bothTermsOfTheLossAreOnTheCurve() {
    Validation validation = new Validation(table.slice(0, 50), (real, synthetic) -> 1);
    Model model = fit(table.slice(50, 300), quick().validation(validation));
    assertThat(model.provenance().training().curve())
        .isNotEmpty()
        .allSatisfy(
            point ->
                assertThat(point.losses().keySet())
                    .containsExactly("reconstruction", "divergence"));
  }

  @Test
  void aResumedFitEndsInTheSameBytesAsAnUndisturbedOne() {
    // The loop remembers its state each 500 steps, of which there are 900.
    FitOptions.Builder options = quick().epochs(100).set("batch", "32");
    Path undisturbed = directory.resolve("undisturbed");
    fit(table, options).save(undisturbed);
    AtomicLong asked = new AtomicLong();
    FitListener impatient =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {}

          @Override
          public boolean cancelled() {
            return asked.incrementAndGet() > 700;
          }
        };
    Path checkpoint = directory.resolve("checkpoint");
    Path cut = directory.resolve("cut");
    fit(table, options.checkpoint(checkpoint), impatient).save(cut);
    assertThat(checkpoint).exists();
    assertThat(Zips.entries(cut).get("weights.safetensors"))
        .isNotEqualTo(Zips.entries(undisturbed).get("weights.safetensors"));
    Path resumed = directory.resolve("resumed");
    fit(table, options.resume(true)).save(resumed);
    assertThat(resumed).hasSameBinaryContentAs(undisturbed);
  }

  @Test
  void badSettingsAreNamedBeforeTraining() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(table, quick().set("latent", "0")))
        .withMessageContaining("latent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(table, quick().set("loss_factor", "-2")))
        .withMessageContaining("loss_factor");
  }

  @Test
  void weightsThatDoNotFitAreRefused() {
    Path file = directory.resolve("m");
    fit(table, quick()).save(file);
    Map<String, byte[]> entries = Zips.entries(file);
    String network = new String(entries.get("network.json"), UTF_8);
    String wider = network.replaceFirst("20", "21");
    assertThat(wider).isNotEqualTo(network);
    entries.put("network.json", wider.getBytes(UTF_8));
    Path changed = Zips.write(directory.resolve("changed"), entries);
    assertThatThrownBy(() -> Models.load(changed))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("weights.safetensors");
  }
}
