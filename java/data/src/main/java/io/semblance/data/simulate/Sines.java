package io.semblance.data.simulate;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code sines}: series of 24 steps with 5 features, the toy data of TimeGAN (Yoon, Jarrett and van
 * der Schaar, NeurIPS 2019). Feature k of a series is {@code (sin(f t + p) + 1) / 2} at t = 0 ..
 * 23, with f and p uniform on [0, 0.1), drawn afresh for each series and feature.
 *
 * <p>The paper writes sin(2 pi f t + p) with wider ranges; this is what its authors' program draws,
 * and so what every published figure on "Sines" was measured on.
 *
 * <p>Row n of the table is step {@code n mod 24} of series {@code n / 24}; the benchmark's 10,000
 * series are the first 240,000 rows. Values are rounded to 8 decimals, so that a file of them reads
 * back as the same numbers.
 */
final class Sines implements Simulator {

  private static final int STEPS = 24;
  private static final int FEATURES = 5;
  private static final double WIDEST = .1;
  private static final int DECIMALS = 8;
  private static final double SCALE = 1e8;

  @Override
  public String name() {
    return "sines";
  }

  @Override
  public String description() {
    return "series of 24 steps with 5 sine features of random frequency and phase, by TimeGAN's"
        + " formula";
  }

  @Override
  public Schema schema() {
    List<ColumnSchema> columns = new ArrayList<>();
    // Unbounded above: how many series there are is the caller's choice.
    columns.add(ColumnSchema.builder("series", ColumnType.INTEGER).range(0, Double.NaN).build());
    columns.add(ColumnSchema.builder("step", ColumnType.INTEGER).range(0, STEPS - 1).build());
    for (int k = 1; k <= FEATURES; k++) {
      columns.add(
          ColumnSchema.builder("x" + k, ColumnType.NUMBER).range(0, 1).decimals(DECIMALS).build());
    }
    return Schema.of(columns);
  }

  @Override
  public Table rows(long firstRow, int count, long seed) {
    Simulators.checkRange(firstRow, count);
    double[][] values = new double[FEATURES + 2][count];
    double[] frequency = new double[FEATURES];
    double[] phase = new double[FEATURES];
    RowRandom random = new RowRandom(seed);
    long current = -1;
    for (int i = 0; i < count; i++) {
      long series = (firstRow + i) / STEPS;
      int step = (int) ((firstRow + i) % STEPS);
      if (series != current) {
        random.row(series);
        for (int k = 0; k < FEATURES; k++) {
          frequency[k] = WIDEST * random.uniform();
          phase[k] = WIDEST * random.uniform();
        }
        current = series;
      }
      values[0][i] = series;
      values[1][i] = step;
      for (int k = 0; k < FEATURES; k++) {
        double sine = .5 * (StrictMath.sin(frequency[k] * step + phase[k]) + 1);
        values[k + 2][i] = Math.rint(sine * SCALE) / SCALE;
      }
    }
    Schema schema = schema();
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      columns.add(NumericColumn.of(schema.column(k), values[k]));
    }
    return Table.of(columns);
  }
}
