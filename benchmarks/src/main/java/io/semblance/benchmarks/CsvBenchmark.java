package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.csv.CsvWriter;
import io.semblance.data.simulate.Simulators;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per row of reading (with schema inference) and writing a table of 22 columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class CsvBenchmark {
  static final int ROWS = 50_000;

  private Table table;
  private byte[] text;

  /** Simulates the table once. */
  @Setup
  public void simulate() throws IOException {
    table = Simulators.byName("health-indicators").rows(0, ROWS, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes);
    text = bytes.toByteArray();
  }

  /** Bytes to a typed table. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Table read() {
    return CsvReader.read(new ByteArrayInputStream(text), "memory", CsvOptions.defaults());
  }

  /** A typed table to bytes. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length);
    write(bytes);
    return bytes.size();
  }

  private void write(OutputStream out) throws IOException {
    try (CsvWriter writer = new CsvWriter(out, table.schema())) {
      writer.write(table);
    }
  }
}
