package io.semblance.quality;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.features.RandomRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Tables whose fault is known. */
final class FlawedTables {

  static final String TARGET = "Diabetes_binary";

  private FlawedTables() {}

  /** Simulated rows without any fault; different rows for different numbers. */
  static Table simulated(int from, int rows) {
    return Simulators.byName("health-indicators").rows(from, rows, 9);
  }

  /** Every column shuffled alone. */
  static Table shuffled(Table table) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < table.width(); c++) {
      columns.add(table.column(c).select(RandomRows.permutation(table.rows(), 50 + c)));
    }
    return Table.of(columns);
  }

  /** Every number moved a little; labels stay. */
  static Table noisy(Table table, double deviation) {
    Random random = new Random(3);
    Table out = table;
    for (Column column : table.columns()) {
      if (column instanceof NumericColumn numbers) {
        double[] values =
            Arrays.stream(numbers.values())
                .map(v -> v + deviation * random.nextGaussian())
                .toArray();
        out = out.with(NumericColumn.of(column.schema(), values));
      }
    }
    return out;
  }

  /** Without the rows that have a label. */
  static Table withoutLabel(Table table, String column, int code) {
    CategoricalColumn labels = (CategoricalColumn) table.column(column);
    return table.select(
        IntStream.range(0, table.rows()).filter(i -> labels.code(i) != code).toArray());
  }

  /** Clusters of points, of which the fourth is where no single column shows it. */
  static Table blobs(int rows, int count, long seed) {
    Random random = new Random(seed);
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      int blob = random.nextInt(count);
      x[i] = (blob % 2) * 4 + .3 * random.nextGaussian();
      y[i] = (blob / 2) * 4 + .3 * random.nextGaussian();
    }
    return Table.of(List.of(Golden.numbers("x", x), Golden.numbers("y", y)));
  }

  /** One more column: twice the body mass index, but for some rows. */
  static Table withDouble(Table table, double wrong) {
    Random random = new Random(4);
    double[] values = ((NumericColumn) table.column("BMI")).values().clone();
    Arrays.setAll(
        values, i -> 2 * values[i] + (random.nextDouble() < wrong ? 1 + random.nextInt(9) : 0));
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(
        NumericColumn.of(ColumnSchema.builder("double", ColumnType.INTEGER).build(), values));
    return Table.of(columns);
  }

  /** Labels that follow one hidden draw; kinds from {@code least} on alone. */
  static Table groups(int rows, long seed, int least) {
    Random random = new Random(seed);
    int width = 11;
    StringBuilder csv = new StringBuilder("kind,a,b,c,d,e,f,g,h,i,j\n");
    for (int i = 0; i < rows; i++) {
      int kind = least + random.nextInt(5 - least);
      csv.append('k').append(kind);
      for (int c = 1; c < width; c++) {
        csv.append(",v").append(random.nextInt(10) < 6 ? kind : random.nextInt(5));
      }
      csv.append('\n');
    }
    return read(csv);
  }

  /** Three columns of independent labels, numbered from {@code from}. */
  static Table uniform(int rows, int from, long seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("p,q,r\n");
    for (int i = 0; i < rows; i++) {
      for (int c = 0; c < 3; c++) {
        csv.append(c == 0 ? "" : ",").append('v').append(from + random.nextInt(5));
      }
      csv.append('\n');
    }
    return read(csv);
  }

  private static Table read(CharSequence csv) {
    return CsvReader.read(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        "made up",
        CsvOptions.defaults());
  }
}
