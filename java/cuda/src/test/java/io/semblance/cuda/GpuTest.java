package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The suite of all backends on a real GPU, and what only a real one can show. Where CUDA cannot run
 * it is skipped, saying why; with {@code -Dsemblance.gpu.required=true} it fails.
 */
class GpuTest extends BackendSuite {
  @BeforeAll
  static void gpu() {
    CudaBackend cuda = new CudaBackend();
    String refusal = cuda.refusal();
    if (Boolean.getBoolean("semblance.gpu.required")) {
      assertThat(refusal).as("why CUDA cannot run").isNull();
    }
    Assumptions.assumeTrue(refusal == null, refusal);
    System.out.println(cuda.details());
  }

  @Override
  protected Backend backend() {
    return new CudaBackend();
  }

  @Test
  void aTrainingCurveIsThatOfTheCpu() {
    TrainingPair.assertSameCurve(backend());
  }

  @Test
  void aGraphHasTheNodesThatWereLaunched() {
    Variable x = Variable.filled("x", Shape.of(50, 40), 1);
    Variable w = Variable.filled("w", Shape.of(40, 30), 2);
    Node out = Ops.sum(Ops.exp(Ops.matmul(x.node(), w.node())), 0);
    try (Session s = backend().open(new SessionOptions(1, 1))) {
      CudaProgram p = (CudaProgram) s.compile(new Step().output(out));
      // The product with the exponential on its tiles, then the sum.
      assertThat(p.nodes()).isEqualTo(2);
    }
  }

  /** By cuBLAS, in every form. */
  @Test
  void productsOfALibraryAgreeWithDoublePrecision() {
    int m = 530;
    int n = 520;
    int k = 510;
    float[] a = draw(m * k, 1);
    float[] b = draw(k * n, 2);
    for (int form = 0; form < 4; form++) {
      boolean ta = (form & 1) != 0;
      boolean tb = (form & 2) != 0;
      Variable va = Variable.zeros("a", ta ? Shape.of(k, m) : Shape.of(m, k));
      Variable vb = Variable.zeros("b", tb ? Shape.of(n, k) : Shape.of(k, n));
      Node product = Ops.matmul(va.node(), ta, vb.node(), tb);
      JcudaDevice device = new JcudaDevice(Requirements.device());
      // From 0 on: every product goes to the library, if there is one.
      try (Session s = new CudaSession(new SessionOptions(1, 1), device, 0)) {
        // Without one the kernels' own would compute, and this would say nothing about cuBLAS.
        assertThat(device.blas()).as("cuBLAS, of JCuda or libcublas.so").isNotNull();
        s.set(va, a);
        s.set(vb, b);
        Program p = s.compile(new Step().output(product));
        p.run();
        double[] found = p.read(product);
        for (int check = 0; check < 5_000; check++) {
          int i = check * 7919 % m;
          int j = check * 104729 % n;
          double sum = 0;
          for (int q = 0; q < k; q++) {
            double x = a[ta ? q * m + i : i * k + q];
            double y = b[tb ? j * k + q : q * n + j];
            sum += x * y;
          }
          assertThat(found[i * n + j]).isCloseTo(sum, Offset.offset(1e-3));
        }
      }
    }
  }

  private static float[] draw(int n, int seed) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void aThousandSessionsLeaveTheMemoryWhereItWas() {
    long before = 0;
    int sessions = Integer.getInteger("semblance.gpu.sessions", 1_000);
    assertThat(sessions).as("sessions, of which the first 21 warm up").isGreaterThan(21);
    for (int i = 0; i < sessions; i++) {
      Variable a = Variable.filled("a", Shape.of(300, 200), 1);
      Variable b = Variable.filled("b", Shape.of(200, 100), 2);
      Counter c = new Counter("c");
      Node out = Ops.add(Ops.matmul(a.node(), b.node()), Ops.normal(Shape.of(300, 100), 1, c));
      try (Session s = backend().open(new SessionOptions(i, 1))) {
        s.compile(new Step().output(out).advance(c, 30)).run();
      }
      if (i == 20) {
        before = freeBytes();
      }
    }
    assertThat(freeBytes()).as("free bytes").isGreaterThanOrEqualTo(before - (1 << 20));
  }

  private static long freeBytes() {
    try (JcudaDevice device = new JcudaDevice(Requirements.device())) {
      return device.freeBytes();
    }
  }
}
