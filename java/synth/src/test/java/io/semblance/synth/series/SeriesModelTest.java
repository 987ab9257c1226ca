package io.semblance.synth.series;

import static io.semblance.synth.series.SeriesFixtures.csv;
import static io.semblance.synth.series.SeriesFixtures.fit;
import static io.semblance.synth.series.SeriesFixtures.ofPatients;
import static io.semblance.synth.series.SeriesFixtures.ofStations;
import static io.semblance.synth.series.SeriesFixtures.patients;
import static io.semblance.synth.series.SeriesFixtures.quick;
import static io.semblance.synth.series.SeriesFixtures.quickTimeGan;
import static io.semblance.synth.series.SeriesFixtures.stations;
import static io.semblance.synth.series.SeriesFixtures.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of sequences come back as tables of sequences, whatever model draws the steps. */
class SeriesModelTest {
  private static final Table PATIENTS = patients(120, 5);
  private static Model recurrent;
  private static Model ofStations;

  @BeforeAll
  static void fitted() {
    recurrent = fit("timegan", PATIENTS, quickTimeGan(ofPatients()).build());
    ofStations = fit("timegan", stations(12, 3), quickTimeGan(ofStations(24)).build());
  }

  private static SampleOptions.Builder sequences(long count) {
    return SampleOptions.builder().sequences(count).seed(4).threads(1).backend("ejml");
  }

  private static double[] values(Table table, String column) {
    return ((NumericColumn) table.column(column)).values();
  }

  private static String label(Table table, String column, int row) {
    return ((CategoricalColumn) table.column(column)).label(row);
  }

