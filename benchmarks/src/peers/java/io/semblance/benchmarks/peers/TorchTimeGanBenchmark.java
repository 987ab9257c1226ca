package io.semblance.benchmarks.peers;

import io.semblance.benchmarks.TimeGanRound;
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

/** Time of one round of TimeGAN's joint training, of the published size, in eager libtorch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {Torch.NO_COLLECTOR, Torch.NO_LIMIT, Torch.NO_LIMIT_EITHER})
public class TorchTimeGanBenchmark {
  @Param({"1", "2"})
  private int threads;

  /** A {@link TorchTimeGan.Style}. */
  @Param({"plain", "stacked"})
  private String style;

  private TorchTimeGan timegan;
  private Tensor table;
  private Tensor[] batches;
  private int next;

  /** Makes the same networks and the same table as Semblance has. */
  @Setup
  public void fill() {
    Torch.prepare(threads);
    timegan = new TorchTimeGan(TorchTimeGan.Style.valueOf(style.toUpperCase(Locale.ROOT)));
    int width = TimeGanRound.TIMES * TimeGanRound.FEATURES;
    table = Torch.tensor(TimeGanRound.rows(), TimeGanRound.SEQUENCES, width);
    long[] order = Arrays.stream(TimeGanRound.order()).asLongStream().toArray();
    Tensor places = Tensor.create(order, order.length);
    batches = new Tensor[TimeGanRound.SEQUENCES / TimeGanRound.BATCH];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = places.narrow(0, (long) i * TimeGanRound.BATCH, TimeGanRound.BATCH);
    }
  }

  /** One round. */
  @Benchmark
  public void round() {
    timegan.round(table, batches, next);
    next = (next + 5) % batches.length;
  }
}
