package io.semblance.synth.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.GradientCheck;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both terms and their gradients against values that another program made of the paper. */
class VaeLossTest {
  private static final double NEAR = 1e-12;
  private static final JsonNode GOLDEN = golden();
  private static final int BATCH = GOLDEN.path("batch").asInt();
  private static final int LATENT = GOLDEN.path("latent").asInt();
  private static final Layout LAYOUT =
      Layout.of(
          List.of(
              new Block("x", Block.Kind.SCALAR, 0, 1),
              new Block("y", Block.Kind.SCALAR, 1, 1),
              new Block("y", Block.Kind.SOFTMAX, 2, 3),
              new Block("b", Block.Kind.SOFTMAX, 5, 2)));

  private final Node rows = Ops.constant(Shape.of(BATCH, 7), numbers(GOLDEN.path("rows")));
  private final Variable scores = Variable.zeros("scores", Shape.of(BATCH, 7));
  private final Variable logDeviations = Variable.zeros("log_deviations", Shape.of(2));
  private final Variable mean = Variable.zeros("mean", Shape.of(BATCH, LATENT));
  private final Variable logVariance = Variable.zeros("log_variance", Shape.of(BATCH, LATENT));

  private static JsonNode golden() {
    try (InputStream in =
        VaeLossTest.class.getResourceAsStream("/io/semblance/synth/tvae_loss.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  private Node reconstruction(boolean masked) {
    Node meaning =
        masked ? Ops.constant(Shape.of(BATCH, 2), numbers(GOLDEN.path("meaning"))) : null;
    return VaeLoss.reconstruction(LAYOUT, rows, scores.node(), logDeviations.node(), meaning);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void reconstructionIsTheLikelihoodOfTheRows(int at) {
    JsonNode given = GOLDEN.path("cases").get(at);
    Node loss = reconstruction(given.path("scalars").asText().equals("meaning"));
    List<Node> slopes = Gradients.of(loss, List.of(scores.node(), logDeviations.node()));
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      session.set(scores, numbers(GOLDEN.path("scores")));
      session.set(logDeviations, numbers(GOLDEN.path("logDeviations")));
      Program program =
          session.compile(new Step().output(loss).output(slopes.get(0)).output(slopes.get(1)));
      program.run();
      assertThat(program.readScalar(loss))
          .isCloseTo(given.path("reconstruction").asDouble(), within(NEAR * 100));
      assertThat(program.read(slopes.get(0)))
          .containsExactly(numbers(given.path("byScores")), within(NEAR * 100));
      assertThat(program.read(slopes.get(1)))
          .containsExactly(numbers(given.path("byLogDeviations")), within(NEAR * 100));
    }
  }

  @Test
  void divergenceIsThatOfNormalDistributions() {
    Node loss = VaeLoss.divergence(mean.node(), logVariance.node());
    List<Node> slopes = Gradients.of(loss, List.of(mean.node(), logVariance.node()));
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      session.set(mean, numbers(GOLDEN.path("mean")));
      session.set(logVariance, numbers(GOLDEN.path("logVariance")));
      Program program =
          session.compile(new Step().output(loss).output(slopes.get(0)).output(slopes.get(1)));
      program.run();
      assertThat(program.readScalar(loss))
          .isCloseTo(GOLDEN.path("divergence").asDouble(), within(NEAR));
      assertThat(program.read(slopes.get(0)))
          .containsExactly(numbers(GOLDEN.path("byMean")), within(NEAR));
      assertThat(program.read(slopes.get(1)))
          .containsExactly(numbers(GOLDEN.path("byLogVariance")), within(NEAR));
    }
  }

  /** First and second derivatives, along random directions. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void derivativesOfBothOrdersAreRight(boolean masked) {
    GradientCheck.check(
        ignored ->
            Ops.add(
                Ops.mul(reconstruction(masked), 2),
                VaeLoss.divergence(mean.node(), logVariance.node())),
        List.of(scores, logDeviations, mean, logVariance),
        -1,
        1,
        new Random(3),
        session -> {});
  }

  @Test
  void aTableWithoutScalarsOrWithoutCategoriesHasALossToo() {
    Layout categories = Layout.of(List.of(new Block("b", Block.Kind.SOFTMAX, 0, 2)));
    Node even =
        VaeLoss.reconstruction(
            categories,
            Ops.constant(Shape.of(1, 2), 0, 1),
            Ops.constant(Shape.of(1, 2), 3, 3),
            null,
            null);
    Layout scalars = Layout.of(List.of(new Block("x", Block.Kind.SCALAR, 0, 1)));
    Node exact =
        VaeLoss.reconstruction(
            scalars,
            Ops.constant(Shape.of(1, 1), Math.tanh(.4)),
            Ops.constant(Shape.of(1, 1), .4),
            Ops.constant(Shape.of(1), Math.log(.5)),
            null);
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      Program program = session.compile(new Step().output(even).output(exact));
      program.run();
      assertThat(program.readScalar(even)).isCloseTo(Math.log(2), within(NEAR));
      // At its mean a normal density is 1 / (deviation sqrt(2 pi)).
      assertThat(program.readScalar(exact))
          .isCloseTo(Math.log(.5 * Math.sqrt(2 * Math.PI)), within(NEAR));
    }
  }
}
