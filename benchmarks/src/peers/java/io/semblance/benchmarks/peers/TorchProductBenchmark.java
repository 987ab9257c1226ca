package io.semblance.benchmarks.peers;

import io.semblance.benchmarks.Extents;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
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

/** Single-precision products in libtorch, into memory that is there already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {Torch.NO_COLLECTOR, Torch.NO_LIMIT, Torch.NO_LIMIT_EITHER})
public class TorchProductBenchmark {
  @Param("1")
  private int threads;

  @Param({"ab", "atb", "abt"})
  private String form;

  @Param({"128x512x256", "384x64x512", "384x512x256", "512x512x512"})
  private String size;

  private NoGradGuard constant;
  private Tensor a;
  private Tensor b;
  private Tensor product;

  /** Makes the factors. */
  @Setup
  public void fill() {
    Torch.prepare(threads);
    constant = new NoGradGuard();
    Extents e = Extents.parse(size);
    a = form.equals("atb") ? torch.randn(e.k(), e.m()).t() : torch.randn(e.m(), e.k());
    b = form.equals("abt") ? torch.randn(e.n(), e.k()).t() : torch.randn(e.k(), e.n());
    product = torch.zeros(e.m(), e.n());
  }

  /** Lets gradients be kept again. */
  @TearDown
  public void close() {
    constant.close();
  }

  /** One product. */
  @Benchmark
  public void product() {
    torch.mm_out(product, a, b).close();
  }
}
