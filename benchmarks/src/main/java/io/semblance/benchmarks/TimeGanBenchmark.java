package io.semblance.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one round of TimeGAN's joint training, of the published size. */
@Warmup(iterations = 5, time = 1)
public class TimeGanBenchmark extends EngineBenchmark {
  @Param({"ejml", "vector"})
  private String backend;

  @Param({"1", "2"})
  private int threads;

  private TimeGanRound timegan;

  /** Compiles the updates and fills their state. */
  @Setup
  public void compile() {
    timegan = TimeGanRound.open(backend, threads);
  }

  /** Ends the session's threads; a round that diverged measured nothing. */
  @TearDown
  public void close() {
    for (TimeGanRound.Update update : timegan.updates()) {
      if (!update.losses().stream().allMatch(Double::isFinite)) {
        throw new IllegalStateException("losses of " + update.name() + ": " + update.losses());
      }
    }
    timegan.close();
  }

  /** One round. */
  @Benchmark
  public void round() {
    timegan.run();
  }
}
