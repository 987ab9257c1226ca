package io.semblance.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.ejml.EjmlBackend;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Optimisers against loops written by hand from the papers. */
class OptimiserTest {
  private static final double[] TARGET = {3, -1, 0.5};
  private static final double[] CURVATURE = {1, 10, 0.01};

  private final Variable w = Variable.zeros("w", Shape.of(3));
  private final Variable average = Variable.zeros("average", Shape.of(3));

  /** sum of c (w - t)^2 / 2, with slope c (w - t). */
  private List<Node> gradient() {
    Node off = Ops.sub(w.node(), Ops.constant(Shape.of(3), TARGET));
    Node loss =
        Ops.mul(Ops.sum(Ops.mul(Functions.square(off), Ops.constant(Shape.of(3), CURVATURE))), 0.5);
    return List.of(Gradients.of(loss, w.node()));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.9, 0.999, 1e-8", "0.05, 0.5, 0.9, 1e-8", "0.02, 0, 0.9, 1e-3"})
  void adamIsAlgorithmOneOfThePaper(double rate, double beta1, double beta2, double epsilon) {
    Adam adam = new Adam("adam", List.of(w), rate, beta1, beta2, epsilon);
    Step step = new Step().assignAll(adam.update(gradient()));
    double[] theta = new double[3];
    double[] m = new double[3];
    double[] v = new double[3];
    try (Session exact = new ReferenceBackend().open(new SessionOptions(0, 1));
        Session single = new EjmlBackend().open(new SessionOptions(0, 1))) {
      Program exactly = exact.compile(step);
      Program singly = single.compile(step);
      for (int t = 1; t <= 120; t++) {
        for (int i = 0; i < 3; i++) {
          double g = CURVATURE[i] * (theta[i] - TARGET[i]);
          m[i] = beta1 * m[i] + (1 - beta1) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          double unbiased = m[i] / (1 - Math.pow(beta1, t));
          double spread = v[i] / (1 - Math.pow(beta2, t));
          theta[i] -= rate * unbiased / (Math.sqrt(spread) + epsilon);
        }
        exactly.run();
        singly.run();
        assertThat(exact.getDoubles(w)).as("step " + t).containsExactly(theta, within(1e-9));
        if (t <= 50) { // Near the minimum Adam divides rounding errors by their own size.
          assertThat(single.getDoubles(w)).as("step " + t).containsExactly(theta, within(2e-4));
        }
      }
    }
    assertThat(theta[0]).isBetween(2.0, 3.5);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0", "0.1, 7", "1, 20", "0, 5"})
  void adamWIsAlgorithmTwoOfThePaperWithALinearWarmUp(double decay, int warmUp) {
    double rate = .05;
    Variable free = Variable.zeros("free", Shape.of(3));
    Node off = Ops.sub(free.node(), Ops.constant(Shape.of(3), TARGET));
    Node slope = Ops.mul(off, Ops.constant(Shape.of(3), CURVATURE));
    Adam adam = new Adam("adam", List.of(w, free), rate, .9, .99, 1e-8, warmUp);
    AdamW decayed = new AdamW(adam, List.of(w), decay);
    Step step = new Step().assignAll(decayed.update(List.of(gradient().get(0), slope)));
    double[][] theta = new double[2][3];
    double[][] m = new double[2][3];
    double[][] v = new double[2][3];
    try (Session exact = new ReferenceBackend().open(new SessionOptions(0, 1))) {
      Program program = exact.compile(step);
      for (int t = 1; t <= 60; t++) {
        double now = warmUp == 0 ? rate : rate * Math.min(1, (double) t / warmUp);
        for (int p = 0; p < 2; p++) {
          for (int i = 0; i < 3; i++) {
            double g = CURVATURE[i] * (theta[p][i] - TARGET[i]);
            m[p][i] = .9 * m[p][i] + .1 * g;
            v[p][i] = .99 * v[p][i] + .01 * g * g;
            double unbiased = m[p][i] / (1 - Math.pow(.9, t));
            double spread = v[p][i] / (1 - Math.pow(.99, t));
            double lost = p == 0 ? decay * theta[p][i] : 0;
            theta[p][i] -= now * (unbiased / (Math.sqrt(spread) + 1e-8) + lost);
          }
        }
        program.run();
        assertThat(exact.getDoubles(w)).as("step " + t).containsExactly(theta[0], within(1e-9));
        assertThat(exact.getDoubles(free)).as("step " + t).containsExactly(theta[1], within(1e-9));
      }
    }
    assertThatThrownBy(() -> new AdamW(adam, List.of(w), -.1))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("-0.1");
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0.9, 1e-8", "5e-3, 0.99, 1e-8", "0.05, 0, 1e-2"})
  void rmsPropIsThatOfTheLecture(double rate, double decay, double epsilon) {
    RmsProp rms = new RmsProp("rms", List.of(w), rate, decay, epsilon);
    Step step = new Step().assignAll(rms.update(gradient()));
    double[] theta = new double[3];
    double[] mean = new double[3];
    try (Session exact = new ReferenceBackend().open(new SessionOptions(0, 1));
        Session single = new EjmlBackend().open(new SessionOptions(0, 1))) {
      Program exactly = exact.compile(step);
      Program singly = single.compile(step);
      for (int t = 1; t <= 50; t++) {
        for (int i = 0; i < 3; i++) {
          double g = CURVATURE[i] * (theta[i] - TARGET[i]);
          mean[i] = decay * mean[i] + (1 - decay) * g * g;
          theta[i] -= rate * g / (Math.sqrt(mean[i]) + epsilon);
        }
        exactly.run();
        singly.run();
        assertThat(exact.getDoubles(w)).as("step " + t).containsExactly(theta, within(1e-12));
        assertThat(single.getDoubles(w)).as("step " + t).containsExactly(theta, within(2e-4));
      }
    }
    assertThat(theta[0]).as("on its way to 3").isGreaterThan(0.2);
    assertThat(rms.state()).hasSize(2).contains(rms.rate()).doesNotHaveDuplicates();
  }

  /** The first step by hand: the mean is .1 g^2, so each weight moves by rate / sqrt(.1). */
  @Test
  void clippedWeightsStayWithinTheLimit() {
    double move = 0.01 / Math.sqrt(0.1); // 0.0316...
    RmsProp rms = new RmsProp("rms", List.of(w), 0.01, 0.9, 1e-12);
    Map<Variable, Node> updates = rms.update(gradient());
    Map<Variable, Node> clipped = WeightClipping.clip(updates, List.of(w, average), 0.05);
    assertThat(clipped.keySet()).containsAll(updates.keySet()).contains(average);
    try (Session s = new ReferenceBackend().open(new SessionOptions(0, 1))) {
      s.set(w, new double[] {0.03, 0, -0.2});
      s.set(average, new double[] {1, -1, 0.01});
      s.compile(new Step().assignAll(clipped)).run();
      assertThat(s.getDoubles(w)).containsExactly(new double[] {.05, -move, -.05}, within(1e-9));
      assertThat(s.getDoubles(average)).containsExactly(.05, -.05, .01);
    }
    assertThatThrownBy(() -> WeightClipping.clip(updates, List.of(w), 0))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> new RmsProp("rms", List.of(w), .1, 1, 1e-8))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> new RmsProp("rms", List.of(w), .1, .9, 0))
        .isInstanceOf(EngineException.class);
  }

  @Test
  void theRateMayChangeBetweenSteps() {
    Adam adam = new Adam("adam", List.of(w), 0.1, 0.9, 0.999, 1e-8);
    Step step = new Step().assignAll(adam.update(gradient()));
    for (Backend backend : List.of(new ReferenceBackend(), new EjmlBackend())) {
      try (Session s = backend.open(new SessionOptions(0, 1))) {
        Program p = s.compile(step);
        p.run();
        float[] before = s.get(w);
        s.set(adam.rate(), new float[] {0});
        p.run();
        assertThat(s.get(w)).isEqualTo(before);
      }
    }
    assertThat(adam.state()).hasSize(5).doesNotHaveDuplicates();
  }

  /** Moments of a parameter whose gradient stops end as zeros, not as slow denormals. */
  @Test
  void momentsOfDeadParametersBecomeZero() {
    Variable alive = Variable.filled("alive", Shape.scalar(), 1);
    Adam adam = new Adam("adam", List.of(w), 0.1, 0.5, 0.9, 1e-8);
    Node g = Ops.mul(Ops.fill(w.shape(), 1), alive.node());
    Step step = new Step().assignAll(adam.update(List.of(g)));
    try (Session s = new EjmlBackend().open(new SessionOptions(0, 1))) {
      Program p = s.compile(step);
      p.run();
      s.set(alive, new float[] {0});
      for (int i = 0; i < 2_000; i++) {
        p.run();
        for (Variable state : adam.state()) {
          for (float f : s.get(state)) {
            assertThat(f == 0 || Math.abs(f) >= Float.MIN_NORMAL).isTrue();
          }
        }
      }
      assertThat(s.get(adam.state().get(0))).containsOnly(0);
      assertThat(s.get(adam.state().get(1))).containsOnly(0);
      for (float f : s.get(w)) {
        assertThat(f).isFinite();
      }
    }
  }

  @Test
  void theAverageFollowsItsFormula() {
    double decay = 0.9;
    MovingAverage moving = new MovingAverage(List.of(w), List.of(average), decay);
    Map<Variable, Node> updates = Map.of(w, Ops.add(w.node(), 1));
    Step step = new Step().assignAll(updates).assignAll(moving.update(updates));
    double[] expected = new double[3];
    try (Session exact = new ReferenceBackend().open(new SessionOptions(0, 1));
        Session single = new EjmlBackend().open(new SessionOptions(0, 1))) {
      Program exactly = exact.compile(step);
      Program singly = single.compile(step);
      for (int t = 0; t < 200; t++) {
        double share = Math.max(1 - decay, 9.0 / (10 + t));
        for (int i = 0; i < 3; i++) {
          expected[i] += share * (t + 1 - expected[i]);
        }
        exactly.run();
        singly.run();
        assertThat(exact.getDoubles(average)).containsExactly(expected, within(1e-9));
        assertThat(single.getDoubles(average)).containsExactly(expected, within(1e-3));
      }
    }
    // On a ramp of slope 1 the average lags by decay / (1 - decay).
    assertThat(200 - expected[0]).isCloseTo(9, within(.1));
  }

  /** A parameter that the step does not update is averaged as it stands. */
  @Test
  void theAverageOfWhatStandsStillIsIt() {
    MovingAverage moving = new MovingAverage(List.of(w), List.of(average), 0.99);
    try (Session s = new ReferenceBackend().open(new SessionOptions(0, 1))) {
      s.set(w, new double[] {1, 2, 3});
      s.set(average, new double[] {1, 2, 3});
      Program p = s.compile(new Step().assignAll(moving.update(Map.of())));
      p.run();
      p.run();
      assertThat(s.getDoubles(average)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void impossibleAveragesAreRefused() {
    assertThatThrownBy(() -> new MovingAverage(List.of(w), List.of(average), 1))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> new MovingAverage(List.of(w), List.of(average), Double.NaN))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> new MovingAverage(List.of(w), List.of(), .5))
        .isInstanceOf(EngineException.class);
  }
}
