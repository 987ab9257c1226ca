package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.RealTables;
import io.semblance.data.Table;
import io.semblance.data.csv.Csv;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.series.TimeAxis;
import io.semblance.quality.validity.Validity;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every model of sequences owes to every table of them, however little it has learnt: the
 * columns, exact counts, no cell that the schema forbids, time that rises, a text that reads as it
 * was written.
 */
class EverySeriesModelOnRealTablesTest {
  private static final int DAYS = 25;

  @TempDir Path directory;

  /** Missing cells, labels, entities that are labels or days, no time at all. */
  private enum Real {
    WEATHER_BY_AIRPORT(
        SeriesSpec.builder().sequenceBy(List.of("origin")).time(List.of("time_hour")).length(12),
        () -> firstOfEach(RealTables.weather(), 3, 24 * DAYS)),
    BEIJING_BY_DAY(
        SeriesSpec.builder()
            .sequenceBy(List.of("year", "month", "day"))
            .time(List.of("year", "month", "day", "hour")),
        () -> RealTables.beijing().slice(24, 24 * (DAYS + 1))),
    STOCKS(
        SeriesSpec.builder().length(8),
        () -> RealTables.read("stock_data.csv").slice(0, 24 * DAYS));

    private final SeriesSpec spec;
    private final Supplier<Table> reader;

    Real(SeriesSpec.Builder spec, Supplier<Table> reader) {
      this.spec = spec.build();
      this.reader = reader;
    }

    /** The table is made of equal parts, one an airport. */
    private static Table firstOfEach(Table table, int parts, int rows) {
      int part = table.rows() / parts;
      int[] chosen =
          IntStream.range(0, parts)
              .flatMap(p -> IntStream.range(p * part + 10, p * part + 10 + rows))
              .toArray();
      return table.select(chosen);
    }
  }

  private static final Map<String, Map<String, String>> SMALL =
      Map.of(
          "timegan", Map.of("hidden", "8", "warm_up", "2", "batch", "32"),
          "doppelganger",
              Map.of("hidden", "8", "generator_widths", "16", "critic_widths", "16", "batch", "32"),
          "recurrent", Map.of("state", "8", "width", "8", "steps", "256"),
          "timevae", Map.of("batch", "32", "channels", "8,8"),
          "var", Map.of(),
          "copula", Map.of(),
          "auto", Map.of("models", "copula,var"));

  static Stream<Arguments> all() {
    return Stream.of(Real.values())
        .flatMap(real -> SMALL.keySet().stream().sorted().map(m -> Arguments.of(real, m)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("all")
  void keepsItsWord(Real real, String name) throws IOException {
    Table table = real.reader.get();
    FitOptions.Builder options =
        FitOptions.builder().seed(11).threads(2).series(real.spec).settings(SMALL.get(name));
    if (!name.equals("auto")) {
      options.epochs(1);
    }
    FitJob job = FitJob.builder().table(table).synthesizer(name).options(options.build()).build();
    Path file = directory.resolve("model");
    Models.save(job.run(JobListener.silent()).model(), file);
    Model model = Models.load(file);

    if (model.continuation().isPresent()) {
      Table next = model.continuation().get().after(table, 3, 5);
      assertThat(next.schema().names()).isEqualTo(table.schema().names());
      assertThat(next.rows() % 3).isZero();
    }

    Table drawn =
        model.sample(SampleOptions.builder().rows(table.rows()).seed(5).threads(2).build());
    assertThat(drawn.rows()).isEqualTo(table.rows());
    assertThat(drawn.schema().names()).isEqualTo(table.schema().names());
    for (int i = 0; i < table.width(); i++) {
      assertThat(drawn.schema().column(i).type()).isEqualTo(table.schema().column(i).type());
    }
    assertThat(Validity.of(table, drawn, Map.of()).columns()).isEmpty();
    timeRises(table, drawn, real.spec);
    String text = Csv.write(drawn);
    CsvOptions read = CsvOptions.builder().schema(model.schema()).build();
    assertThat(Csv.write(Csv.read(text, read)).equals(text)).as("reads as written").isTrue();
  }

  /** In the order of the table, without being sorted first. */
  private static void timeRises(Table real, Table drawn, SeriesSpec spec) {
    if (spec.time().isEmpty()) {
      return;
    }
    List<String> notes = new ArrayList<>();
    TimeAxis axis = Sequences.of(real, spec, n -> {}).axis().orElseThrow();
    Sequences sequences = Sequences.of(drawn, spec, axis, notes::add);
    assertThat(notes).noneMatch(n -> n.contains("order") || n.contains("left out"));
    double[] instants = axis.instants(drawn);
    for (int s = 0; s < sequences.count(); s++) {
      int[] rows = sequences.rows(s);
      for (int t = 1; t < rows.length; t++) {
        assertThat(rows[t]).isGreaterThan(rows[t - 1]);
        assertThat(instants[rows[t]]).isGreaterThan(instants[rows[t - 1]]);
      }
    }
  }
}
