package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is particular to sessions on a device. */
class SessionTest {
  @BeforeAll
  static void library() {
    HostLibrary.assumed();
  }

  @Test
  void aTrainingCurveIsThatOfTheCpu() {
    TrainingPair.assertSameCurve(new HostBackend(132, false, Long.MAX_VALUE));
    TrainingPair.assertSameCurve(new HostBackend(1, false, Long.MAX_VALUE));
    TrainingPair.assertSameCurve(new HostBackend(132, true, 0));
  }

  /** As one graph or one by one: the same state, and what was read last. */
  @Test
  void aSequenceOfProgramsIsTheSameAsTheirRuns() {
    HostBackend backend = new HostBackend(132, false, Long.MAX_VALUE);
    Variable v = Variable.filled("v", Shape.of(3), 1);
    Node doubled = Ops.mul(v.node(), 2);
    Node more = Ops.add(v.node(), 3);
    try (Session s = backend.open(new SessionOptions(1, 1));
        Session other = backend.open(new SessionOptions(1, 1))) {
      Program p = s.compile(new Step().output(doubled).assign(v, doubled));
      Program q = s.compile(new Step().output(more).assign(v, more));
      Runnable cycle = s.sequence(List.of(p, p, q));
      assertThatThrownBy(() -> q.read(more)).hasMessageContaining("has not run");
      cycle.run();
      cycle.run();
      assertThat(s.get(v)).containsOnly((1 * 4 + 3) * 4 + 3);
      assertThat(p.read(doubled)).containsOnly(28);
      assertThat(q.read(more)).containsOnly(31);
      assertThatThrownBy(() -> other.sequence(List.of(p))).hasMessageContaining("own session");
    }
  }

  @Test
  void aThousandSessionsLeaveTheMemoryWhereItWas() {
    int memories = HostDevice.liveMemories();
    long bytes = HostDevice.liveBytes();
    HostBackend backend = new HostBackend(132, true, 1000);
    Variable a = Variable.filled("a", Shape.of(30, 20), 1);
    Variable b = Variable.filled("b", Shape.of(20, 10), 2);
    Counter c = new Counter("c");
    Node out = Ops.add(Ops.matmul(a.node(), b.node()), Ops.normal(Shape.of(30, 10), 1, c));
    for (int i = 0; i < 1_000; i++) {
      try (Session s = backend.open(new SessionOptions(i, 1))) {
        Program p = s.compile(new Step().output(out).advance(c, 30));
        p.run();
        assertThat(HostDevice.liveMemories()).isGreaterThan(memories);
      }
      assertThat(HostDevice.liveMemories()).isEqualTo(memories);
    }
    assertThat(HostDevice.liveBytes()).isEqualTo(bytes);
  }

  @Test
  void tooLittleMemorySaysHowMuchIsNeededAndLeavesNothingBehind() {
    int memories = HostDevice.liveMemories();
    Variable table = Variable.zeros("table", Shape.of(1_000, 1_000));
    Variable x = Variable.zeros("x", Shape.of(1_000, 10));
    Node product = Ops.matmul(table.node(), x.node());
    HostDevice small = new HostDevice(132, false, 3_000_000);
    try (Session s = new CudaSession(new SessionOptions(1, 1), small, Long.MAX_VALUE)) {
      assertThatThrownBy(() -> s.compile(new Step().output(product)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("variable table")
          .hasMessageContaining("4.0 MB")
          .hasMessageContaining("smaller batch");
    }
    assertThat(HostDevice.liveMemories()).isEqualTo(memories);
  }

  @Test
  void programsShareTheStateAndAClosedSessionSaysSo() {
    Variable v = Variable.zeros("v", Shape.of(3));
    Node one = Ops.add(v.node(), 1);
    Session s = new HostBackend(132, false, 0).open(new SessionOptions(1, 1));
    Program first = s.compile(new Step().assign(v, one));
    Program second = s.compile(new Step().output(one).assign(v, Ops.mul(v.node(), 10)));
    assertThatThrownBy(() -> second.read(one)).hasMessageContaining("has not run");
    first.run();
    second.run();
    first.run();
    assertThat(second.read(one)).containsOnly(2);
    assertThat(s.get(v)).containsOnly(11);
    assertThatThrownBy(() -> s.set(v, new float[2])).hasMessageContaining("takes 3 values");
    s.close();
    s.close();
    assertThatThrownBy(first::run).hasMessageContaining("closed");
  }
}
