package io.semblance.synth;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.IdPattern;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Tables and fits of a second or less. */
public final class Fixtures {
  private Fixtures() {}

  /** Small networks and two epochs, on the backend that is everywhere. */
  public static FitOptions.Builder quick() {
    return FitOptions.builder()
        .seed(11)
        .epochs(2)
        .threads(1)
        .backend("ejml")
        .set("generator_widths", "24")
        .set("critic_widths", "24")
        .set("noise", "6")
        .set("batch", "64")
        .set("calibrate", "false");
  }

  public static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("wgan-gp").fit(table, options.build(), FitListener.silent());
  }

  /** Identifier, category, boolean with gaps, integer and number that hang together. */
  public static Table mixed(int rows, long seed) {
    Random random = new Random(seed);
    String[] ids = new String[rows];
    int[] city = new int[rows];
    int[] sick = new int[rows];
    double[] age = new double[rows];
    double[] pay = new double[rows];
    for (int i = 0; i < rows; i++) {
      ids[i] = "Q" + Integer.toHexString(0x5A000000 + random.nextInt(1 << 24)) + "-" + i;
      city[i] = random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(2);
      age[i] = Math.rint(20 + 50 * random.nextDouble());
      sick[i] = random.nextInt(20) == 0 ? -1 : random.nextDouble() * 70 < age[i] - 20 ? 1 : 0;
      pay[i] = Math.rint(100 * (30 * age[i] + 500 * city[i] + 100 * random.nextGaussian())) / 100;
    }
    return Table.of(
        List.of(
            ids("id", ids),
            labels("city", city, "Ulm", "Rom", "Oslo"),
            CategoricalColumn.of(
                ColumnSchema.builder("sick", ColumnType.BOOLEAN)
                    .categories(List.of("0", "1"))
                    .nullable(true)
                    .build(),
                sick),
            numbers("age", ColumnType.INTEGER, 0, age),
            numbers("pay", ColumnType.NUMBER, 2, pay)));
  }

  public static Column ids(String name, String... texts) {
    IdPattern pattern = IdPattern.learn(Arrays.asList(texts));
    return CategoricalColumn.ofIds(
        ColumnSchema.builder(name, ColumnType.ID).idPattern(pattern).build(), texts);
  }

  public static Column labels(String name, int[] codes, String... labels) {
    boolean gaps = Arrays.stream(codes).anyMatch(c -> c < 0);
    return CategoricalColumn.of(
        ColumnSchema.builder(name, ColumnType.CATEGORY)
            .categories(List.of(labels))
            .nullable(gaps)
            .build(),
        codes);
  }

  public static Column numbers(String name, ColumnType type, int decimals, double... values) {
    return NumericColumn.of(
        ColumnSchema.builder(name, type)
            .range(
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN))
            .decimals(decimals)
            .build(),
        values);
  }

  /** The table as the bytes that a user gets. */
  public static String csv(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(bytes, table.schema())) {
      writer.write(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The rows of a sample as the sink gets them. */
  public static List<Table> parts(Model model, SampleOptions options) {
    List<Table> parts = new ArrayList<>();
    model.sample(options, parts::add);
    return parts;
  }

  public static double[] values(Table table, String column) {
    return ((NumericColumn) table.column(column)).values();
  }

  public static int[] codes(Table table, String column) {
    return ((CategoricalColumn) table.column(column)).codes();
  }

  /** Pearson's correlation. */
  public static double correlation(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
