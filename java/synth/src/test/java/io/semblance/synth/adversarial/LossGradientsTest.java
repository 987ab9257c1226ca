package io.semblance.synth.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.GradientCheck;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.reference.ReferenceBackend;
import io.semblance.synth.Streams;
import io.semblance.synth.generator.GeneratorNetwork;
import io.semblance.synth.generator.GeneratorSpec;
import io.semblance.synth.generator.MomentMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** First- and second-order derivatives of the losses, in double precision. */
class LossGradientsTest {
  private static final int BATCH = 5;
  private static final Layout LAYOUT =
      Layout.of(
          List.of(
              new Block("x", Block.Kind.SCALAR, 0, 1),
              new Block("y", Block.Kind.SCALAR, 1, 1),
              new Block("a", Block.Kind.SOFTMAX, 2, 3)));

  private final Counter rows = new Counter("rows");
  private final Node real =
      Ops.constant(
          Shape.of(BATCH, 5), GradientCheck.draw(Shape.of(BATCH, 5), -1, 1, new Random(1)));

  private static Sequential critic(Activation activation, boolean layerNorm, double dropout) {
    return Sequential.mlp("critic", 5, List.of(7, 6), 1, activation, layerNorm, dropout);
  }

  /** The critic with masks that stay the same from evaluation to evaluation. */
  private UnaryOperator<Node> applied(Sequential critic) {
    Mode mode = Mode.training(rows, Streams.CRITIC_DROPOUT);
    return x -> critic.apply(x, mode);
  }

  @ParameterizedTest
  @CsvSource({
    "LEAKY_RELU, false, 0",
    "LEAKY_RELU, true, 0.3",
    "RELU, false, 0.3",
    "TANH, true, 0.2",
    "SIGMOID, false, 0"
  })
  void criticLossByItsWeights(Activation activation, boolean layerNorm, double dropout) {
    Sequential critic = critic(activation, layerNorm, dropout);
    Node fake =
        Ops.constant(
            Shape.of(BATCH, 5), GradientCheck.draw(Shape.of(BATCH, 5), -1, 1, new Random(2)));
    WganGp.Loss loss = new WganGp.Loss(10, 1);
    GradientCheck.check(
        ignored -> loss.critic(new GivenGame(applied(critic), real, fake, fake, rows)),
        critic.parameters(),
        -1,
        1,
        new Random(3),
        session -> session.set(rows, 40));
  }

  @Test
  void criticLossByTheRows() {
    Sequential critic = critic(Activation.LEAKY_RELU, true, 0.3);
    WganGp.Loss loss = new WganGp.Loss(10, 1);
    Variable from = Variable.zeros("real", Shape.of(BATCH, 5));
    Variable to = Variable.zeros("fake", Shape.of(BATCH, 5));
    GradientCheck.check(
        x -> loss.critic(new GivenGame(applied(critic), x.get(0), x.get(1), x.get(1), rows)),
        List.of(from, to),
        -1,
        1,
        new Random(4),
        session -> critic.initialize(session, 1));
  }

  @ParameterizedTest
  @EnumSource(
      value = GeneratorSpec.Heads.class,
      names = {"GUMBEL", "SOFTMAX"})
  void generatorLossByItsWeights(GeneratorSpec.Heads heads) {
    GeneratorSpec spec = new GeneratorSpec(3, List.of(6, 5), "relu", true, heads, 0.5, false);
    GeneratorNetwork generator = new GeneratorNetwork("generator", LAYOUT, spec, null);
    Sequential critic = critic(Activation.LEAKY_RELU, false, 0.3);
    float[] table = new float[40 * 5];
    Random random = new Random(8);
    for (int i = 0; i < table.length; i++) {
      table[i] = random.nextFloat();
    }
    MomentMatching moments = new MomentMatching(table, 40, 5);
    WganGp.Loss loss = new WganGp.Loss(10, 1);
    List<Variable> parameters = new ArrayList<>(generator.parameters());
    GradientCheck.check(
        ignored -> {
          Node scores = generator.scores(BATCH, Streams.GENERATOR_NOISE, rows, null);
          Node fake = generator.rows(scores, Streams.GENERATOR_GUMBEL, rows, null);
          return Ops.add(
              loss.generator(new GivenGame(applied(critic), real, fake, fake, rows)),
              moments.loss(fake));
        },
        parameters,
        -1,
        1,
        new Random(5),
        session -> critic.initialize(session, 2));
  }

  /** Forward one-hot, backward the derivative of the Gumbel-softmax. */
  @Test
  void straightThroughHeadsAreOneHotForwardAndSoftBackward() {
    Node[] made = new Node[2];
    Node[] slopes = new Node[2];
    Variable scores = Variable.zeros("scores", Shape.of(BATCH, 5));
    Node weights =
        Ops.constant(
            Shape.of(BATCH, 5), GradientCheck.draw(Shape.of(BATCH, 5), -1, 1, new Random(6)));
    for (int i = 0; i < 2; i++) {
      GeneratorSpec.Heads heads =
          i == 0 ? GeneratorSpec.Heads.STRAIGHT_THROUGH : GeneratorSpec.Heads.GUMBEL;
      GeneratorNetwork generator =
          new GeneratorNetwork(
              "g",
              LAYOUT,
              new GeneratorSpec(3, List.of(4), "relu", false, heads, 0.5, false),
              null);
      made[i] = generator.rows(scores.node(), Streams.GENERATOR_GUMBEL, rows, null);
      slopes[i] =
          io.semblance.engine.graph.Gradients.of(Ops.sum(Ops.mul(made[i], weights)), scores.node());
    }
    Step step = new Step().output(made[0]).output(made[1]).output(slopes[0]).output(slopes[1]);
    try (Session s = new ReferenceBackend().open(new SessionOptions(3, 1))) {
      s.set(scores, GradientCheck.draw(scores.shape(), -2, 2, new Random(7)));
      Program p = s.compile(step);
      p.run();
      assertThat(p.read(slopes[0])).isEqualTo(p.read(slopes[1]));
      double[] hard = p.read(made[0]);
      double[] soft = p.read(made[1]);
      for (int row = 0; row < BATCH; row++) {
        double sum = 0;
        int best = 2;
        for (int c = 2; c < 5; c++) {
          sum += hard[row * 5 + c];
          best = soft[row * 5 + c] > soft[row * 5 + best] ? c : best;
        }
        assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(hard[row * 5 + best])
            .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
      }
    }
  }

  /** For a linear critic the slope is its weight everywhere, so the loss is known by hand. */
  @Test
  void theLossOfALinearCriticIsKnown() {
    double[] w = {3, 4};
    Node weight = Ops.constant(Shape.of(2, 1), w);
    Node reals = Ops.constant(Shape.of(2, 2), 1, 2, 3, 4);
    Node fakes = Ops.constant(Shape.of(2, 2), 0, 0, 1, 0);
    Game game = new GivenGame(x -> Ops.matmul(x, weight), reals, fakes, fakes, rows);
    Node loss = new WganGp.Loss(10, 1).critic(game);
    Node generator = new WganGp.Loss(10, 1).generator(game);
    try (Session s = new ReferenceBackend().open(new SessionOptions(3, 1))) {
      Program p = s.compile(new Step().output(loss).output(generator));
      p.run();
      double distance = (0 + 3) / 2.0 - (11 + 25) / 2.0;
      assertThat(p.readScalar(loss))
          .isCloseTo(distance + 10 * 16, org.assertj.core.api.Assertions.within(1e-9));
      assertThat(p.readScalar(generator)).isEqualTo(-1.5);
    }
  }
}
