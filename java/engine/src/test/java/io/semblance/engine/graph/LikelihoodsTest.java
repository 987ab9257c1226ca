package io.semblance.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.ejml.EjmlBackend;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Values against the textbook's formulas, far out against limits, derivatives of both orders. */
class LikelihoodsTest {
  private static final Shape ROWS = Shape.of(3, 4);

  private static double[] evaluate(Backend backend, Node y) {
    try (Session s = backend.open(new SessionOptions(1, 1))) {
      Program p = s.compile(new Step().output(y));
      p.run();
      return p.read(y);
    }
  }

  private static double[] evaluate(Node y) {
    return evaluate(new ReferenceBackend(), y);
  }

  private static Node vector(double... values) {
    return Ops.constant(Shape.of(values.length), values);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void crossEntropyIsThatOfTheProbabilities() {
    double[] logits = {-3, -0.5, 0, 1, 4};
    double[] targets = {0, 1, 0.25, 1, 0};
    double[] found = evaluate(Likelihoods.binaryCrossEntropy(vector(logits), vector(targets)));
    double[] ones = evaluate(Likelihoods.binaryCrossEntropy(vector(logits), 1));
    double[] logs = evaluate(Functions.logSigmoid(vector(logits)));
    for (int i = 0; i < logits.length; i++) {
      double p = sigmoid(logits[i]);
      double expected = -targets[i] * Math.log(p) - (1 - targets[i]) * Math.log(1 - p);
      assertThat(found[i]).isCloseTo(expected, within(1e-12));
      assertThat(ones[i]).isCloseTo(-Math.log(p), within(1e-12));
      assertThat(logs[i]).isCloseTo(Math.log(p), within(1e-12));
    }
  }

  /** e^800 is no double and e^100 no float: what is computed by sigmoids ends in infinities. */
  @Test
  void largeLogitsStayFinite() {
    for (Backend backend : List.of(new ReferenceBackend(), new EjmlBackend())) {
      Node x = vector(-800, 800);
      assertThat(evaluate(backend, Functions.logSigmoid(x))).containsExactly(-800, -0.0);
      assertThat(evaluate(backend, Likelihoods.binaryCrossEntropy(x, 0))).containsExactly(0, 800);
      assertThat(evaluate(backend, Likelihoods.binaryCrossEntropy(x, 1))).containsExactly(800, 0);
      Variable v = Variable.filled("v", Shape.scalar(), 800);
      Node slope = Gradients.of(Likelihoods.binaryCrossEntropy(v.node(), 0), v.node());
      assertThat(evaluate(backend, slope)).containsExactly(1);
      Node sums = Functions.segmentLogSumExp(vector(-900, -900, 700, 700), List.of(0, 2, 4));
      double[] found = evaluate(backend, sums);
      assertThat(found[0]).isCloseTo(-900 + Math.log(2), within(1e-4)).isEqualTo(found[1]);
      assertThat(found[2]).isCloseTo(700 + Math.log(2), within(1e-4)).isEqualTo(found[3]);
    }
  }

  /** The slope of softplus is the sigmoid, its curvature s (1 - s), in the kink of |x| as well. */
  @Test
  void softplusIsSmoothAtZero() {
    Variable x = Variable.zeros("x", Shape.scalar());
    Node slope = Gradients.of(Functions.softplus(x.node()), x.node());
    assertThat(evaluate(slope)).containsExactly(0.5);
    assertThat(evaluate(Gradients.of(slope, x.node()))).containsExactly(0.25);
  }

  @Test
  void logSumExpIsTheLogarithmOfTheSum() {
    double[] found = evaluate(Functions.logSumExp(Ops.constant(Shape.of(2, 2), .1, .2, -1, 3)));
    assertThat(found[0]).isCloseTo(Math.log(Math.exp(.1) + Math.exp(.2)), within(1e-12));
    assertThat(found[1]).isCloseTo(Math.log(Math.exp(-1) + Math.exp(3)), within(1e-12));
    assertThat(found).hasSize(2);
  }

  private static double density(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
  }

  @Test
  void gaussianIsTheLogarithmOfTheDensity() {
    double[] x = {-2, 0, 0.3, 5};
    double[] mean = {1, 0, -0.4, 4};
    double[] deviation = {0.5, 1, 2, 3};
    Node v = vector(Arrays.stream(deviation).map(d -> Math.log(d * d)).toArray());
    double[] found = evaluate(Likelihoods.gaussian(vector(x), vector(mean), v));
    for (int i = 0; i < x.length; i++) {
      assertThat(found[i]).isCloseTo(Math.log(density(x[i], mean[i], deviation[i])), within(1e-12));
    }
  }

  /** Against its definition, the integral of q log(q / p), by the trapezoidal rule. */
  @Test
  void divergenceIsItsIntegral() {
    double[] mean = {0, 1.5, -0.3};
    double[] deviation = {1, 0.4, 2};
    Node v = vector(Arrays.stream(deviation).map(d -> Math.log(d * d)).toArray());
    double[] found = evaluate(Likelihoods.divergenceFromStandard(vector(mean), v));
    for (int i = 0; i < mean.length; i++) {
      double integral = 0;
      double h = deviation[i] / 100;
      for (int k = -1_200; k <= 1_200; k++) {
        double x = mean[i] + k * h;
        double q = density(x, mean[i], deviation[i]);
        integral += h * q * Math.log(q / density(x, 0, 1));
      }
      assertThat(found[i]).isCloseTo(integral, within(1e-9));
    }
    assertThat(found[0]).as("of the standard itself").isZero();
  }

  @Test
  void clampBringsInto() {
    assertThat(evaluate(Functions.clamp(vector(-3, -1, .5, 2, 9), -1, 2)))
        .containsExactly(-1, -1, .5, 2, 2);
  }

  private static void derivatives(Function<List<Node>, Node> f, Shape... shapes) {
    GradientCheck.check(f, -2, 2, shapes);
  }

  @Test
  void derivativesAgreeWithDifferences() {
    UnaryOperator<Node> squared = Functions::square;
    derivatives(x -> Functions.logSigmoid(x.get(0)), ROWS);
    derivatives(
        x -> Likelihoods.binaryCrossEntropy(x.get(0), Functions.sigmoid(x.get(1))), ROWS, ROWS);
    derivatives(x -> Likelihoods.binaryCrossEntropy(x.get(0), .3), ROWS);
    derivatives(x -> Functions.logSumExp(x.get(0)), ROWS);
    derivatives(x -> Functions.segmentLogSumExp(x.get(0), List.of(0, 1, 4)), ROWS);
    derivatives(x -> Likelihoods.gaussian(x.get(0), x.get(1), x.get(2)), ROWS, ROWS, Shape.of(4));
    derivatives(x -> Likelihoods.divergenceFromStandard(x.get(0), x.get(1)), ROWS, ROWS);
    derivatives(x -> squared.apply(Functions.clamp(x.get(0), -.7, .9)), ROWS);
  }
}
