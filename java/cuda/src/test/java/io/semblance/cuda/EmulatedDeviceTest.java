package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.compile.Compiler;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Plan;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.vector.VectorBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The suite of all backends through descriptors, JNI and the kernels' own source. */
class EmulatedDeviceTest extends BackendSuite {
  @BeforeAll
  static void library() {
    HostLibrary.assumed();
  }

  /** More values alive at once than a thread has registers: the rest goes through memory. */
  @Test
  void aChainMayNeedAnyNumberOfRegisters() {
    // A sum, because work on state alone is done just before it is needed.
    Node x = Ops.sum(Variable.filled("x", Shape.of(3, 50, 4), 0.0625).node(), 2);
    List<Node> alive = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      alive.add(Ops.tanh(Ops.mul(x, i + 1)));
    }
    Node all = alive.get(149);
    for (int i = 148; i >= 0; i--) {
      all = Ops.add(Ops.mul(all, alive.get(i)), alive.get(148 - i));
    }
    Plan plan = Compiler.compile(new Step().output(all));
    assertThat(plan.instructions())
        .anyMatch(i -> i instanceof Instruction.Chain c && c.registers() > 96);
    double[] expected = values(new VectorBackend(), all);
    assertThat(values(backend(), all)).isEqualTo(expected);
  }

  private static double[] values(Backend backend, Node out) {
    try (Session s = backend.open(new SessionOptions(1, 1))) {
      Program p = s.compile(new Step().output(out));
      p.run();
      return p.read(out);
    }
  }

  @Override
  protected Backend backend() {
    return new HostBackend(132, true, Long.MAX_VALUE);
  }
}
