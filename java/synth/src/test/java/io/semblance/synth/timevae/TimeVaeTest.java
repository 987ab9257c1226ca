package io.semblance.synth.timevae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small TimeVAE learns sines, and a ragged table with labels and gaps. */
class TimeVaeTest {
  private static final int STEPS = 12;

  @TempDir Path directory;
  private static Table sines;
  private static Model model;

  private static FitOptions.Builder quick(SeriesSpec series, int epochs) {
    return FitOptions.builder()
        .seed(2)
        .threads(1)
        .series(series)
        .epochs(epochs)
        .set("latent", "6")
        .set("channels", "16,32")
        .set("batch", "32")
        .set("learning_rate", "2e-3")
        .set("average_decay", "0.98");
  }

  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("timevae").fit(table, options.build(), FitListener.silent());
  }

  /** Two sines of random frequencies and phases, 12 steps each. */
  private static Table sines(int series) {
    Random random = new Random(1);
    double[] who = new double[series * STEPS];
    double[] x = new double[who.length];
    double[] y = new double[who.length];
    for (int s = 0; s < series; s++) {
      double[] f = {.1 + .5 * random.nextDouble(), .1 + .5 * random.nextDouble()};
      double[] p = {6.28 * random.nextDouble(), 6.28 * random.nextDouble()};
      for (int t = 0; t < STEPS; t++) {
        who[s * STEPS + t] = s;
        x[s * STEPS + t] = Math.sin(f[0] * t + p[0]);
        y[s * STEPS + t] = Math.sin(f[1] * t + p[1]);
      }
    }
    return Table.of(
        List.of(
            Fixtures.numbers("who", ColumnType.INTEGER, 0, who),
            Fixtures.numbers("x", ColumnType.NUMBER, 6, x),
            Fixtures.numbers("y", ColumnType.NUMBER, 6, y)));
  }

  @BeforeAll
  static void learn() {
    sines = sines(512).selectColumns(List.of("x", "y"));
    model = fit(sines, quick(SeriesSpec.builder().length(STEPS).stride(STEPS).build(), 60));
  }

  private static SampleOptions.Builder sequences(long count) {
    return SampleOptions.builder().sequences(count).seed(9);
  }

  /** Correlation with the step before, and the mean deviation within a window. */
  private static double[] shape(double[] values) {
    double[] before = new double[values.length / STEPS * (STEPS - 1)];
    double[] here = new double[before.length];
    double spread = 0;
    for (int w = 0; w < values.length / STEPS; w++) {
      double[] window = Arrays.copyOfRange(values, w * STEPS, (w + 1) * STEPS);
      double mean = Arrays.stream(window).average().orElseThrow();
      double square = Arrays.stream(window).map(v -> (v - mean) * (v - mean)).sum();
      spread += Math.sqrt(square / STEPS) / (values.length / STEPS);
      System.arraycopy(window, 0, before, w * (STEPS - 1), STEPS - 1);
      System.arraycopy(window, 1, here, w * (STEPS - 1), STEPS - 1);
    }
    return new double[] {Fixtures.correlation(before, here), spread};
  }

  @Test
  void sinesComeBackAsSmoothAndAsWide() {
    Table drawn = model.sample(sequences(500).build());
    for (String column : List.of("x", "y")) {
      double[] real = shape(Fixtures.values(sines, column));
      double[] found = shape(Fixtures.values(drawn, column));
      assertThat(found[0]).as("memory of %s", column).isCloseTo(real[0], within(.06));
      assertThat(found[1]).as("spread of %s", column).isCloseTo(real[1], within(.12));
    }
    assertThat(Fixtures.correlation(Fixtures.values(drawn, "x"), Fixtures.values(drawn, "y")))
        .isCloseTo(0, within(.15));
  }

  @Test
  void aLoadedModelDrawsTheSameRows() {
    Path file = directory.resolve("m");
    model.save(file);
    Model loaded = Models.load(file);
    assertThat(Fixtures.csv(loaded.sample(sequences(40).build())))
        .isEqualTo(Fixtures.csv(model.sample(sequences(40).build())));
    assertThat(loaded.describe()).isEqualTo(model.describe());
    assertThat(loaded.steps()).extracting(ModelStep::name).containsExactly("sampling", "update");
  }

  @Test
  void sequencesDoNotDependOnHowTheWorkIsSplit() {
    int count = model.partRows() + 30;
    String whole = Fixtures.csv(model.sample(sequences(count).threads(1).build()));
    assertThat(Fixtures.csv(model.sample(sequences(count).threads(3).build()))).isEqualTo(whole);
    String first = Fixtures.csv(model.sample(sequences(17).build()));
    String rest = Fixtures.csv(model.sample(sequences(count - 17).firstSequence(17).build()));
    assertThat(first + rest.substring(rest.indexOf('\n') + 1)).isEqualTo(whole);
  }

  @Test
  void shorterOnesAreDrawnAndLongerOnesRefused() {
    assertThat(model.sample(sequences(3).length(5).build()).rows()).isEqualTo(15);
    assertThatThrownBy(() -> model.sample(sequences(3).length(13).build()))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("12 steps");
  }

  @Test
  void raggedTablesWithLabelsAndGapsWork() {
    Random random = new Random(5);
    int[] lengths = random.ints(120, 2, 8).toArray();
    int rows = Arrays.stream(lengths).sum();
    String[] who = new String[rows];
    int[] label = new int[rows];
    double[] pulse = new double[rows];
    int at = 0;
    for (int s = 0; s < lengths.length; s++) {
      int kind = random.nextInt(3) - 1;
      for (int t = 0; t < lengths[s]; t++, at++) {
        who[at] = "P-" + (1_000 + 3 * s);
        label[at] = random.nextInt(6) == 0 ? random.nextInt(2) : kind;
        pulse[at] = Math.rint(60 + 10 * kind + 3 * random.nextGaussian());
      }
    }
    Table table =
        Table.of(
            List.of(
                Fixtures.ids("who", who),
                Fixtures.labels("kind", label, "a", "b"),
                Fixtures.numbers("pulse", ColumnType.INTEGER, 0, pulse)));
    SeriesSpec series = SeriesSpec.builder().sequenceBy(List.of("who")).build();
    Model ragged = fit(table, quick(series, 50).set("seasons", "3,50").set("trend_degree", "0"));
    Table drawn = ragged.sample(sequences(300).build());
    assertThat(drawn.schema()).isEqualTo(table.schema());
    assertThat((double) drawn.rows() / 300).isCloseTo((double) rows / 120, within(.6));
    for (int code = -1; code < 2; code++) {
      assertThat(share(drawn, code)).isCloseTo(share(table, code), within(.12));
    }
    Path file = directory.resolve("m");
    ragged.save(file);
    assertThat(Fixtures.csv(Models.load(file).sample(sequences(20).build())))
        .isEqualTo(Fixtures.csv(ragged.sample(sequences(20).build())));
  }

  @Test
  void aTableInWhichNothingChangesIsRefused() {
    Table constant =
        Table.of(List.of(Fixtures.numbers("x", ColumnType.INTEGER, 0, 1, 1, 1, 1, 1, 1)));
    SeriesSpec series = SeriesSpec.builder().length(3).build();
    assertThatThrownBy(() -> fit(constant, quick(series, 1)))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("nothing to learn");
  }

  private static double share(Table table, int code) {
    int[] codes = Fixtures.codes(table, "kind");
    return Arrays.stream(codes).filter(c -> c == code).count() / (double) codes.length;
  }

  @Test
  void settingsOfThePaperWorkAndWrongOnesAreRefused() {
    SeriesSpec series = SeriesSpec.builder().length(4).stride(60).build();
    Model paper =
        fit(
            sines,
            FitOptions.builder().threads(1).series(series).epochs(1).set("settings", "paper"));
    assertThat(paper.sample(sequences(2).build()).rows()).isEqualTo(8);
    for (String[] wrong :
        new String[][] {{"noise", "pink"}, {"seasons", "0"}, {"trend_degree", "11"}}) {
      assertThatThrownBy(() -> fit(sines, quick(series, 1).set(wrong[0], wrong[1])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[0]);
    }
  }
}
