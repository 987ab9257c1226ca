package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.simulate.Simulators;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.Tables;
import io.semblance.flow.TableOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and writing a table as Parquet, beside the same as text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ParquetBenchmark {
  /** Rows as many as BRFSS has. */
  static final int ROWS = 253_680;

  /** The ending of the file, which says what it is. */
  @Param({".csv", ".parquet"})
  public String ending;

  private Path directory;
  private Table table;
  private Place file;

  @Setup
  public void write() throws IOException {
    directory = Files.createTempDirectory("semblance");
    String own = System.getProperty("semblance.table"); // a table to do it with
    table =
        own == null
            ? Simulators.byName("health-indicators").rows(0, ROWS, 1)
            : Tables.read(Place.of(own), CsvOptions.defaults());
    file = Place.of(directory.resolve("table" + ending).toString());
    writing();
  }

  @Benchmark
  public Table reading() {
    return Tables.read(file, CsvOptions.defaults());
  }

  @Benchmark
  public void writing() throws IOException {
    try (TableOutput output =
        TableOutput.to(file, table.schema(), CsvLayout.of(',', true), SinkOptions.defaults())) {
      output.write(table);
      output.commit();
    }
  }

  @TearDown
  public void remove() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
