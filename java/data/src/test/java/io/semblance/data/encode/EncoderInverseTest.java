package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** decode(encode(x)) = x, and decode of anything is allowed. */
class EncoderInverseTest {
  private static Table back(Column column, String encoder) {
    Table table = Table.of(List.of(column));
    TableEncoder fitted =
        encoder == null ? Tables.fit(table) : Tables.fit(table, column.name(), encoder);
    return Tables.roundTrip(fitted, table);
  }

  @Property(tries = 200)
  void labelsComeBackExactly(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = -1, max = 99) Integer> cells,
      @ForAll @IntRange(min = 100, max = 300) int labels,
      @ForAll boolean compact) {
    int[] codes = cells.stream().mapToInt(Integer::intValue).toArray();
    CategoricalColumn column = Tables.labels(labels, codes);
    Table table = back(column, compact ? "compact" : "one-hot");
    assertThat(table.categorical(0).codes()).isEqualTo(codes);
  }

  @Property(tries = 200)
  void wholeNumbersComeBackExactlyByAnyEncoder(
      @ForAll @Size(min = 2, max = 300) List<@IntRange(min = -50, max = 400) Integer> cells,
      @ForAll @IntRange(min = 0, max = 3) int which) {
    double[] values = cells.stream().mapToDouble(Integer::doubleValue).toArray();
    values[values.length / 2] = Double.NaN;
    String encoder = new String[] {null, "quantile", "mixed", "one-hot"}[which];
    Table table = back(Tables.numbers(ColumnType.INTEGER, 0, values), encoder);
    assertThat(table.numeric(0).values()).isEqualTo(values);
  }

  @Property(tries = 100)
  void modesComeBackToWithinAFloatOfTheirSpan(
      @ForAll @Size(min = 3, max = 200) List<@DoubleRange(min = -1e4, max = 1e4) Double> cells) {
    double[] values = cells.stream().mapToDouble(v -> Math.rint(v * 10) / 10).toArray();
    Table table = back(Tables.numbers(ColumnType.NUMBER, 1, values), "modes");
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(table.numeric(0).value(i) - values[i])).isLessThanOrEqualTo(0.1000001);
    }
  }

  @Property(tries = 20)
  void manyDistinctValuesComeBackToWithinAFloatOfTheDistanceOfKnots(@ForAll long seed) {
    Random random = new Random(seed);
    double[] values =
        DoubleStream.generate(() -> Math.exp(3 * random.nextGaussian())).limit(20_000).toArray();
    NumericColumn column =
        NumericColumn.of(
            ColumnSchema.builder("x", ColumnType.NUMBER).decimals(0, ColumnSchema.SHORTEST).build(),
            values);
    EmpiricalCdf cdf = EmpiricalCdf.fit(values, EmpiricalCdf.MOST_KNOTS);
    double[] got = back(column, "quantile").numeric(0).values();
    for (int i = 0; i < values.length; i++) {
      double u = cdf.rank(values[i], 0.5);
      double slack = cdf.quantile(Math.min(1, u + 1e-7)) - cdf.quantile(Math.max(0, u - 1e-7));
      assertThat(Math.abs(got[i] - values[i])).isLessThanOrEqualTo(slack + 1e-12);
    }
  }

  @Property(tries = 50)
  void momentsComeBackToTheirResolution(
      @ForAll @Size(min = 2, max = 400) List<@IntRange(min = 0, max = 100_000) Integer> hours) {
    double hour = 3_600_000;
    double start = 1.3e12;
    double[] values = hours.stream().mapToDouble(h -> start + h * hour).toArray();
    ColumnSchema schema =
        ColumnSchema.builder("x", ColumnType.DATETIME)
            .range(
                DoubleStream.of(values).min().getAsDouble(),
                DoubleStream.of(values).max().getAsDouble())
            .pattern("uuuu-MM-dd HH:mm", 3_600_000)
            .build();
    assertThat(back(NumericColumn.of(schema, values), null).numeric(0).values()).isEqualTo(values);
  }

  @Property(tries = 200)
  void whateverANetworkGivesTheCellsAreAllowed(
      @ForAll @Size(min = 30, max = 400) List<@DoubleRange(min = -100, max = 900) Double> cells,
      @ForAll @IntRange(min = 0, max = 2) int decimals,
      @ForAll boolean nullable,
      @ForAll @IntRange(min = 0, max = 3) int which,
      @ForAll long seed) {
    double power = Math.pow(10, decimals);
    double[] values = cells.stream().mapToDouble(v -> Math.rint(v * power) / power).toArray();
    if (nullable) {
      values[0] = Double.NaN;
    }
    NumericColumn column =
        Tables.numbers(decimals == 0 ? ColumnType.INTEGER : ColumnType.NUMBER, decimals, values);
    CategoricalColumn labels = Tables.labels(70, new int[values.length]);
    Table table = Table.of(List.of(column, labels));
    String name = new String[] {"quantile", "modes", "mixed", "one-hot"}[which];
    TableEncoder encoder = Tables.fit(table, "x", name, "c", "compact");
    Random random = new Random(seed);
    float[] odd = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1, -1, 0, -0f, 1e30f
    };
    float[] rows = new float[64 * encoder.layout().width()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          random.nextInt(3) == 0 ? odd[random.nextInt(odd.length)] : (float) random.nextGaussian();
    }
    Table made = encoder.decode(rows, 64, 0, seed);
    for (int row = 0; row < 64; row++) {
      double value = made.numeric(0).value(row);
      if (Double.isNaN(value)) {
        assertThat(nullable).isTrue();
      } else {
        assertThat(value).isBetween(column.schema().min(), column.schema().max());
        assertThat(Math.rint(value * power) / power).isEqualTo(value);
      }
      assertThat(made.categorical(1).code(row)).isBetween(0, 69);
    }
  }
}
