package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A critic and a generator that train against each other. */
final class TrainingPair {
  final Counter rows = new Counter("rows");
  final Sequential generator = Sequential.mlp("g", 8, List.of(24, 24), 6, Activation.RELU, true, 0);
  final Sequential critic =
      Sequential.mlp("c", 6, List.of(32, 16), 1, Activation.LEAKY_RELU, false, 0.1);
  final Node criticLoss;
  final Node generatorLoss;

  TrainingPair() {
    Node real = Ops.tanh(Ops.normal(Shape.of(40, 6), 1, rows));
    Node fake = fake();
    Mode mode = Mode.training(rows, 20);
    Node mixed = Ops.add(fake, Ops.mul(Ops.uniform(Shape.of(40, 1), 3, rows), Ops.sub(real, fake)));
    Node slope = Gradients.of(Ops.sum(critic.apply(mixed, mode)), mixed);
    Node penalty = Functions.mean(Functions.square(Ops.sub(Functions.rowNorm(slope, 1e-12), 1)));
    criticLoss =
        Ops.add(
            Ops.sub(
                Functions.mean(critic.apply(fake, mode)), Functions.mean(critic.apply(real, mode))),
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

  /** From one seed, the losses of 100 rounds are those of the CPU to a thousandth. */
  static void assertSameCurve(Backend backend) {
    double[] cpu = new TrainingPair().train(new VectorBackend());
    double[] device = new TrainingPair().train(backend);
    for (int i = 0; i < cpu.length; i++) {
      double scale = Math.max(1, Math.abs(cpu[i]));
      assertThat(Math.abs(device[i] - cpu[i]) / scale).as("loss " + i).isLessThan(1e-3);
    }
    assertThat(cpu[198]).isNotEqualTo(cpu[0]);
  }
}