  /** Row numbers by entity, in order. */
  private static Map<String, List<Integer>> entities(Table table, String column) {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      rows.computeIfAbsent(label(table, column, row), e -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  private static void timeRises(Table table, String entity, String time) {
    double[] at = values(table, time);
    for (List<Integer> rows : entities(table, entity).values()) {
      for (int i = 1; i < rows.size(); i++) {
        assertThat(at[rows.get(i)]).isGreaterThan(at[rows.get(i - 1)]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"timegan", "copula"})
  void individualsAreMadeUpAndTheirTimeRises(String name) {
    FitOptions.Builder options =
        name.equals("timegan") ? quickTimeGan(ofPatients()) : quick(ofPatients());
    Table drawn = fit(name, PATIENTS, options.build()).sample(sequences(200).build());
    assertThat(drawn.schema().names()).isEqualTo(PATIENTS.schema().names());
    Map<String, List<Integer>> entities = entities(drawn, "patient");
    assertThat(entities).hasSize(200);
    timeRises(drawn, "patient", "day");
    Set<Integer> lengths = new HashSet<>();
    Set<Double> starts = new HashSet<>();
    for (List<Integer> rows : entities.values()) {
      lengths.add(rows.size());
      starts.add(values(drawn, "day")[rows.get(0)]);
      // Rows of one sequence stand together, and static columns do not change.
      assertThat(rows.get(rows.size() - 1) - rows.get(0)).isEqualTo(rows.size() - 1);
      assertThat(rows.stream().map(r -> label(drawn, "sex", r)).distinct()).hasSize(1);
    }
    assertThat(lengths).hasSizeGreaterThan(4).allMatch(n -> n >= 1 && n <= 8);
    assertThat(starts).hasSizeGreaterThan(50);
    assertThat(drawn.column("score").missingCount()).isPositive();
  }

  @Test
  void aSequenceIsTheSameHoweverTheWorkIsSplit() {
    String whole = csv(recurrent.sample(sequences(30).build()));
    String first = csv(recurrent.sample(sequences(13).build()));
    String rest = csv(recurrent.sample(sequences(17).firstSequence(13).threads(2).build()));
    assertThat(first + rest.substring(rest.indexOf('\n') + 1)).isEqualTo(whole);
    assertThat(csv(recurrent.sample(sequences(3_000).threads(2).build())))
        .isEqualTo(csv(recurrent.sample(sequences(3_000).build())))
        .startsWith(whole);
    assertThat(csv(recurrent.sample(sequences(30).seed(5).build()))).isNotEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 500, 20_000})
  void rowsAreCountedExactly(int rows) {
    SampleOptions options =
        SampleOptions.builder().rows(rows).seed(4).threads(2).backend("ejml").build();
    Table drawn = recurrent.sample(options);
    assertThat(drawn.rows()).isEqualTo(rows);
    assertThat(csv(recurrent.sample(sequences(20_000).build()))).startsWith(csv(drawn));
  }

  @ParameterizedTest
  @ValueSource(strings = {"timegan", "copula"})
  void aLoadedModelDrawsTheSame(String name, @TempDir Path folder) {
    FitOptions.Builder options =
        name.equals("timegan") ? quickTimeGan(ofStations(24)) : quick(ofStations(24));
    Model model = fit(name, stations(12, 3), options.build());
    Path file = folder.resolve("m.semblance");
    model.save(file);
    Model loaded = Models.load(file);
    assertThat(csv(loaded.sample(sequences(40).build())))
        .isEqualTo(csv(model.sample(sequences(40).build())));
    assertThat(loaded.describe()).isEqualTo(model.describe());
    assertThat(
            FitOptions.fromPlain(
                    loaded.provenance().options(), io.semblance.synth.FitCatalogue.all())
                .series())
        .isEqualTo(ofStations(24));
  }

  @Test
  void aFewLabelsComeInTurnsEndToEnd() {
    Table drawn = ofStations.sample(sequences(9).build());
    assertThat(drawn.rows()).isEqualTo(9 * 24);
    timeRises(drawn, "station", "time");
    Map<String, Double> heights = new HashMap<>(Map.of("North", 12.0, "South", 340.0, "West", 5.0));
    for (int row = 0; row < drawn.rows(); row++) {
      assertThat(values(drawn, "height")[row]).isEqualTo(heights.get(label(drawn, "station", row)));
    }
    for (List<Integer> rows : entities(drawn, "station").values()) {
      assertThat(rows).hasSize(72);
      double[] at = values(drawn, "time");
      // Days begin at one hour after the other: an hour is left out between two.
      assertThat(at[rows.get(71)] - at[rows.get(0)]).isEqualTo(73 * 3_600_000.0);
    }
  }

  @Test
  void startAndLengthAreHeeded() {
    Table drawn = ofStations.sample(sequences(3).start("2030-06-01 06:00").length(50).build());
    assertThat(drawn.rows()).isEqualTo(150);
    assertThat(csv(drawn).lines().skip(1).findFirst().orElseThrow())
        .startsWith("North,2030-06-01 06:00,");
    assertThatThrownBy(() -> ofStations.sample(sequences(1).start("soon").build()))
        .hasMessageContaining("soon");
  }

  @Test
  void windowsAsRowsAreOfTheLengthThatWasLearnt() {
    Model windows =
        fit("copula", walk(400, 1), quick(SeriesSpec.builder().length(12).build()).build());
    assertThat(windows.sample(sequences(5).build()).rows()).isEqualTo(60);
    assertThat(windows.sample(sequences(5).length(4).build()).rows()).isEqualTo(20);
    assertThatThrownBy(() -> windows.sample(sequences(5).length(13).build()))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("12 steps")
        .hasMessageContaining("timegan");
    assertThatThrownBy(() -> windows.sample(sequences(5).start("3").build()))
        .hasMessageContaining("knows no time");
  }

  @Test
  void windowsAsRowsBeginWhenThoseThatWereLearntDid() {
    Model windows = fit("copula", stations(40, 3), quick(ofStations(24)).build());
    assertThat(windows.sample(sequences(3).start("2030-06-01 00:00").build()).rows()).isEqualTo(72);
    assertThatThrownBy(() -> windows.sample(sequences(3).start("2030-06-01 05:00").build()))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("2021-03-01 00:00")
        .hasMessageContaining("timegan");
  }

  /** The neighbour of a step in a window depends on it as in the series. */
  @Test
  void windowsAsRowsKeepDependenceInTime() {
    Model windows =
        fit("copula", walk(4_000, 1), quick(SeriesSpec.builder().length(12).build()).build());
    double[] x = values(windows.sample(sequences(2_000).build()), "level");
    double product = 0;
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      square += x[i] * x[i];
      if (i % 12 > 0) {
        product += x[i] * x[i - 1];
      }
    }
    assertThat(product / square * 12 / 11).isBetween(0.86, 0.94);
  }

  /** Warm at noon: windows that begin at midnight, whatever the training windows began at. */
  @Test
  void theHourOfTheDayIsThatOfTheTimeStamp() {
    Table real = stations(40, 3);
    Table drawn = fit("copula", real, quick(ofStations(24)).build()).sample(sequences(120).build());
    double noon = 0;
    double midnight = 0;
    double[] time = values(drawn, "time");
    for (int row = 0; row < drawn.rows(); row++) {
      long hour = (long) (time[row] / 3_600_000) % 24;
      noon += hour == 12 ? values(drawn, "warmth")[row] / 120 : 0;
      midnight += hour == 0 ? values(drawn, "warmth")[row] / 120 : 0;
    }
    assertThat(noon - midnight).isBetween(14.0, 18.0);
  }

  /** Days of 24 hours here; months of their own lengths are held to by ScheduleTest. */
  @Test
  void entitiesMayBePeriodsOfTheCalendar() {
    Table one = stations(40, 2).slice(0, 40 * 24);
    double[] time = values(one, "time");
    double[][] parts = new double[4][time.length];
    for (int row = 0; row < time.length; row++) {
      ZonedDateTime at = Instant.ofEpochMilli((long) time[row]).atZone(ZoneOffset.UTC);
      parts[0][row] = at.getYear();
      parts[1][row] = at.getMonthValue();
      parts[2][row] = at.getDayOfMonth();
      parts[3][row] = at.getHour();
    }
    List<String> names = List.of("year", "month", "day", "hour");
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      columns.add(SeriesFixtures.numbers(names.get(i), ColumnType.INTEGER, parts[i]));
    }
    columns.add(one.column("warmth"));
    SeriesSpec spec =
        SeriesSpec.builder().sequenceBy(List.of("year", "month", "day")).time(names).build();
    Table drawn =
        fit("timegan", Table.of(columns), quickTimeGan(spec).epochs(1).build())
            .sample(sequences(35).build());
    assertThat(drawn.rows()).isEqualTo(35 * 24);
    String[] lines = csv(drawn).split("\n");
    assertThat(lines[1]).startsWith("2021,3,1,0,");
    assertThat(lines[lines.length - 1]).startsWith("2021,4,4,23,");
  }

  @Test
  void aNetworkTellsItsSteps() {
    assertThat(ofStations.steps())
        .extracting(ModelStep::name)
        .containsExactly(
            "sampling",
            "embedding update",
            "supervision update",
            "generator update",
            "joint embedding update",
            "discriminator update");
    assertThat(ofStations.steps()).allMatch(step -> !step.step().roots().isEmpty());
  }

  @Test
  void whatCannotBeLearntIsSaid() {
    assertThatThrownBy(
            () ->
                Synthesizers.byName("timegan")
                    .fit(walk(100, 1), FitOptions.defaults(), FitListener.silent()))
        .hasMessageContaining("--sequence-by");
    assertThatThrownBy(
            () ->
                Synthesizers.byName("copula")
                    .fit(
                        walk(100, 1),
                        quick(SeriesSpec.builder().length(5).build()).build(),
                        FitListener.silent()))
        .hasMessageContaining("WindowSynthesizer");
    SeriesSpec whole =
        SeriesSpec.builder().sequenceBy(List.of("station")).time(List.of("time")).build();
    assertThatThrownBy(() -> fit("timegan", stations(50, 1), quickTimeGan(whole).build()))
        .hasMessageContaining("1,200 steps")
        .hasMessageContaining("--length");
    assertThatThrownBy(
            () ->
                fit(
                    "copula",
                    walk(9_000, 1),
                    quick(SeriesSpec.builder().length(4_500).build()).build()))
        .hasMessageContaining("4,500 columns");
    assertThatThrownBy(
            () -> fit("auto", walk(300, 1), quick(SeriesSpec.builder().length(5).build()).build()))
        .hasMessageContaining("held-out");
  }
}
