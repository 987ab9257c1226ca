package io.semblance.synth.autoregression;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Synthesizers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Tables of sequences, and fits of a second. */
final class SeriesFixtures {
  private SeriesFixtures() {}

  static VarModel fit(Table table, SeriesSpec.Builder series, String... settings) {
    FitOptions.Builder options = FitOptions.builder().seed(3).threads(1).series(series.build());
    for (int i = 0; i < settings.length; i += 2) {
      options.set(settings[i], settings[i + 1]);
    }
    return (VarModel) Synthesizers.byName("var").fit(table, options.build(), FitListener.silent());
  }

  static SeriesSpec.Builder windows(int length) {
    return SeriesSpec.builder().length(length);
  }

  /** Columns x and y with z_t = A z_t-1 + noise of unit variance. */
  static Table recursion(int rows, double[][] a, long seed) {
    Random random = new Random(seed);
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int t = 1; t < rows; t++) {
      x[t] = a[0][0] * x[t - 1] + a[0][1] * y[t - 1] + random.nextGaussian();
      y[t] = a[1][0] * x[t - 1] + a[1][1] * y[t - 1] + random.nextGaussian();
    }
    return Table.of(
        List.of(
            Fixtures.numbers("x", ColumnType.NUMBER, 6, x),
            Fixtures.numbers("y", ColumnType.NUMBER, 6, y)));
  }

  /** Entities that are made up, of 3 to 9 steps, with a static town, a number and a label. */
  static Table visits(int entities, long seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("patient,visit,town,pulse,ward\n");
    for (int e = 0; e < entities; e++) {
      int town = random.nextInt(2);
      double pulse = 60 + 30 * town + 5 * random.nextGaussian();
      int ward = random.nextInt(3);
      int steps = 3 + random.nextInt(7);
      for (int t = 0; t < steps; t++) {
        ward = random.nextInt(5) == 0 ? random.nextInt(3) : ward;
        pulse += 3 * random.nextGaussian();
        csv.append(String.format(Locale.ROOT, "P-%05d,%d,", 7 * e + 13, t));
        csv.append(town == 0 ? "Ulm" : "Rom").append(',');
        csv.append(String.format(Locale.ROOT, "%.1f,", pulse));
        csv.append(random.nextInt(12) == 0 ? "" : "abc".substring(ward, ward + 1)).append('\n');
      }
    }
    return table(csv.toString());
  }

  static SeriesSpec.Builder ofVisits() {
    return SeriesSpec.builder().sequenceBy(List.of("patient")).time(List.of("visit"));
  }

  /** Hours of some days at two places, warm at noon, the second place 10 degrees warmer. */
  static Table hours(int days, long seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("place,when,heat\n");
    for (int place = 0; place < 2; place++) {
      double noise = 0;
      for (int h = 0; h < 24 * days; h++) {
        noise = .6 * noise + random.nextGaussian();
        double heat = 10 * place - 6 * Math.cos(2 * Math.PI * h / 24) + noise;
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,2021-03-%02d %02d:00,%.2f%n",
                place == 0 ? "north" : "south",
                1 + h / 24,
                h % 24,
                heat));
      }
    }
    return table(csv.toString());
  }

  static Table table(String csv) {
    return CsvReader.read(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
        "made up",
        CsvOptions.defaults());
  }

  /** The correlation of a column with itself so many steps later, in windows. */
  static double autocorrelation(double[] values, int length, int lag) {
    int windows = values.length / length;
    double[] a = new double[windows * (length - lag)];
    double[] b = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      int at = i / (length - lag) * length + i % (length - lag);
      a[i] = values[at];
      b[i] = values[at + lag];
    }
    return Fixtures.correlation(a, b);
  }
}
