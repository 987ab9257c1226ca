package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
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

/** Time per row of choosing and fitting encoders, encoding and decoding a table of 22 columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-Xmx2g")
public class EncoderBenchmark {
  static final int ROWS = 50_000;

  private Table table;
  private TableEncoder encoder;
  private float[] rows;

  /** Simulates the table and encodes it once. */
  @Setup
  public void simulate() {
    table = ArticleModel.table(ROWS);
    encoder = TableEncoder.fit(table, EncoderOptions.defaults());
    rows = new float[ROWS * encoder.layout().width()];
    encoder.encode(table, 0, ROWS, rows, 0);
  }

  /** Table to encoders. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public TableEncoder fit() {
    return TableEncoder.fit(table, EncoderOptions.defaults());
  }

  /** Table to numbers. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] encode() {
    encoder.encode(table, 0, ROWS, rows, 0);
    return rows;
  }

  /** Numbers to table. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Table decode() {
    return encoder.decode(rows, ROWS, 0, 1);
  }
}
