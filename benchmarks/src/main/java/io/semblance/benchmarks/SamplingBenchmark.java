package io.semblance.benchmarks;

import io.semblance.data.csv.CsvWriter;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Time per row drawn from a fitted model of the article's size. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SamplingBenchmark extends EngineBenchmark {
  static final int ROWS = 50_000;

  /** Speed does not depend on what was learnt. */
  private static final int FITTED_ROWS = 1_000;

  @Param({"ejml", "vector"})
  private String backend;

  @Param({"1", "2"})
  private int threads;

  private Model model;
  private Path file;

  /** Fits a model, briefly. */
  @Setup
  public void fit() throws IOException {
    model = ArticleModel.fit(ArticleModel.table(FITTED_ROWS), backend, threads);
    file = Files.createTempFile("semblance-sample", ".csv");
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(file);
  }

  /** To tables that are dropped. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long memory() {
    long[] rows = new long[1];
    model.sample(options(ROWS, backend, threads), part -> rows[0] += part.rows());
    return rows[0];
  }

  /** To a CSV file on disk. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void file() throws IOException {
    toFile(model, options(ROWS, backend, threads), file);
  }

  static SampleOptions options(long rows, String backend, int threads) {
    return SampleOptions.builder().rows(rows).seed(1).backend(backend).threads(threads).build();
  }

  static void toFile(Model model, SampleOptions options, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        CsvWriter writer = new CsvWriter(out, model.schema())) {
      model.sample(
          options,
          part -> {
            try {
              writer.write(part);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
