package io.semblance.synth.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.series.EntityColumns;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.series.SeriesFixtures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patients with lengths, missing cells and days; stations by the hour. */
class RecurrentTest {
  @TempDir Path directory;
  private static Table patients;
  private static Model ofPatients;

  private static FitOptions.Builder quick(SeriesSpec series, int epochs) {
    return FitOptions.builder()
        .seed(2)
        .threads(1)
        .series(series)
        .epochs(epochs)
        .set("state", "24")
        .set("width", "24")
        .set("steps", "256")
        .set("average", "0.98");
  }

  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("recurrent").fit(table, options.build(), FitListener.silent());
  }

  @BeforeAll
  static void learn() {
    Table table = SeriesFixtures.patients(400, 1);
    patients = EntityColumns.asIdentifiers(table, SeriesFixtures.ofPatients());
    ofPatients = fit(patients, quick(SeriesFixtures.ofPatients(), 30));
  }

  private static SampleOptions.Builder sequences(long count) {
    return SampleOptions.builder().sequences(count).seed(9);
  }

  private static double share(Table table, String column, int code) {
    int[] codes = Fixtures.codes(table, column);
    return Arrays.stream(codes).filter(c -> c == code).count() / (double) codes.length;
  }

  /** Correlation of a number with that of the step before in the same sequence, where both are. */
  private static double memory(Table table) {
    CategoricalColumn who = (CategoricalColumn) table.column("patient");
    double[] score = Fixtures.values(table, "score");
    double[] before = new double[score.length];
    double[] here = new double[score.length];
    int n = 0;
    for (int i = 1; i < score.length; i++) {
      if (who.label(i).equals(who.label(i - 1))
          && !Double.isNaN(score[i])
          && !Double.isNaN(score[i - 1])) {
        before[n] = score[i - 1];
        here[n++] = score[i];
      }
    }
    return Fixtures.correlation(Arrays.copyOf(before, n), Arrays.copyOf(here, n));
  }

  @Test
  void lengthsLevelsAndMissingCellsComeBack() {
    Table drawn = ofPatients.sample(sequences(600).build());
    assertThat(drawn.schema().names()).isEqualTo(patients.schema().names());
    assertThat(drawn.rows() / 600.0).isCloseTo(patients.rows() / 400.0, within(.4));
    assertThat(memory(patients)).isGreaterThan(.9);
    assertThat(memory(drawn)).isCloseTo(memory(patients), within(.06));
    for (int code = 0; code < 3; code++) {
      assertThat(share(drawn, "ward", code)).isCloseTo(share(patients, "ward", code), within(.05));
    }
    double missing = patients.column("score").missingCount() / (double) patients.rows();
    assertThat(drawn.column("score").missingCount() / (double) drawn.rows())
        .isCloseTo(missing, within(.03));
  }

  /** What is said once of a patient is told to all steps. */
  @Test
  void staticColumnsMoveTheLevel() {
    Table drawn = ofPatients.sample(sequences(600).build());
    assertThat(gap(drawn)).isCloseTo(gap(patients), within(.5));
    assertThat(Math.abs(gap(patients))).isGreaterThan(1.5);
  }

  private static double gap(Table table) {
    int[] sex = Fixtures.codes(table, "sex");
    double[] score = Fixtures.values(table, "score");
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int i = 0; i < sex.length; i++) {
      if (!Double.isNaN(score[i])) {
        sums[sex[i]] += score[i];
        counts[sex[i]]++;
      }
    }
    return sums[1] / counts[1] - sums[0] / counts[0];
  }

  @Test
  void sequencesDoNotDependOnHowTheWorkIsSplit() {
    int count = ofPatients.partRows() + 30;
    String whole = Fixtures.csv(ofPatients.sample(sequences(count).threads(1).build()));
    assertThat(Fixtures.csv(ofPatients.sample(sequences(count).threads(3).build())))
        .isEqualTo(whole);
    String first = Fixtures.csv(ofPatients.sample(sequences(17).build()));
    String rest = Fixtures.csv(ofPatients.sample(sequences(count - 17).firstSequence(17).build()));
    assertThat(first + rest.substring(rest.indexOf('\n') + 1)).isEqualTo(whole);
  }

  @Test
  void aLoadedModelDrawsTheSameRows() {
    Path file = directory.resolve("m");
    ofPatients.save(file);
    Model loaded = Models.load(file);
    assertThat(Fixtures.csv(loaded.sample(sequences(40).build())))
        .isEqualTo(Fixtures.csv(ofPatients.sample(sequences(40).build())));
    assertThat(loaded.describe()).isEqualTo(ofPatients.describe());
    assertThat(loaded.steps()).extracting(ModelStep::name).containsExactly("sampling");
  }

  /** The same weights, whatever the number of threads. */
  @Test
  void threadsChangeNothing() {
    Table few = SeriesFixtures.patients(60, 4);
    String one = Fixtures.csv(fit(few, quick(SeriesFixtures.ofPatients(), 2)).sample(50, 1));
    String three =
        Fixtures.csv(fit(few, quick(SeriesFixtures.ofPatients(), 2).threads(3)).sample(50, 1));
    assertThat(three).isEqualTo(one);
  }

  /** Windows of a day begin at any hour, and know which; they may be drawn longer than learnt. */
  @Test
  void stationsAreWarmAtNoonWheneverTheyBegin() {
    Table stations = SeriesFixtures.stations(30, 3);
    Model model = fit(stations, quick(SeriesFixtures.ofStations(24), 12));
    for (int length : new int[] {24, 60}) {
      Table drawn = model.sample(sequences(90).length(length).build());
      assertThat(drawn.rows()).isEqualTo(90 * length);
      assertThat(warmth(drawn)).isCloseTo(warmth(stations), within(.25 * warmth(stations)));
    }
  }

  /** The next days of stations of a given day: their names, their level, their noon. */
  @Test
  void goesOnFromAHistory() {
    Table stations = SeriesFixtures.stations(30, 3);
    Model model = fit(stations, quick(SeriesFixtures.ofStations(24), 12));
    int[] lastDay =
        IntStream.range(0, 3)
            .flatMap(s -> IntStream.range(0, 20).map(t -> s * 720 + 700 + t))
            .toArray();
    Table history = stations.select(lastDay);
    Table next = model.continuation().orElseThrow().after(history, 48, 5);
    assertThat(next.rows()).isEqualTo(3 * 48);
    assertThat(next.schema().names()).isEqualTo(stations.schema().names());
    double[] time = Fixtures.values(next, "time");
    double last = Fixtures.values(stations, "time")[719];
    for (int i = 0; i < time.length; i++) {
      assertThat(time[i]).isEqualTo(last + (1 + i % 48) * 3_600_000.0);
    }
    CategoricalColumn who = (CategoricalColumn) next.column("station");
    double[] height = Fixtures.values(next, "height");
    for (int i = 0; i < 144; i++) {
      assertThat(who.label(i)).isEqualTo(List.of("North", "South", "West").get(i / 48));
      assertThat(height[i]).isEqualTo(new double[] {12, 340, 5}[i / 48]);
    }
    double[] warmth = new double[24];
    for (int seed = 0; seed < 20; seed++) {
      double[] drawn =
          Fixtures.values(model.continuation().orElseThrow().after(history, 24, seed), "warmth");
      for (int i = 0; i < 24; i++) {
        warmth[i] += drawn[i] / 20;
      }
    }
    // The history ends at 23 hours; twelve steps later it is warmest.
    assertThat(warmth[12] - warmth[0]).isBetween(9.0, 20.0);
    assertThat(Fixtures.csv(model.continuation().orElseThrow().after(history, 48, 5)))
        .isEqualTo(Fixtures.csv(next));
    Table other = history.slice(0, 20);
    assertThat(Fixtures.csv(model.continuation().orElseThrow().after(other, 48, 5)))
        .isEqualTo(Fixtures.csv(next.slice(0, 48)));
  }

  /** Histories of uneven lengths, of patients that nobody has seen. */
  @Test
  void historiesMayBeOfUnevenLengths() {
    Table others =
        EntityColumns.asIdentifiers(SeriesFixtures.patients(40, 99), SeriesFixtures.ofPatients());
    Table next = ofPatients.continuation().orElseThrow().after(others, 3, 2);
    CategoricalColumn known = (CategoricalColumn) others.column("patient");
    CategoricalColumn who = (CategoricalColumn) next.column("patient");
    Map<String, double[]> last = new HashMap<>();
    double[] day = Fixtures.values(others, "day");
    double[] score = Fixtures.values(others, "score");
    for (int i = 0; i < day.length; i++) {
      last.put(known.label(i), new double[] {day[i], score[i]});
    }
    assertThat(next.rows()).isEqualTo(3 * last.size());
    double[] when = Fixtures.values(next, "day");
    double[] drawn = Fixtures.values(next, "score");
    double off = 0;
    int count = 0;
    for (int i = 0; i < when.length; i++) {
      double[] before = i % 3 == 0 ? last.get(who.label(i)) : new double[] {when[i - 1], 0};
      assertThat(when[i]).isGreaterThan(before[0]);
      if (i % 3 == 0 && !Double.isNaN(before[1]) && !Double.isNaN(drawn[i])) {
        off += Math.abs(drawn[i] - before[1]);
        count++;
      }
    }
    assertThat(off / count).isLessThan(.8); // of the changes themselves it is .24; shuffled 1.6
  }

  /** A counter: every step is one more than the one before, and windows begin anywhere. */
  @Test
  void firstStepsHaveCodesOfTheirOwn() {
    double[] x = new double[1_200];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = 5_000 + i;
      y[i] = i % 7;
    }
    Table counter =
        Table.of(
            List.of(
                Fixtures.numbers("x", ColumnType.INTEGER, 0, x),
                Fixtures.numbers("y", ColumnType.INTEGER, 0, y)));
    Model model = fit(counter, quick(SeriesSpec.builder().length(12).build(), 6));
    double[] drawn = Fixtures.values(model.sample(sequences(200).build()), "x");
    double[] firsts = IntStream.range(0, 200).mapToDouble(s -> drawn[12 * s]).toArray();
    assertThat(Arrays.stream(firsts).min().orElseThrow()).isLessThan(5_200);
    assertThat(Arrays.stream(firsts).max().orElseThrow()).isGreaterThan(6_000);
    assertThat(Arrays.stream(firsts).distinct().count()).isGreaterThan(100);
    long right =
        IntStream.range(0, drawn.length)
            .filter(i -> i % 12 > 0 && drawn[i] == drawn[i - 1] + 1)
            .count();
    assertThat(right).isGreaterThan(2_000); // of 2,200
  }

  /** One window is all there is. */
  @Test
  void oneWindowIsLearntAllTheSame() {
    Table few = SeriesFixtures.walk(24, 1);
    Model model = fit(few, quick(SeriesSpec.builder().length(24).build(), 1));
    assertThat(model.sample(sequences(2).build()).rows()).isEqualTo(48);
  }

  /** How much warmer it is at noon than at midnight. */
  private static double warmth(Table table) {
    double[] time = Fixtures.values(table, "time");
    double[] warm = Fixtures.values(table, "warmth");
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int i = 0; i < time.length; i++) {
      int hour = (int) Math.floorMod(Math.round(time[i] / 3_600_000), 24L);
      int part = hour >= 11 && hour <= 13 ? 1 : hour <= 1 || hour == 23 ? 0 : -1;
      if (part >= 0 && !Double.isNaN(warm[i])) {
        sums[part] += warm[i];
        counts[part]++;
      }
    }
    assertThat(Math.min(counts[0], counts[1])).isGreaterThan(20);
    return sums[1] / counts[1] - sums[0] / counts[0];
  }

  @Test
  void wrongSettingsAreRefused() {
    for (String[] wrong :
        new String[][] {{"state", "0"}, {"dropout", "1"}, {"steps", "many"}, {"rows", "7"}}) {
      assertThatThrownBy(
              () -> fit(patients, quick(SeriesFixtures.ofPatients(), 1).set(wrong[0], wrong[1])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[0]);
    }
  }
}
