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
 * {@code series}: sequences of different length, one entity each, whose values are sines of random
 * frequency, phase and amplitude. Value k of an entity is {@code a sin(2 pi f t + p)} at t = 0, 1,
 * ..., with a uniform on [0.5, 2), f on [1/40, 1/8) and p on [0, 2 pi), drawn afresh for each
 * entity and value.
 *
 * <p>Lengths come in pairs, one as much above the mean as the other is below, so that every pair of
 * entities has the same number of rows and row n is known without those before it. The distance
 * from the mean is uniform on the whole numbers that keep both lengths within the bounds.
 *
 * <p>Values are rounded to 6 decimals, so that a file of them reads back as the same numbers.
 */
public final class SineSeries implements Simulator {
  private static final double SCALE = 1e6;
  private static final int DECIMALS = 6;
  private static final double LEAST_AMPLITUDE = .5;
  private static final double MOST_AMPLITUDE = 2;
  private static final double LEAST_FREQUENCY = 1 / 40.;
  private static final double MOST_FREQUENCY = 1 / 8.;

  private final int mean;
  private final int min;
  private final int max;
  private final int values;

  private SineSeries(int mean, int min, int max, int values) {
    this.mean = mean;
    this.min = min;
    this.max = max;
    this.values = values;
  }

  /** Two values, and lengths from 20 to 100 steps. */
  public static SineSeries standard() {
    return of(60, 20, 100, 2);
  }

  /**
   * Series of other lengths.
   *
   * @param mean mean length, in steps
   * @param min the least length
   * @param max the greatest length
   * @param values how many columns of values, named x1, x2, ...
   * @throws IllegalArgumentException unless min is at least 1, at most mean, and that at most max,
   *     and there is a value
   */
  public static SineSeries of(int mean, int min, int max, int values) {
    if (min < 1 || mean < min || max < mean || values < 1) {
      throw new IllegalArgumentException(
          values + " values of lengths " + min + " to " + max + " about " + mean);
    }
    return new SineSeries(mean, min, max, values);
  }

  @Override
  public String name() {
    return "series";
  }

  @Override
  public String description() {
    return "sequences of "
        + min
        + " to "
        + max
        + " steps, one id each, of sines of random frequency,"
        + " phase and amplitude";
  }

  @Override
  public Schema schema() {
    List<ColumnSchema> columns = new ArrayList<>();
    // Unbounded above: how many entities there are is the caller's choice.
    columns.add(ColumnSchema.builder("id", ColumnType.INTEGER).range(0, Double.NaN).build());
    columns.add(ColumnSchema.builder("t", ColumnType.INTEGER).range(0, max - 1).build());
    for (int k = 1; k <= values; k++) {
      columns.add(
          ColumnSchema.builder("x" + k, ColumnType.NUMBER)
              .range(-MOST_AMPLITUDE, MOST_AMPLITUDE)
              .decimals(DECIMALS)
              .build());
    }
    return Schema.of(columns);
  }

  /** How many steps an entity, counted from 0, has. */
  public int length(long entity, long seed) {
    RowRandom random = new RowRandom(seed);
    random.row(-1 - entity / 2);
    int widest = Math.min(mean - min, max - mean);
    int away = (int) (random.uniform() * (2 * widest + 1)) - widest;
    return entity % 2 == 0 ? mean + away : mean - away;
  }

  /** All rows of the first entities. */
  public Table entities(int count, long seed) {
    long rows = count / 2 * 2L * mean + (count % 2 == 0 ? 0 : length(count - 1, seed));
    return rows(0, Math.toIntExact(rows), seed);
  }

  @Override
  public Table rows(long firstRow, int count, long seed) {
    Simulators.checkRange(firstRow, count);
    double[][] cells = new double[values + 2][count];
    double[] amplitude = new double[values];
    double[] frequency = new double[values];
    double[] phase = new double[values];
    RowRandom random = new RowRandom(seed);
    long entity = -1;
    long start = 0;
    long end = 0;
    for (int i = 0; i < count; i++) {
      long row = firstRow + i;
      if (entity < 0 || row >= end) {
        long pair = row / (2L * mean);
        int first = length(2 * pair, seed);
        boolean second = row - pair * 2 * mean >= first;
        entity = 2 * pair + (second ? 1 : 0);
        start = pair * 2 * mean + (second ? first : 0);
        end = second ? (pair + 1) * 2 * mean : start + first;
        random.row(entity);
        for (int k = 0; k < values; k++) {
          amplitude[k] = between(LEAST_AMPLITUDE, MOST_AMPLITUDE, random);
          frequency[k] = between(LEAST_FREQUENCY, MOST_FREQUENCY, random);
          phase[k] = between(0, 2 * Math.PI, random);
        }
      }
      cells[0][i] = entity;
      cells[1][i] = row - start;
      for (int k = 0; k < values; k++) {
        double angle = 2 * Math.PI * frequency[k] * (row - start) + phase[k];
        cells[k + 2][i] = Math.rint(amplitude[k] * StrictMath.sin(angle) * SCALE) / SCALE + 0.0;
      }
    }
    Schema schema = schema();
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < cells.length; k++) {
      columns.add(NumericColumn.of(schema.column(k), cells[k]));
    }
    return Table.of(columns);
  }

  private static double between(double least, double most, RowRandom random) {
    return least + (most - least) * random.uniform();
  }
}
