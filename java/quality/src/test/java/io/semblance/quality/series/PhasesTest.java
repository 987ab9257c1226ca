package io.semblance.quality.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A year by the hour, warm at noon, cut into days. */
class PhasesTest {
  private static final double HOUR = 3_600_000;
  private static final SeriesSpec DAYS =
      SeriesSpec.builder().time(List.of("time")).length(24).build();

  /**
   * @param gap hours that are left out after every day
   */
  private static Table hours(int days, int gap, long seed) {
    Random random = new Random(seed);
    double start = LocalDateTime.of(2021, 3, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    double[] time = new double[24 * days];
    double[] warmth = new double[time.length];
    for (int i = 0; i < time.length; i++) {
      int hour = i + i / 24 * gap;
      time[i] = start + hour * HOUR;
      double noon = Math.cos(2 * Math.PI * (hour % 24 - 12) / 24.0);
      warmth[i] = 15 + 8 * noon + random.nextGaussian();
    }
    ColumnSchema when =
        ColumnSchema.builder("time", ColumnType.DATETIME)
            .pattern("yyyy-MM-dd HH:mm", 3_600_000)
            .range(start, time[time.length - 1])
            .build();
    ColumnSchema warm =
        ColumnSchema.builder("warmth", ColumnType.NUMBER)
            .range(-10, 40)
            .decimals(0, ColumnSchema.SHORTEST)
            .build();
    return Table.of(List.of(NumericColumn.of(when, time), NumericColumn.of(warm, warmth)));
  }

  private static Optional<Phases> phases(Table real, Table synthetic) {
    Sequences known = Sequences.of(real, DAYS, note -> {});
    Sequences made = Sequences.of(synthetic, DAYS, note -> {});
    Cuts cuts = Cuts.of(Timing.of(made).rows(), 24, 24, 10_000);
    return Phases.of(known, made, cuts);
  }

  @Test
  void aTableIsNotToldFromItself() {
    Table table = hours(365, 0, 1);
    assertThat(SeriesFigures.discriminativeScore(table, table, DAYS, 3, 1)).isLessThan(.1);
    Phases phases = phases(table, table).orElseThrow();
    assertThat(phases.at(0, 48)).isTrue();
    assertThat(phases.at(0, 49)).isFalse();
  }

  @Test
  void windowsThatBeginAnyTimeAreComparedWithAll() {
    Table table = hours(365, 0, 1);
    Table drawn = hours(365, 1, 2);
    assertThat(phases(table, drawn)).isEmpty();
    assertThat(SeriesFigures.discriminativeScore(table, drawn, DAYS, 3, 1)).isLessThan(.1);
  }

  /** Too few would be left to judge by. */
  @Test
  void fewDaysAreComparedAsTheyAre() {
    Table table = hours(20, 0, 1);
    assertThat(phases(table, table)).isEmpty();
  }
}
