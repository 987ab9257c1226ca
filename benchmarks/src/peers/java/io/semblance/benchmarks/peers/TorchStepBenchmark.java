package io.semblance.benchmarks.peers;

import io.semblance.benchmarks.MadeUp;
import io.semblance.benchmarks.StepSize;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
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
import org.openjdk.jmh.annotations.Warmup;

/** Time of one update of critic or generator, of the article's size, in eager libtorch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {Torch.NO_COLLECTOR, Torch.NO_LIMIT, Torch.NO_LIMIT_EITHER})
public class TorchStepBenchmark {
  @Param({"1", "2"})
  private int threads;

  @Param({"critic", "generator"})
  private String network;

  /** A {@link TorchWganGp.Style}. */
  @Param({"plain", "stacked", "lean"})
  private String style;

  private TorchWganGp gan;
  private Tensor table;
  private Tensor[] batches;
  private int next;

  /** Makes the same networks and the same table as Semblance has. */
  @Setup
  public void fill() {
    Torch.prepare(threads);
    StepSize size = StepSize.ARTICLE;
    gan =
        new TorchWganGp(
            size, MadeUp.generator(size), MadeUp.critic(size), TorchWganGp.Style.valueOf(style.toUpperCase(Locale.ROOT)));
    table = Torch.tensor(MadeUp.rows(size), size.tableRows(), size.row());
    long[] order = Arrays.stream(MadeUp.order(size)).asLongStream().toArray();
    Tensor places = Tensor.create(order, order.length);
    batches = new Tensor[size.tableRows() / size.batch()];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = places.narrow(0, (long) i * size.batch(), size.batch());
    }
  }

  /** One update. */
  @Benchmark
  public void update() {
    if (network.equals("critic")) {
      gan.criticStep(table, batches[next++ % batches.length]);
    } else {
      gan.generatorStep();
    }
  }
}
