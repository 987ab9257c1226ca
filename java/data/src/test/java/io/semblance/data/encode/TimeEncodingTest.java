package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times of day through the encoder, the rank projection, and back. */
class TimeEncodingTest {
  private static final int DAY = 86_400;
  private static final int ROWS = 6000;

  /** A bar: guests come around midnight, hardly anybody around noon. */
  private static Table bar(long seed, double shiftSeconds) {
    Random random = new Random(seed);
    double[] seconds = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double minute = Math.rint((random.nextGaussian() * 7200 + shiftSeconds) / 60);
      seconds[i] = ((60 * minute) % DAY + DAY) % DAY;
    }
    ColumnSchema schema =
        ColumnSchema.builder("at", ColumnType.TIME)
            .range(0, DAY - 60)
            .pattern("HH:mm", 60_000)
            .build();
    return Table.of(List.of(NumericColumn.of(schema, seconds)));
  }

  private static float[] encode(TableEncoder encoder, Table table) {
    float[] rows = new float[table.rows() * encoder.layout().width()];
    encoder.encode(table, 0, table.rows(), rows, 0);
    return rows;
  }

  @Test
  void comeBackExactly() {
    Table table = bar(1, 0);
    TableEncoder encoder = TableEncoder.fit(table, EncoderOptions.defaults());
    assertThat(encoder.encoderOf(0)).isEqualTo("cyclic");
    Table back = encoder.decode(encode(encoder, table), ROWS, 0, 0);
    assertThat(back.numeric(0).values()).isEqualTo(table.numeric(0).values());
    TableEncoder read = TableEncoder.fromJson(encoder.toJson(), "m.json");
    assertThat(read.toJson()).isEqualTo(encoder.toJson());
    assertThat(encode(read, table)).isEqualTo(encode(encoder, table));
  }

  @Test
  void midnightIsNoEdge() {
    TableEncoder encoder = TableEncoder.fit(bar(2, 0), EncoderOptions.defaults());
    ColumnSchema schema = encoder.schema().column(0);
    double[] around = {DAY - 120, DAY - 60, 0, 60, 120};
    float[] scalars = encode(encoder, Table.of(List.of(NumericColumn.of(schema, around))));
    assertThat(scalars).hasSize(around.length); // one peak on the circle: a scalar alone
    for (int i = 1; i < scalars.length; i++) {
      assertThat(scalars[i] - scalars[i - 1]).isBetween(0f, 0.05f);
    }
  }

  @Test
  void anyNumbersGiveATimeOfTheSchema() {
    TableEncoder encoder = TableEncoder.fit(bar(3, 0), EncoderOptions.defaults());
    Random random = new Random(3);
    float[] rows = new float[1000 * encoder.layout().width()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (random.nextGaussian() * 3);
    }
    rows[0] = Float.NaN;
    rows[1] = Float.NEGATIVE_INFINITY;
    for (double value : encoder.decode(rows, 1000, 0, 0).numeric(0).values()) {
      assertThat(value).isBetween(0.0, DAY - 60.0);
      assertThat(value % 60).isZero();
    }
  }

  @Test
  void otherEncodersCanBeAskedFor() {
    for (String name : List.of("quantile", "modes", "cyclic")) {
      EncoderOptions options = EncoderOptions.builder().encoder("at", name).build();
      Table table = bar(4, 0);
      TableEncoder encoder = TableEncoder.fit(table, options);
      assertThat(encoder.encoderOf(0)).isEqualTo(name);
      assertThat(encoder.decode(encode(encoder, table), ROWS, 0, 0).numeric(0).values())
          .usingElementComparator((a, b) -> Math.abs(a - b) <= 60 ? 0 : 1)
          .containsExactly(table.numeric(0).values());
    }
  }

  @Test
  void aBusyMomentIsASpikeOnTheCircle() {
    double[] seconds = bar(8, 0).numeric(0).values().clone();
    for (int i = 0; i < ROWS; i += 3) {
      seconds[i] = 43_200; // a third comes at noon
    }
    ColumnSchema schema = bar(8, 0).schema().column(0);
    Table table = Table.of(List.of(NumericColumn.of(schema, seconds)));
    for (EncoderOptions options :
        List.of(
            EncoderOptions.defaults(), EncoderOptions.builder().encoder("at", "mixed").build())) {
      TableEncoder encoder = TableEncoder.fit(table, options);
      assertThat(encoder.describe()).contains("mixed, 1 spike + cyclic of ");
      assertThat(encoder.decode(encode(encoder, table), ROWS, 0, 0).numeric(0).values())
          .isEqualTo(seconds);
    }
  }

  /** A sample that comes an hour late is put right; nobody is sent half around the day. */
  @Test
  void theRankProjectionGoesAroundTheCircle() {
    Table training = bar(5, 0);
    Table late = bar(6, 3600);
    RankProjection projection =
        RankProjection.fromJson(RankProjection.fit(late, training).toJson(), "p.json");
    double[] before = late.numeric(0).values();
    double[] after = projection.apply(late, 0, 7).numeric(0).values();
    double moved = 0;
    for (int i = 0; i < ROWS; i++) {
      double distance = (after[i] - before[i] + 1.5 * DAY) % DAY - DAY / 2.0;
      moved += distance / ROWS;
      assertThat(distance).isBetween(-4 * 3600.0, 2 * 3600.0);
    }
    assertThat(moved).isCloseTo(-3600, within(300.0));
    assertThat(night(after)).isCloseTo(night(training.numeric(0).values()), within(0.01));
  }

  private static double night(double[] seconds) {
    return Arrays.stream(seconds).filter(s -> s >= 22 * 3600 || s < 2 * 3600).count()
        / (double) seconds.length;
  }
}
