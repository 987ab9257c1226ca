package io.semblance.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.GradientCheck;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** First- and second-order derivatives of layers by input and parameters together. */
class LayerGradientsTest {
  private final Variable x = Variable.zeros("x", Shape.of(4, 3));
  private final Counter rows = new Counter("rows");

  private void check(Layer layer, UnaryOperator<Node> f) {
    List<Variable> all = new ArrayList<>(List.of(x));
    all.addAll(layer.parameters());
    GradientCheck.check(
        nodes -> f.apply(nodes.get(0)), all, -1, 1, new Random(5), s -> s.set(rows, 70));
  }

  private void check(Layer layer) {
    Mode mode = Mode.training(rows, 3);
    // Squared, so that linear layers have a second derivative.
    check(layer, in -> Functions.square(layer.apply(in, mode)));
  }

  @Test
  void linear() {
    check(new Linear("l", 3, 5));
  }

  @Test
  void layerNorm() {
    check(new LayerNorm("n", 3));
  }

  @Test
  void dropoutWithItsMaskHeld() {
    check(new Dropout(0.4));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activations(Activation activation) {
    check(activation);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void perceptrons(Activation activation) {
    check(Sequential.mlp("m", 3, List.of(5, 4), 2, activation, false, 0));
    check(Sequential.mlp("m", 3, List.of(5, 4), 2, activation, true, 0.3));
  }

  /** The loss of WGAN-GP's critic: a derivative by the input inside, checked to third order. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void perceptronsInAGradientPenalty(Activation activation) {
    for (boolean layerNorm : new boolean[] {false, true}) {
      Sequential net = Sequential.mlp("m", 3, List.of(5, 4), 1, activation, layerNorm, 0.2);
      Mode mode = Mode.training(rows, 3);
      check(
          net,
          in -> {
            Node slope = Gradients.of(Ops.sum(net.apply(in, mode)), in);
            return Functions.square(Ops.sub(Functions.rowNorm(slope, 1e-12), 1));
          });
    }
  }

  @Test
  void dropoutKeepsTheMeanAndDropsItsShare() {
    Variable ones = Variable.filled("ones", Shape.of(500, 100), 1);
    Node dropped = new Dropout(0.3).apply(ones.node(), Mode.training(rows, 1));
    try (Session s = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      Program p = s.compile(new Step().output(dropped).advance(rows, 500));
      p.run();
      double[] first = p.read(dropped);
      double zeros = Arrays.stream(first).filter(v -> v == 0).count() / 50_000.0;
      assertThat(zeros).isCloseTo(0.3, within(0.01));
      assertThat(Arrays.stream(first).filter(v -> v != 0)).allMatch(v -> v == 1 / 0.7);
      p.run();
      assertThat(p.read(dropped)).isNotEqualTo(first);
    }
    assertThat(new Dropout(0.3).apply(ones.node(), Mode.inference())).isSameAs(ones.node());
    for (double rate : new double[] {-.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new Dropout(rate)).isInstanceOf(EngineException.class);
    }
  }

  @Test
  void twoApplicationsDrawTwoMasks() {
    Variable ones = Variable.filled("ones", Shape.of(20, 20), 1);
    Mode mode = Mode.training(rows, 1);
    Node a = new Dropout(0.5).apply(ones.node(), mode);
    Node b = new Dropout(0.5).apply(ones.node(), mode);
    try (Session s = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      Program p = s.compile(new Step().output(a).output(b));
      p.run();
      assertThat(p.read(a)).isNotEqualTo(p.read(b));
    }
  }

  @Test
  void layerNormGivesMeanZeroAndVarianceOne() {
    LayerNorm norm = new LayerNorm("n", 3);
    Node y = norm.apply(x.node(), Mode.inference());
    try (Session s = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      norm.initialize(s, 1);
      s.set(x, new double[] {1, 2, 6, -1, 0, 1, 5, 5, 5, 100, 200, 300});
      Program p = s.compile(new Step().output(y));
      p.run();
      double[] out = p.read(y);
      double deviation = Math.sqrt(14 / 3.0 + 1e-5);
      assertThat(Arrays.copyOf(out, 3))
          .containsExactly(
              new double[] {-2 / deviation, -1 / deviation, 3 / deviation}, within(1e-12));
      assertThat(Arrays.copyOfRange(out, 6, 9)).containsOnly(0);
    }
  }

  /** Starting weights: uniform with the stated spread, a function of seed and name. */
  @Test
  void startingWeightsHaveTheStatedSpread() {
    Linear layer = new Linear("a", 100, 200, Math.sqrt(3));
    Linear other = new Linear("b", 100, 200, Math.sqrt(3));
    try (Session s = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      layer.initialize(s, 4);
      other.initialize(s, 4);
      double[] w = s.getDoubles(layer.weight());
      double square = Arrays.stream(w).map(v -> v * v).average().orElseThrow();
      assertThat(square).isCloseTo(1.0 / 100, within(2e-4));
      assertThat(Arrays.stream(w).map(Math::abs).max().orElseThrow())
          .isLessThanOrEqualTo(Math.sqrt(3) / 10);
      assertThat(s.getDoubles(layer.bias())).containsOnly(0);
      assertThat(s.getDoubles(other.weight())).isNotEqualTo(w);
      layer.initialize(s, 4);
      assertThat(s.getDoubles(layer.weight())).isEqualTo(w);
      layer.initialize(s, 5);
      assertThat(s.getDoubles(layer.weight())).isNotEqualTo(w);
    }
  }

  @Test
  void anUnknownActivationIsNamed() {
    assertThat(Activation.of("leaky-relu")).isEqualTo(Activation.LEAKY_RELU);
    assertThatThrownBy(() -> Activation.of("swish"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("swish")
        .hasMessageContaining("leaky-relu");
  }
}
