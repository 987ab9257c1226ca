package io.semblance.quality;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A made-up table with every kind of column, dependent on one another, with missing cells. */
final class Mixed {

  private static final List<String> COLOURS = List.of("amber", "blue", "cyan", "dun", "ecru");

  private Mixed() {}

  /**
   * @param bend how far the law is from the one at 0; the fifth colour is never drawn at 0
   */
  static Table table(int rows, long seed, double bend) {
    Random random = new Random(seed);
    double[] age = new double[rows];
    double[] wage = new double[rows];
    double[] when = new double[rows];
    double[] grade = new double[rows];
    double[] smoker = new double[rows];
    int[] colour = new int[rows];
    String[] id = new String[rows];
    for (int i = 0; i < rows; i++) {
      double z = random.nextGaussian();
      age[i] = Math.rint(40 + 12 * z);
      wage[i] = Math.exp(7 + (.6 - bend) * z + .5 * random.nextGaussian());
      wage[i] = random.nextDouble() < .1 + bend / 4 ? Double.NaN : wage[i];
      when[i] = 1.5e12 + 86_400_000.0 * random.nextInt(1000);
      when[i] = random.nextDouble() < .03 ? Double.NaN : when[i];
      grade[i] = Math.max(1, Math.min(5, Math.rint(3 + z + bend * random.nextGaussian())));
      smoker[i] = random.nextGaussian() + .5 * z > .4 ? 1 : 0;
      colour[i] = (int) (Math.min(3, Math.abs(z * 2)) + (random.nextDouble() < bend ? 1 : 0));
      colour[i] = random.nextDouble() < .05 ? -1 : colour[i];
      id[i] = "P" + i;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(CategoricalColumn.ofIds(ColumnSchema.builder("id", ColumnType.ID).build(), id));
    columns.add(NumericColumn.of(ColumnSchema.builder("age", ColumnType.INTEGER).build(), age));
    columns.add(Golden.numbers("wage", wage));
    columns.add(NumericColumn.of(ColumnSchema.builder("when", ColumnType.DATETIME).build(), when));
    columns.add(Golden.labels("grade", grade));
    columns.add(Golden.labels("smoker", smoker));
    columns.add(
        CategoricalColumn.of(
            ColumnSchema.builder("colour", ColumnType.CATEGORY).categories(COLOURS).build(),
            colour));
    return Table.of(columns);
  }
}
