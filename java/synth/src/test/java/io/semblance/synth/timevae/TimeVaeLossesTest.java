package io.semblance.synth.timevae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.GradientCheck;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.reference.ReferenceBackend;
import io.semblance.synth.series.SequenceBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Losses, noise and convolution against numbers made by hand or by loops. */
class TimeVaeLossesTest {
  private static final double NEAR = 1e-9;

  private static double[] values(Node node, Consumer<Session> prepare) {
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      prepare.accept(session);
      Program program = session.compile(new Step().output(node));
      program.run();
      return program.read(node);
    }
  }

  private static double[] values(Node node) {
    return values(node, session -> {});
  }

  private static SequenceBatch batch(int times, Node steps, Node mask) {
    return new SequenceBatch(times, steps, mask, null);
  }

  @Test
  void withoutNoiseScalarsCostTheirSquaredErrorsWhereThereAreSteps() {
    Node real = Ops.constant(Shape.of(4, 1), .5, -.5, 1, 0); // two steps of two sequences
    Node means = Ops.constant(Shape.of(4, 1), 0, 0, 0, .5);
    Node mask = Ops.constant(Shape.of(4, 1), 1, 1, 1, 0);
    assertThat(values(TimeVaeLosses.scalars(batch(2, real, null), real, means, null))[0])
        .isCloseTo((.25 + .25 + 1 + .25) / 2, within(NEAR));
    assertThat(values(TimeVaeLosses.scalars(batch(2, real, mask), real, means, null))[0])
        .isCloseTo((.25 + .25 + 1) / 2, within(NEAR));
  }

  @Test
  void whiteNoiseIsNormalWithItsDeviation() {
    StepNoise noise = new StepNoise("n.", 1, StepNoise.Kind.WHITE);
    Node real = Ops.constant(Shape.of(2, 1), .3, -.1);
    Node means = Ops.constant(Shape.of(2, 1), 0, 0);
    double expected = 0;
    for (double r : new double[] {.3, -.1}) {
      expected += .5 * Math.log(2 * Math.PI) + Math.log(.1) + r * r / .02;
    }
    assertThat(
            values(
                TimeVaeLosses.scalars(batch(2, real, null), real, means, noise), noise::initialize)[
                0])
        .isCloseTo(expected, within(1e-5));
  }

  @Test
  void categoriesCostTheirCrossEntropyAndNothingWhereThereIsNoStep() {
    Node real = Ops.constant(Shape.of(2, 3), 0, 1, 0, 0, 0, 0);
    Node logOdds = Ops.constant(Shape.of(2, 3), 0, Math.log(2), 0, 5, 1, 2);
    double[] loss = values(TimeVaeLosses.categories(1, real, logOdds, List.of(0, 3)));
    assertThat(loss[0]).isCloseTo(Math.log(2), within(NEAR));
  }

  @Test
  void divergenceIsThatOfNormalDistributions() {
    Node mean = Ops.constant(Shape.of(2, 1), 1, 0);
    Node logVariance = Ops.constant(Shape.of(2, 1), 0, Math.log(2));
    double[] loss = values(TimeVaeLosses.divergence(mean, logVariance));
    assertThat(loss[0]).isCloseTo((.5 + .5 * (2 - 1 - Math.log(2))) / 2, within(NEAR));
  }

  private static void set(Session session, StepNoise noise, long seed) {
    Random random = new Random(seed);
    for (Variable v : noise.parameters()) {
      float[] numbers = new float[v.shape().size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = -.05f - .2f * random.nextFloat();
      }
      session.set(v, numbers);
    }
  }

  /** Drawn noise read by the likelihood is the normal numbers that it was drawn from. */
  @Test
  void likelihoodUndoesWhatWasDrawn() {
    int times = 3;
    int scalars = 5;
    StepNoise noise = new StepNoise("n.", scalars, StepNoise.Kind.STEPS);
    Random random = new Random(3);
    double[] normal = random.doubles(times * 2 * scalars, -2, 2).toArray();
    Node drawn = noise.drawn(Ops.constant(Shape.of(times * 2, scalars), normal), times);
    Node likelihood = noise.logLikelihood(drawn, times);
    double[] found = values(likelihood, session -> set(session, noise, 4));
    double[] deviations =
        values(
            Ops.concat(0, noise.parameters().get(1).node(), noise.parameters().get(0).node()),
            session -> set(session, noise, 4));
    for (int i = 0; i < found.length; i++) {
      int of = i % scalars + (i < 2 * scalars ? 0 : scalars);
      double log = 10 * deviations[of];
      double expected = -.5 * (Math.log(2 * Math.PI) + normal[i] * normal[i]) - log;
      assertThat(found[i]).as("number %d", i).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void noiseOfStepsRemembersAndTies() {
    StepNoise noise = new StepNoise("n.", 2, StepNoise.Kind.STEPS);
    Node drawn = noise.drawn(Ops.constant(Shape.of(2, 2), 1, 1, 1, 1), 2);
    float log = (float) (Math.log(.5) / 10);
    double[] r =
        values(
            drawn,
            session -> {
              List<Variable> all = noise.parameters(); // later, first, memory, first ties, ties
              session.set(all.get(0), new float[] {log, log});
              session.set(all.get(1), new float[] {0, 0});
              session.set(all.get(2), new float[] {(float) (atanh(.8) / 10), 0});
              session.set(all.get(3), new float[] {9, 9, .2f, 9});
              session.set(all.get(4), new float[] {9, 9, .1f, 9});
            });
    // r0 = (1, 1 + 2 * 1), r1 = (.8 + .5, .5 + 1 * .5)
    assertThat(r).containsExactly(new double[] {1, 3, 1.3, 1}, within(1e-5));
  }

  private static double atanh(double x) {
    return .5 * Math.log((1 + x) / (1 - x));
  }

  @Test
  void derivativesOfNoiseAreRight() {
    StepNoise noise = new StepNoise("n.", 3, StepNoise.Kind.STEPS);
    Variable r = Variable.zeros("r", Shape.of(6, 3));
    List<Variable> all = new ArrayList<>(noise.parameters());
    all.add(r);
    GradientCheck.check(
        ignored -> noise.logLikelihood(r.node(), 3), all, -.15, -.05, new Random(3), s -> {});
    GradientCheck.check(
        ignored -> noise.drawn(r.node(), 3), all, -.15, -.05, new Random(3), s -> {});
  }

  @Test
  void aConvolutionIsTheSumOverItsKernel() {
    int times = 5;
    int in = 2;
    int out = 3;
    for (int stride : new int[] {1, 2}) {
      Convolution convolution = new Convolution("c", in, out, 3, stride);
      double[] rows = new Random(1).doubles(2 * times * in, -1, 1).toArray();
      Consumer<Session> prepare = session -> convolution.initialize(session, 5);
      double[] found =
          values(convolution.apply(Ops.constant(Shape.of(2, times * in), rows)), prepare);
      double[] weights = values(convolution.parameters().get(0).node(), prepare);
      int places = Convolution.places(times, stride);
      int before = ((places - 1) * stride + 3 - times) / 2;
      for (int i = 0; i < found.length; i++) {
        int b = i / (places * out);
        int place = i / out % places;
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          int t = place * stride + k - before;
          for (int c = 0; c < in && t >= 0 && t < times; c++) {
            sum += rows[(b * times + t) * in + c] * weights[(k * in + c) * out + i % out];
          }
        }
        assertThat(found[i]).isCloseTo(sum, within(1e-6));
      }
    }
  }
}
