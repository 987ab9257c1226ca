package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class RankProjectionTest {
  private static final int ROWS = 20_000;
  private final Random random = new Random(5);

  private Table table(ColumnType type, int decimals, DoubleSupplier supplier) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, i -> supplier.getAsDouble());
    return Table.of(List.of(Tables.numbers(type, decimals, values)));
  }

  /** The greatest distance of the two distribution functions (Kolmogorov and Smirnov). */
  private static double distance(double[] a, double[] b) {
    double[] x = a.clone();
    double[] y = b.clone();
    Arrays.sort(x);
    Arrays.sort(y);
    double most = 0;
    for (int i = 0, j = 0; i < x.length && j < y.length; ) {
      double at = Math.min(x[i], y[j]);
      while (i < x.length && x[i] <= at) {
        i++;
      }
      while (j < y.length && y[j] <= at) {
        j++;
      }
      most = Math.max(most, Math.abs((double) i / x.length - (double) j / y.length));
    }
    return most;
  }

  private static Table withRange(Table generated, Table training) {
    NumericColumn column = generated.numeric(0);
    return Table.of(List.of(column.withSchema(training.schema().column(0))));
  }

  @Test
  void continuousValuesTakeTheTrainingMarginalAndKeepTheirOrder() {
    Table training = table(ColumnType.NUMBER, 4, () -> Math.exp(random.nextGaussian()));
    Table sample = withRange(table(ColumnType.NUMBER, 4, () -> 3 * random.nextDouble()), training);
    Table fresh = withRange(table(ColumnType.NUMBER, 4, () -> 3 * random.nextDouble()), training);
    assertThat(distance(fresh.numeric(0).values(), training.numeric(0).values()))
        .isGreaterThan(0.1);
    Table made = RankProjection.fit(sample, training).apply(fresh, 0, 1);
    assertThat(distance(made.numeric(0).values(), training.numeric(0).values())).isLessThan(0.02);
    double[] before = fresh.numeric(0).values();
    double[] after = made.numeric(0).values();
    for (int i = 1; i < ROWS; i++) {
      assertThat((before[i] - before[i - 1]) * (after[i] - after[i - 1]))
          .isGreaterThanOrEqualTo(-1e-6);
    }
  }

  @Test
  void countsAreMendedByMovingPartOfEachTie() {
    DoubleSupplier real = () -> random.nextDouble() < 0.7 ? 0 : 1 + random.nextInt(30);
    DoubleSupplier poor = () -> random.nextDouble() < 0.4 ? 0 : 1 + random.nextInt(30);
    Table training = table(ColumnType.INTEGER, 0, real);
    Table sample = withRange(table(ColumnType.INTEGER, 0, poor), training);
    Table made = RankProjection.fit(sample, training).apply(sample, 0, 1);
    assertThat(distance(made.numeric(0).values(), training.numeric(0).values())).isLessThan(0.01);
    for (double value : made.numeric(0).values()) {
      assertThat(value).isEqualTo(Math.rint(value)).isBetween(0.0, 30.0);
    }
  }

  @Test
  void aRowIsProjectedTheSameHoweverTheWorkIsSplitAndAfterSaving() {
    Table training = table(ColumnType.INTEGER, 0, () -> random.nextInt(5));
    Table sample = table(ColumnType.INTEGER, 0, () -> random.nextInt(3));
    RankProjection fitted = RankProjection.fit(sample, training);
    RankProjection loaded = RankProjection.fromJson(fitted.toJson(), "model");
    assertThat(loaded.columns()).containsExactly("x");
    double[] whole = fitted.apply(sample, 100, 7).numeric(0).values();
    double[] part = loaded.apply(sample.slice(5000, 6000), 5100, 7).numeric(0).values();
    assertThat(part).isEqualTo(Arrays.copyOfRange(whole, 5000, 6000));
  }

  @Test
  void missingCellsAndLabelsStay() {
    NumericColumn x = Tables.numbers(ColumnType.NUMBER, 0, 1, Double.NaN, 3);
    Table table = Table.of(List.of(x, Tables.labels(2, 0, 1, 0)));
    Table made = RankProjection.fit(table, table).apply(table, 0, 1);
    assertThat(made.column(0).isMissing(1)).isTrue();
    assertThat(made.numeric(0).value(2)).isEqualTo(3);
    assertThat(made.categorical(1).codes()).containsExactly(0, 1, 0);
  }

  @Test
  void damagedJsonIsRefused() {
    Table table = table(ColumnType.NUMBER, 2, random::nextDouble);
    String json = RankProjection.fit(table, table).toJson();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RankProjection.fromJson(json.replace("\"upTo\"", "\"up\""), "m.zip"))
        .withMessageContaining("m.zip")
        .withMessageContaining("upTo");
  }
}
