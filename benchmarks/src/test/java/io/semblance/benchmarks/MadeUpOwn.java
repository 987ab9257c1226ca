package io.semblance.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A benchmark of our own, which may have a fault. */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = "-Xmx64m")
public class MadeUpOwn {
  /** {@code steady}, or anything else to fail. */
  @Param("steady")
  private String way;

  /** Fails, if that is its way. */
  @Setup
  public void start() {
    if (!way.equals("steady")) {
      throw new IllegalArgumentException("wrong by " + way);
    }
  }

  /** Next to nothing. */
  @Benchmark
  public int work() {
    return way.length();
  }
}
