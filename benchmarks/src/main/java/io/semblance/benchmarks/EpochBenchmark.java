package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.synth.Model;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Time per row of a fit of one epoch with the article's networks: encoding, compiling and training
 * together, as a user meets them.
 */
public class EpochBenchmark extends EngineBenchmark {
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
