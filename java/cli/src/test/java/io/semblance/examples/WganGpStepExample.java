package io.semblance.examples;

import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.rowNorm;
import static io.semblance.engine.graph.Functions.square;
import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.concat;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.normal;
import static io.semblance.engine.graph.Ops.sub;
import static io.semblance.engine.graph.Ops.sum;
import static io.semblance.engine.graph.Ops.uniform;

import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import java.util.List;
import java.util.function.UnaryOperator;

/** A WGAN-GP that learns a tilted ellipse, on the bare engine, as the README shows it. */
final class WganGpStepExample {
  private WganGpStepExample() {}

  /** Generated points after some steps of the critic, [batch, 2] row-major. */
  static double[] run(int steps) {
    // README: bare engine
    int batch = 256;
    Counter rows = new Counter("rows");
    Sequential generator = Sequential.mlp("g", 8, List.of(64, 64), 2, Activation.RELU, false, 0);
    Sequential critic = Sequential.mlp("c", 2, List.of(64, 64), 1, Activation.LEAKY_RELU, false, 0);
    UnaryOperator<Node> score = x -> critic.apply(x, Mode.inference());

    // Real points lie in a tilted ellipse. Any number is a function of (seed, stream, row).
    Node x = normal(Shape.of(batch, 1), 1, rows);
    Node y = add(mul(x, 0.9), mul(normal(Shape.of(batch, 1), 2, rows), 0.3));
    Node real = concat(1, x, y);
    Node fake = generator.apply(normal(Shape.of(batch, 8), 3, rows), Mode.inference());

    // The gradient is an expression, so its norm can be part of a loss.
    Node mixed = add(fake, mul(uniform(Shape.of(batch, 1), 4, rows), sub(real, fake)));
    Node slope = Gradients.of(sum(score.apply(mixed)), mixed);
    Node penalty = mean(square(sub(rowNorm(slope, 1e-12), 1)));
    Node criticLoss = add(sub(mean(score.apply(fake)), mean(score.apply(real))), mul(penalty, 10));
    Node generatorLoss = neg(mean(score.apply(fake)));

    try (Session session = Backends.select(null).open(new SessionOptions(7, 2))) {
      generator.initialize(session, 7);
      critic.initialize(session, 7);
      // A quick critic and a slow generator: the critic must know where the generator is.
      Program criticStep = session.compile(minimise(criticLoss, critic, 1e-3).advance(rows, batch));
      Program generatorStep =
          session.compile(
              minimise(generatorLoss, generator, 1e-4).output(fake).advance(rows, batch));
      for (int i = 0; i < steps; i++) {
        criticStep.run();
        if (i % 3 == 2) {
          generatorStep.run();
        }
      }
      // README: end
      return generatorStep.read(fake);
    }
  }

  // README: bare engine
  static Step minimise(Node loss, Sequential network, double rate) {
    Adam adam = new Adam("adam", network.parameters(), rate, 0.5, 0.9, 1e-8);
    List<Node> parameters = network.parameters().stream().map(Variable::node).toList();
    return new Step().output(loss).assignAll(adam.update(Gradients.of(loss, parameters)));
  }

  // README: end
}
