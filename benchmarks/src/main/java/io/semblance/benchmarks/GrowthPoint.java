package io.semblance.benchmarks;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.simulate.SineSeries;
import io.semblance.flow.FitJob;
import io.semblance.flow.JobListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One point of a table of growth; also the program that measures it in a JVM of its own. */
public final class GrowthPoint {
  /** Critic update: batch, hidden width. */
  static final String STEP = "step";

  /** Critic update: numbers of an encoded row. */
  static final String ROW = "row";

  /** Encoders: columns, and what they do. */
  static final String COLUMNS = "columns";

  /** Sampling to a file: rows. */
  static final String SAMPLE = "sample";

  /**
   * A model of sequences fitted for one epoch a phase, compiling included, and as many sequences
   * drawn: steps, features, sequences, model. One sequence is one of 1,000 windows.
   */
  static final String SEQUENCES = "sequences";

  private static final int WINDOWS = 1_000;
  private static final String BACKEND = "vector";
  private static final Set<String> ONCE = Set.of(SAMPLE, SEQUENCES);
  private static final int ENCODED_ROWS = 20_000;

  private GrowthPoint() {}

  /**
   * What a point costs.
   *
   * @param seconds of one operation, the median where there are several
   * @param cpuSeconds of one operation, of all threads
   * @param allocatedBytes on the heap by one operation
   * @param heldBytes of the heap that stay taken while the work goes on
   * @param peakBytes most memory the process had (RSS); NaN where the system does not tell
   */
  record Measured(
      double seconds,
      double cpuSeconds,
      double allocatedBytes,
      double heldBytes,
      double peakBytes) {
    String text() {
      return seconds + " " + cpuSeconds + " " + allocatedBytes + " " + heldBytes + " " + peakBytes;
    }

    static Measured parse(String text) {
      double[] n =
          Arrays.stream(text.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
      return new Measured(n[0], n[1], n[2], n[3], n[4]);
    }
  }

  /** Work that can be repeated, and what is done after all of it. */
  private record Work(Runnable once, Runnable end) {}

  /**
   * Measures one point and prints it.
   *
   * @param args kind and what it takes
   */
  public static void main(String[] args) {
    System.out.println(measure(List.of(args), false).text());
  }

  /** Measures one point in a fresh JVM. */
  static Measured fork(List<String> point) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx4g",
            // Grows its heap only when what is alive needs it, so that RSS tells something.
            "-XX:+UseSerialGC",
            "--add-modules",
            "jdk.incubator.vector",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0",
            "-cp",
            System.getProperty("java.class.path"),
            GrowthPoint.class.getName()));
    command.addAll(point);
    try {
      File errors = File.createTempFile("semblance-growth", ".txt");
      Process process = new ProcessBuilder(command).redirectError(errors).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(point + ": " + Files.readString(errors.toPath()));
      }
      Files.delete(errors.toPath());
      return Measured.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Measures one point here.
   *
   * @param brief run once only
   */
  static Measured measure(List<String> point, boolean brief) {
    Work work = work(point);
    try {
      Stopwatch watch =
          brief || ONCE.contains(point.get(0))
              ? Stopwatch.single(work.once())
              : Stopwatch.settled(work.once());
      System.gc();
      long held = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      return new Measured(
          watch.seconds(), watch.cpuSeconds(), watch.allocated(), held, Stopwatch.peakRss());
    } finally {
      work.end().run();
    }
  }

  private static Work work(List<String> point) {
    int extent = Integer.parseInt(point.get(1));
    return switch (point.get(0)) {
      case STEP -> {
        int width = Integer.parseInt(point.get(2));
        yield step(StepSize.ARTICLE.withBatch(extent).withWidth(width));
      }
      case ROW -> step(StepSize.ARTICLE.withRow(extent));
      case COLUMNS -> encoders(extent, point.get(2));
      case SAMPLE -> sample(extent);
      case SEQUENCES -> {
        int features = Integer.parseInt(point.get(2));
        int sequences = Integer.parseInt(point.get(3));
        yield new Work(() -> sequences(extent, features, sequences, point.get(4)), () -> {});
      }
      default -> throw new IllegalArgumentException("nothing grows like " + point);
    };
  }

  private static Work step(StepSize size) {
    WganGpStep step = WganGpStep.critic(BACKEND, 1, size);
    return new Work(step::run, step::close);
  }

  private static Work encoders(int columns, String what) {
    Table table = numbers(columns);
    TableEncoder encoder = TableEncoder.fit(table, EncoderOptions.defaults());
    float[] rows = new float[ENCODED_ROWS * encoder.layout().width()];
    encoder.encode(table, 0, ENCODED_ROWS, rows, 0);
    Runnable once =
        switch (what) {
          case "fit" -> () -> TableEncoder.fit(table, EncoderOptions.defaults());
          case "encode" -> () -> encoder.encode(table, 0, ENCODED_ROWS, rows, 0);
          case "decode" -> () -> encoder.decode(rows, ENCODED_ROWS, 0, 1);
          default -> throw new IllegalArgumentException("encoders do not " + what);
        };
    return new Work(once, () -> {});
  }

  /** Columns of normal numbers: each is encoded as one number. */
  private static Table numbers(int columns) {
    Random random = new Random(1);
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      double[] values = random.doubles(ENCODED_ROWS).map(x -> random.nextGaussian()).toArray();
      all.add(
          NumericColumn.of(
              ColumnSchema.builder("c" + i, ColumnType.NUMBER).range(-10, 10).decimals(6).build(),
              values));
    }
    return Table.of(all);
  }

  private static void sequences(int steps, int features, int sequences, String name) {
    boolean one = sequences == 1;
    int length = one ? steps + WINDOWS - 1 : steps;
    Table table = SineSeries.of(length, length, length, features).entities(sequences, 1);
    SeriesSpec.Builder spec = SeriesSpec.builder();
    if (one) {
      table = table.withoutColumns(List.of("id"));
      spec.length(steps);
    } else {
      spec.sequenceBy(List.of("id"));
    }
    FitOptions.Builder options =
        FitOptions.builder().seed(1).epochs(1).series(spec.build()).set(FitJob.HOLDOUT, 0.0);
    if (name.equals("timegan")) {
      options.set("warm_up", "1");
    }
    try {
      Model model =
          FitJob.builder()
              .table(table.withoutColumns(List.of("t")))
              .synthesizer(name)
              .options(options.build())
              .build()
              .run(JobListener.silent())
              .model();
      long drawn = one ? WINDOWS : sequences;
      model.sample(SampleOptions.builder().sequences(drawn).seed(1).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Work sample(int rows) {
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      Model model = ArticleModel.fit(ArticleModel.table(1_000), BACKEND, threads);
      Path file = Files.createTempFile("semblance-sample", ".csv");
      Runnable once =
          () -> {
            try {
              SamplingBenchmark.toFile(
                  model, SamplingBenchmark.options(rows, BACKEND, threads), file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
      return new Work(once, file.toFile()::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
