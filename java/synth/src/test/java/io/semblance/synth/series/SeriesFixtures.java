package io.semblance.synth.series;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvWriter;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Tables of sequences, and fits of a second or two. */
public final class SeriesFixtures {
  private static final double HOUR = 3_600_000;

  private SeriesFixtures() {}

  /** Patients with a sex that never changes, visits at uneven days, a score and a ward. */
  public static Table patients(int patients, long seed) {
    Random random = new Random(seed);
    List<Integer> lengths = new ArrayList<>();
    int rows = 0;
    for (int p = 0; p < patients; p++) {
      lengths.add(1 + random.nextInt(8));
      rows += lengths.get(p);
    }
    double[] id = new double[rows];
    double[] day = new double[rows];
    double[] score = new double[rows];
    int[] sex = new int[rows];
    int[] ward = new int[rows];
    int at = 0;
    for (int p = 0; p < patients; p++) {
      int female = random.nextInt(2);
      double when = random.nextInt(300);
      double level = random.nextGaussian() + 2 * female;
      for (int t = 0; t < lengths.get(p); t++, at++) {
        id[at] = 10_000 + 7 * p;
        day[at] = when;
        when += 1 + random.nextInt(20);
        level += 0.3 * random.nextGaussian();
        score[at] = random.nextInt(10) == 0 ? Double.NaN : Math.rint(100 * level) / 100;
        sex[at] = female;
        ward[at] = random.nextInt(3);
      }
    }
    return Table.of(
        List.of(
            numbers("patient", ColumnType.INTEGER, id),
            numbers("day", ColumnType.INTEGER, day),
            labels("sex", sex, "f", "m"),
            numbers("score", ColumnType.NUMBER, score),
            labels("ward", ward, "A", "B", "C")));
  }

  public static SeriesSpec ofPatients() {
    return SeriesSpec.builder().sequenceBy(List.of("patient")).time(List.of("day")).build();
  }

  /** Three stations, hour by hour, with a height that is the station's; warm at noon. */
  public static Table stations(int days, long seed) {
    Random random = new Random(seed);
    int steps = 24 * days;
    String[] names = {"North", "South", "West"};
    double[] height = {12, 340, 5};
    double start = LocalDateTime.of(2021, 3, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    int rows = 3 * steps;
    int[] station = new int[rows];
    double[] heights = new double[rows];
    double[] time = new double[rows];
    double[] warmth = new double[rows];
    for (int row = 0; row < rows; row++) {
      int s = row / steps;
      int t = row % steps;
      station[row] = s;
      heights[row] = height[s];
      time[row] = start + t * HOUR;
      double noon = Math.cos(2 * Math.PI * (t % 24 - 12) / 24.0);
      warmth[row] = Math.rint(10 * (15 + 8 * noon - 2 * s + random.nextGaussian())) / 10;
    }
    ColumnSchema when =
        ColumnSchema.builder("time", ColumnType.DATETIME)
            .pattern("yyyy-MM-dd HH:mm", 3_600_000)
            .range(start, start + (steps - 1) * HOUR)
            .build();
    return Table.of(
        List.of(
            labels("station", station, names),
            NumericColumn.of(when, time),
            numbers("height", ColumnType.INTEGER, heights),
            numbers("warmth", ColumnType.NUMBER, warmth)));
  }

  public static SeriesSpec ofStations(int length) {
    return SeriesSpec.builder()
        .sequenceBy(List.of("station"))
        .time(List.of("time"))
        .length(length)
        .build();
  }

  /** One series without a time. */
  public static Table walk(int rows, long seed) {
    Random random = new Random(seed);
    double[] level = new double[rows];
    double now = 0;
    for (int i = 0; i < rows; i++) {
      now = 0.9 * now + random.nextGaussian();
      level[i] = now;
    }
    return Table.of(List.of(numbers("level", ColumnType.NUMBER, level)));
  }

  public static Column numbers(String name, ColumnType type, double[] values) {
    IntToDoubleFunction at = i -> values[i];
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    boolean missing = false;
    for (int i = 0; i < values.length; i++) {
      missing |= Double.isNaN(at.applyAsDouble(i));
      if (!Double.isNaN(values[i])) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
    }
    ColumnSchema.Builder schema =
        ColumnSchema.builder(name, type).range(least, greatest).nullable(missing);
    if (type == ColumnType.NUMBER) {
      schema.decimals(0, ColumnSchema.SHORTEST);
    }
    return NumericColumn.of(schema.build(), values);
  }

  private static Column labels(String name, int[] codes, String... labels) {
    return CategoricalColumn.of(
        ColumnSchema.builder(name, ColumnType.CATEGORY).categories(List.of(labels)).build(), codes);
  }

  /** Small networks and two epochs, on the backend that is everywhere. */
  public static FitOptions.Builder quick(SeriesSpec spec) {
    return FitOptions.builder().seed(11).epochs(2).threads(1).backend("ejml").series(spec);
  }

  public static FitOptions.Builder quickTimeGan(SeriesSpec spec) {
    return quick(spec)
        .set("hidden", "6")
        .set("batch", "32")
        .set("warm_up", "2")
        .set("noise", "3")
        .set("sequence_noise", "3");
  }

  public static Model fit(String name, Table table, FitOptions options) {
    Synthesizer synthesizer = Synthesizers.byName(name);
    return (synthesizer.learnsSequences() ? synthesizer : new WindowSynthesizer(synthesizer))
        .fit(table, options, FitListener.silent());
  }

  /** A network, windows as rows, an autoregression; entities made up, labels, none at all. */
  public static List<Model> oneOfEachKind() {
    SeriesSpec none = SeriesSpec.builder().length(4).build();
    return List.of(
        fit("timegan", patients(60, 1), quickTimeGan(ofPatients()).epochs(1).build()),
        fit("copula", stations(8, 1), quick(ofStations(6)).build()),
        fit("copula", walk(80, 1), quick(none).build()),
        fit("var", stations(8, 1), quick(ofStations(6)).build()));
  }

  public static String csv(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(bytes, table.schema())) {
      writer.write(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
