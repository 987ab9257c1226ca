package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.EngineException;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole Java side with JCuda's own library, on a driver made up for tests ({@code
 * native/tests/fake_driver.cpp}): contexts, memory, staging, capture, graphs, closing. In a JVM of
 * its own, because JCuda would find that driver in other tests too.
 */
class FakeDriverTest extends BackendSuite {
  private static final String PROPERTY = "semblance.cuda.fake.driver";

  @BeforeAll
  static void driver() {
    HostLibrary.assumed();
    Path driver = Path.of(System.getProperty(PROPERTY, ""));
    Assumptions.assumeTrue(Files.isRegularFile(driver), "no fake driver: " + driver);
    System.load(driver.toAbsolutePath().toString());
  }

  /** All that the real backend does once it has found no reason to refuse. */
  @Override
  protected Backend backend() {
    return new HostBackend(132, false, Long.MAX_VALUE) {
      @Override
      public Session open(SessionOptions options) {
        return new CudaSession(options, new JcudaDevice(0), Long.MAX_VALUE);
      }
    };
  }

  private static long freeBytes() {
    try (JcudaDevice device = new JcudaDevice(0)) {
      return device.freeBytes();
    }
  }

  @Test
  void aTrainingCurveIsThatOfTheCpu() {
    TrainingPair.assertSameCurve(backend());
  }

  @Test
  void aGraphHasTheNodesThatWereLaunched() {
    Variable x = Variable.filled("x", Shape.of(50, 40), 0.01);
    Variable w = Variable.filled("w", Shape.of(40, 30), 2);
    Node out = Ops.sum(Ops.exp(Ops.matmul(x.node(), w.node())), 0);
    try (Session s = backend().open(new SessionOptions(1, 1))) {
      assertThat(((CudaProgram) s.compile(new Step().output(out))).nodes()).isEqualTo(2);
    }
    // With a library the product is a node of its own.
    JcudaDevice device = new JcudaDevice(0);
    try (Session s = new CudaSession(new SessionOptions(1, 1), device, 0)) {
      CudaProgram p = (CudaProgram) s.compile(new Step().output(out));
      assertThat(p.nodes()).isEqualTo(3);
      assertThat(device.blas().name()).isEqualTo("column-major loops");
      p.run();
      assertThat(p.read(out)[29]).isCloseTo(50 * Math.exp(40 * 0.01 * 2), within(1e-3));
    }
  }

  @Test
  void aThousandSessionsLeaveTheMemoryWhereItWas() {
    long before = freeBytes();
    Variable a = Variable.filled("a", Shape.of(30, 20), 1);
    Variable b = Variable.filled("b", Shape.of(20, 10), 2);
    Counter c = new Counter("c");
    Node out = Ops.add(Ops.matmul(a.node(), b.node()), Ops.normal(Shape.of(30, 10), 1, c));
    for (int i = 0; i < 1_000; i++) {
      // Every other one with a library, which takes a workspace.
      JcudaDevice device = new JcudaDevice(0);
      try (Session s =
          new CudaSession(new SessionOptions(i, 1), device, i % 2 == 0 ? 0 : Long.MAX_VALUE)) {
        Program p = s.compile(new Step().output(out).advance(c, 30));
        s.sequence(List.of(p, p)).run();
        assertThat(s.get(c)).isEqualTo(60);
      }
    }
    assertThat(freeBytes()).isEqualTo(before);
  }

  @Test
  void tooLittleMemorySaysHowMuchIsNeededAndLeavesNothingBehind() {
    long before = freeBytes();
    Variable table = Variable.zeros("table", Shape.of(40_000_000));
    try (Session s = backend().open(new SessionOptions(1, 1))) {
      assertThatThrownBy(() -> s.set(table, new float[40_000_000]))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("variable table")
          .hasMessageContaining("160.0 MB")
          .hasMessageContaining("of its 100.7 MB");
    }
    assertThat(freeBytes()).isEqualTo(before);
  }

  /** A context is current on one thread; a session may be handed to another. */
  @Test
  void aSessionMayBeUsedByAnotherThread() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    Variable v = Variable.filled("v", Shape.of(3), 2);
    try {
      Session s = backend().open(new SessionOptions(1, 1));
      Program p = other.submit(() -> s.compile(new Step().assign(v, Ops.mul(v.node(), 3)))).get();
      p.run();
      other.submit(p::run).get();
      assertThat(s.get(v)).containsOnly(18);
      other.submit(s::close).get();
    } finally {
      other.shutdown();
    }
  }

  @Test
  void errorsOfTheDriverNameTheCall() {
    assertThatThrownBy(() -> new JcudaDevice(7))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("opening GPU 7")
        .hasMessageContaining("CUDA_ERROR_INVALID_DEVICE");
    try (JcudaDevice device = new JcudaDevice(0)) {
      assertThatThrownBy(() -> device.free(12_345))
          .hasMessageContaining("cuMemFree")
          .hasMessageContaining("CUDA_ERROR_INVALID_VALUE");
      assertThatThrownBy(() -> device.capture(() -> device.allocate(10, "something")))
          .hasMessageContaining("cuMemAlloc for something");
      device.synchronize(); // the capture that failed has been ended
    }
  }
}
