package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.synth.Model;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time per row of a fit of one epoch with the article's networks: encoding, compiling and training
 * together, as a user meets them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules",
      "jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
public class EpochBenchmark {
  static final int ROWS = 12_800;

  @Param({"ejml", "vector"})
  private String backend;

  @Param({"1", "2"})
  private int threads;

  private Table table;

  /** Simulates the table. */
  @Setup
  public void simulate() {
    table = ArticleModel.table(ROWS);
  }

  /** One epoch. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Model epoch() {
    return ArticleModel.fit(table, backend, threads);
  }
}
