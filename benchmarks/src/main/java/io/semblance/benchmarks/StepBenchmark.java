package io.semblance.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** Time of one update of critic or generator, of the article's size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules",
      "jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
public class StepBenchmark {
  @Param({"ejml", "vector"})
  private String backend;

  @Param({"1", "2"})
  private int threads;

  @Param({"critic", "generator"})
  private String network;

  private WganGpStep step;

  /** Compiles the step and fills its state. */
  @Setup
  public void compile() {
    step =
        network.equals("critic")
            ? WganGpStep.critic(backend, threads, StepSize.ARTICLE)
            : WganGpStep.generator(backend, threads, StepSize.ARTICLE);
  }

  /** Ends the session's threads; a step that diverged measured nothing. */
  @TearDown
  public void close() {
    double loss = step.loss();
    step.close();
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("the loss became " + loss);
    }
  }

  /** One update. */
  @Benchmark
  public void update() {
    step.run();
  }
}
