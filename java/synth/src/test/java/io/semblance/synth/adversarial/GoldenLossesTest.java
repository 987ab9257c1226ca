package io.semblance.synth.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.GradientCheck;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import io.semblance.synth.Settings;
import io.semblance.synth.Synthesizers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every loss, its gradient by the critic's weights (which for penalties holds second derivatives)
 * and by the generated rows, against values that another program made of the papers' equations.
 */
class GoldenLossesTest {
  private static final double NEAR = 1e-9;
  private static final JsonNode GOLDEN = golden();

  private static JsonNode golden() {
    try (InputStream in =
        GoldenLossesTest.class.getResourceAsStream("/io/semblance/synth/adversarial_losses.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  /** A game whose rows, weights and random numbers are laid down. */
  private static final class Laid {
    final int batch = GOLDEN.path("batch").asInt();
    final int width = GOLDEN.path("width").asInt();
    final int hidden = GOLDEN.path("hidden").asInt();
    final JsonNode given;
    final List<Variable> weights;
    final Variable fake = Variable.zeros("fake", Shape.of(batch, width));
    final Variable fresh = Variable.zeros("fresh", Shape.of(batch, width));
    final Game game;

    Laid(JsonNode given) {
      this.given = given;
      int packing = given.path("packing").asInt();
      int out = given.path("criticWidth").asInt();
      weights =
          List.of(
              Variable.zeros("w1", Shape.of(width * packing, hidden)),
              Variable.zeros("b1", Shape.of(1, hidden)),
              Variable.zeros("w2", Shape.of(hidden, out)),
              Variable.zeros("b2", Shape.of(1, out)));
      Node real = Ops.constant(Shape.of(batch, width), numbers(GOLDEN.path("real")));
      Node uniform = Ops.constant(Shape.of(batch, 1), numbers(GOLDEN.path("uniform")));
      Node normal = Ops.constant(Shape.of(batch, width), numbers(GOLDEN.path("normal")));
      game =
          new GivenGame(
              this::critic, real, fake.node(), fresh.node(), new Counter("rows"), packing) {
            @Override
            public Node uniform(Shape shape) {
              assertThat(shape).isEqualTo(uniform.shape());
              return uniform;
            }

            @Override
            public Node normal(Shape shape) {
              assertThat(shape).isEqualTo(normal.shape());
              return normal;
            }
          };
    }

    private Node critic(Node rows) {
      Node h = Ops.tanh(Ops.add(Ops.matmul(rows, weights.get(0).node()), weights.get(1).node()));
      return Ops.add(Ops.matmul(h, weights.get(2).node()), weights.get(3).node());
    }

    void set(Session session) {
      for (int i = 0; i < weights.size(); i++) {
        session.set(weights.get(i), numbers(given.path("weights").get(i)));
      }
      session.set(fake, numbers(GOLDEN.path("fake")));
      session.set(fresh, numbers(GOLDEN.path("freshFake")));
    }
  }

  private static AdversarialLoss loss(String name) {
    AdversarialSynthesizer synthesizer = (AdversarialSynthesizer) Synthesizers.byName(name);
    Map<String, String> set =
        switch (name) {
          case "ctgan" -> Map.of("pac", "2");
          case "cramer-gan" -> Map.of("features", "4");
          default -> Map.of();
        };
    return synthesizer.loss(Settings.of(synthesizer, set));
  }

  private static JsonNode given(String name) {
    for (JsonNode one : GOLDEN.path("cases")) {
      if (one.path("loss").asText().equals(name)) {
        return one;
      }
    }
    throw new IllegalArgumentException(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gan", "wgan", "wgan-gp", "ctgan", "dragan", "cramer-gan"})
  void lossesAndTheirGradientsAreThoseOfThePapers(String name) {
    AdversarialLoss loss = loss(name);
    JsonNode given = given(name);
    assertThat(loss.criticWidth()).isEqualTo(given.path("criticWidth").asInt());
    assertThat(loss.packing()).isEqualTo(given.path("packing").asInt());
    Laid laid = new Laid(given);
    Node critic = loss.critic(laid.game);
    Node generator = loss.generator(laid.game);
    List<Node> byWeights = Gradients.of(critic, laid.weights.stream().map(Variable::node).toList());
    List<Node> byRows = Gradients.of(generator, List.of(laid.fake.node(), laid.fresh.node()));
    Step step = new Step().output(critic).output(generator);
    List<Node> all = new ArrayList<>(byWeights);
    all.addAll(byRows);
    all.forEach(step::output);
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      laid.set(session);
      Program program = session.compile(step);
      program.run();
      assertThat(program.readScalar(critic))
          .isCloseTo(given.path("critic").asDouble(), within(NEAR));
      assertThat(program.readScalar(generator))
          .isCloseTo(given.path("generator").asDouble(), within(NEAR));
      for (int i = 0; i < byWeights.size(); i++) {
        assertThat(program.read(byWeights.get(i)))
            .as("by " + laid.weights.get(i))
            .containsExactly(numbers(given.path("criticGradients").get(i)), within(NEAR));
      }
      JsonNode rows = given.path("generatorGradients");
      assertThat(program.read(byRows.get(0)))
          .containsExactly(numbers(rows.path("fake")), within(NEAR));
      assertThat(program.read(byRows.get(1)))
          .containsExactly(numbers(rows.path("freshFake")), within(NEAR));
    }
  }

  /** First and second derivatives, along random directions, at random weights. */
  @ParameterizedTest
  @ValueSource(strings = {"gan", "wgan", "wgan-gp", "ctgan", "dragan", "cramer-gan"})
  void derivativesOfBothOrdersAreRight(String name) {
    AdversarialLoss loss = loss(name);
    Laid laid = new Laid(given(name));
    GradientCheck.check(
        ignored -> loss.critic(laid.game), laid.weights, -1, 1, new Random(3), laid::set);
    GradientCheck.check(
        ignored -> loss.generator(laid.game),
        List.of(laid.fake, laid.fresh),
        -1,
        1,
        new Random(4),
        laid::set);
  }

  @Test
  void aWassersteinCriticIsClippedAfterEachUpdate() {
    Variable weight = Variable.zeros("w", Shape.of(4));
    Node updated = Ops.constant(Shape.of(4), -0.5, -0.01, 0.02, 3);
    Node clipped = new Wgan.Loss(0.05).constrained(weight, updated);
    Node left = new WganGp.Loss(10, 1).constrained(weight, updated);
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      Program program = session.compile(new Step().output(clipped).output(left));
      program.run();
      assertThat(program.read(clipped)).containsExactly(-0.05, -0.01, 0.02, 0.05);
      assertThat(program.read(left)).containsExactly(-0.5, -0.01, 0.02, 3);
    }
  }
}
