package io.semblance.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one update of critic or generator, of the article's size. */
@Warmup(iterations = 5, time = 1)
public class StepBenchmark extends EngineBenchmark {
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
