package io.semblance.data.series;

import static io.semblance.data.series.SeriesTables.sequences;
import static io.semblance.data.series.SeriesTables.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A million rows take well under the limits here; what grows with the square takes hours. */
class SequencesSizeTest {
  private static final int ROWS = 1_000_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Column column(String name, ColumnType type, IntToDoubleFunction cell) {
    double[] cells = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      cells[i] = cell.applyAsDouble(i);
    }
    ColumnSchema.Builder schema = ColumnSchema.builder(name, type);
    if (type == ColumnType.DATETIME) {
      schema.pattern("uuuu-MM-dd HH:mm", 60_000);
    }
    return NumericColumn.of(schema.build(), cells);
  }

  /** A shuffle of the rows: multiplication by a number that shares no factor with their count. */
  private static long shuffled(int row) {
    return row * 700_001L % ROWS;
  }

  @Test
  void oneLongSequenceInDisorderWithNamesThatFollowNothing() {
    Table table =
        Table.of(
            List.of(
                column("at", ColumnType.DATETIME, i -> 60_000. * shuffled(i)),
                column("hour", ColumnType.INTEGER, i -> (double) (Hash.mix(i) >>> 60)),
                column("year", ColumnType.INTEGER, i -> 1970 + i % 2),
                column("x", ColumnType.NUMBER, i -> i)));
    Sequences s = assertTimeout(LIMIT, () -> sequences(table, spec("", "at", "", 24)));
    assertThat(s.rows(0)).hasSize(ROWS);
    assertThat(s.times(0)[ROWS - 1]).isEqualTo(60_000. * (ROWS - 1));
    assertThat(s.features()).containsExactly("hour", "year", "x");
  }

  @Test
  void manySequencesInterleaved() {
    Table table =
        Table.of(
            List.of(
                column("id", ColumnType.INTEGER, i -> shuffled(i) % 10_000),
                column("t", ColumnType.INTEGER, i -> shuffled(i) / 10_000),
                column("x", ColumnType.NUMBER, i -> i)));
    Sequences s = assertTimeout(LIMIT, () -> sequences(table, spec("id", "t", "", 0)));
    assertThat(s.count()).isEqualTo(10_000);
    for (int i = 0; i < s.count(); i++) {
      assertThat(s.rows(i)).hasSize(100);
    }
    assertThat(s.times(77)[99]).isEqualTo(99);
    assertThat(s.windows(10, 10)).hasSize(100_000);
  }
}
