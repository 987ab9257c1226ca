package io.semblance.synth.resample;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.IdPattern;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small tables to resample. */
final class Tables {
  /** SMOTE with the paper's choice of labels. */
  static final ResampleSettings SMOTE =
      new ResampleSettings(5, 50_000, LabelChoice.MAJORITY, true, false);

  private Tables() {}

  /** Real numbers, written with as many digits as it takes. */
  static Column numbers(String name, double... values) {
    return numbers(
        ColumnSchema.builder(name, ColumnType.NUMBER).decimals(ColumnSchema.SHORTEST), values);
  }

  static Column numbers(ColumnSchema.Builder schema, double... values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    return NumericColumn.of(
        schema
            .range(
                Arrays.stream(known).min().orElse(Double.NaN),
                Arrays.stream(known).max().orElse(Double.NaN))
            .nullable(known.length < values.length)
            .build(),
        values);
  }

  static Column labels(String name, int[] codes, String... labels) {
    return CategoricalColumn.of(
        ColumnSchema.builder(name, ColumnType.CATEGORY)
            .categories(List.of(labels))
            .nullable(Arrays.stream(codes).anyMatch(c -> c < 0))
            .build(),
        codes);
  }

  /** One letter per row; '-' for missing. */
  static Column letters(String name, String letters) {
    String[] labels =
        letters
            .replace("-", "")
            .chars()
            .sorted()
            .distinct()
            .mapToObj(c -> String.valueOf((char) c))
            .toArray(String[]::new);
    int[] codes =
        letters
            .chars()
            .map(c -> c == '-' ? -1 : Arrays.asList(labels).indexOf(String.valueOf((char) c)))
            .toArray();
    return labels(name, codes, labels);
  }

  /** Every kind of column, gaps among them, with a target of three classes and some missing. */
  static Table mixed(int rows, long seed) {
    Random random = new Random(seed);
    String[] id = new String[rows];
    int[] kind = new int[rows];
    int[] city = new int[rows];
    int[] sick = new int[rows];
    double[] age = new double[rows];
    double[] pay = new double[rows];
    double[] day = new double[rows];
    double[] free = new double[rows];
    double[] fixed = new double[rows];
    for (int i = 0; i < rows; i++) {
      id[i] = "K-" + (1000 + i * 7);
      int draw = random.nextInt(20);
      kind[i] = draw < 12 ? 0 : draw < 17 ? 1 : draw < 19 ? 2 : -1;
      city[i] = random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(2);
      sick[i] = random.nextInt(8) == 0 ? -1 : random.nextInt(2);
      age[i] = random.nextInt(9) == 0 ? Double.NaN : 20 + random.nextInt(50) + 3 * kind[i];
      pay[i] = Math.rint(100 * (1000 + 500 * random.nextGaussian() + 200 * kind[i])) / 100;
      day[i] = 86_400_000.0 * (18_000 + random.nextInt(400));
      free[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian() + kind[i];
      fixed[i] = 0.1;
    }
    return Table.of(
        List.of(
            CategoricalColumn.ofIds(
                ColumnSchema.builder("id", ColumnType.ID)
                    .idPattern(IdPattern.learn(Arrays.asList(id)))
                    .build(),
                id),
            labels("city", city, "Ulm", "Rom", "Oslo"),
            numbers(ColumnSchema.builder("age", ColumnType.INTEGER), age),
            numbers(ColumnSchema.builder("pay", ColumnType.NUMBER).decimals(2), pay),
            numbers(
                ColumnSchema.builder("day", ColumnType.DATETIME).pattern("yyyy-MM-dd", 86_400_000),
                day),
            labels("kind", kind, "a", "b", "c"),
            numbers("free", free),
            labels("sick", sick, "0", "1"),
            numbers("fixed", fixed)));
  }

  static RowPool pool(Table table, String target, ResampleSettings settings) {
    return ResampleFit.fit(table, target, settings, 5, 1, () -> false);
  }

  /** Rows of a table drawn from its own pool. */
  static Table draw(Table table, String target, ResampleSettings settings, int rows) {
    return new Interpolation(pool(table, target, settings), Interpolation.identifiers(table))
        .draw(0, rows, 9);
  }

  static double[] values(Table table, String column) {
    return ((NumericColumn) table.column(column)).values();
  }

  static int[] codes(Table table, String column) {
    return ((CategoricalColumn) table.column(column)).codes();
  }
}
