package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import io.semblance.vector.VectorBackend;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is particular to sessions on a device. */
class SessionTest {
  @BeforeAll
  static void library() {
    HostLibrary.assumed();
  }

  /** A critic and a generator that train against each other. */
  private static final class Pair {
    final Counter rows = new Counter("rows");
    final Sequential generator =
        Sequential.mlp("g", 8, List.of(24, 24), 6, Activation.RELU, true, 0);
    final Sequential critic =
        Sequential.mlp("c", 6, List.of(32, 16), 1, Activation.LEAKY_RELU, false, 0.1);
    final Node criticLoss;
    final Node generatorLoss;

    Pair() {
      Node real = Ops.tanh(Ops.normal(Shape.of(40, 6), 1, rows));
      Node fake = fake();
      Mode mode = Mode.training(rows, 20);
      Node mixed =
          Ops.add(fake, Ops.mul(Ops.uniform(Shape.of(40, 1), 3, rows), Ops.sub(real, fake)));
      Node slope = Gradients.of(Ops.sum(critic.apply(mixed, mode)), mixed);
      Node penalty = Functions.mean(Functions.square(Ops.sub(Functions.rowNorm(slope, 1e-12), 1)));
      criticLoss =
          Ops.add(
              Ops.sub(
                  Functions.mean(critic.apply(fake, mode)),
                  Functions.mean(critic.apply(real, mode))),
              Ops.mul(penalty, 10));
      generatorLoss = Ops.neg(Functions.mean(critic.apply(fake(), mode)));
    }

    private Node fake() {
      Node scores = generator.apply(Ops.normal(Shape.of(40, 8), 2, rows), Mode.inference());
      return Functions.segmentSoftmax(scores, List.of(0, 2, 6));
    }

    Step step(Node loss, Sequential network, String name) {
      Adam adam = new Adam(name, network.parameters(), 1e-3, .5, .9, 1e-8);
      List<Node> parameters = network.parameters().stream().map(Variable::node).toList();
      return new Step()
          .output(loss)
          .assignAll(adam.update(Gradients.of(loss, parameters)))
          .advance(rows, 40);
    }

    /** Critic losses of 100 rounds of three critic updates and one of the generator. */
    double[] train(Backend backend) {
      double[] losses = new double[200];
      try (Session s = backend.open(new SessionOptions(11, 1))) {
        generator.initialize(s, 11);
        critic.initialize(s, 11);
        Program criticProgram = s.compile(step(criticLoss, critic, "c.adam"));
        Program generatorProgram = s.compile(step(generatorLoss, generator, "g.adam"));
        for (int i = 0; i < 100; i++) {
          for (int j = 0; j < 3; j++) {
            criticProgram.run();
          }
          generatorProgram.run();
          losses[2 * i] = criticProgram.readScalar(criticLoss);
          losses[2 * i + 1] = generatorProgram.readScalar(generatorLoss);
        }
      }
      return losses;
    }
  }

  @Test
  void aTrainingCurveIsThatOfTheCpu() {
    double[] cpu = new Pair().train(new VectorBackend());
    for (HostBackend backend :
        List.of(
            new HostBackend(132, false, Long.MAX_VALUE),
            new HostBackend(1, false, Long.MAX_VALUE),
            new HostBackend(132, true, 0))) {
      double[] device = new Pair().train(backend);
      for (int i = 0; i < cpu.length; i++) {
        double scale = Math.max(1, Math.abs(cpu[i]));
        assertThat(Math.abs(device[i] - cpu[i]) / scale).as("loss " + i).isLessThan(1e-3);
      }
    }
    assertThat(cpu[198]).isNotEqualTo(cpu[0]);
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
