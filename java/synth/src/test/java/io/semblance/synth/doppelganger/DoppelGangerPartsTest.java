package io.semblance.synth.doppelganger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.semblance.synth.Settings;
import io.semblance.synth.series.EncodedSequences;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Losses, ranges and lengths on numbers known by hand, in double precision. */
class DoppelGangerPartsTest {
  private static final Layout STEP =
      Layout.of(
          List.of(
              new Block("x", Block.Kind.SCALAR, 0, 1), new Block("a", Block.Kind.SOFTMAX, 1, 2)));

  private static double[] value(Node node) {
    try (Session s = new ReferenceBackend().open(new SessionOptions(3, 1))) {
      Program p = s.compile(new Step().output(node));
      p.run();
      return p.read(node);
    }
  }

  /** For a linear critic the slope is its weight everywhere. */
  @Test
  void theLossOfALinearCriticIsKnown() {
    Node weight = Ops.constant(Shape.of(2, 1), 3, 4);
    UnaryOperator<Node> score = x -> Ops.matmul(x, weight);
    Node real = Ops.constant(Shape.of(2, 2), 1, 2, 3, 4);
    Node fake = Ops.constant(Shape.of(2, 2), 0, 0, 1, 0);
    Node share = Ops.constant(Shape.of(2, 1), 0.25, 0.75);
    double distance = 3 / 2.0 - (11 + 25) / 2.0;
    assertThat(value(DoppelGangerLosses.critic(score, real, fake, share, 10))[0])
        .isCloseTo(distance + 10 * 16, within(1e-9));
    assertThat(value(DoppelGangerLosses.generator(score, fake))[0]).isEqualTo(-1.5);
  }

  /** For a critic of one square the slope depends on where between the two it is held. */
  @Test
  void theSlopeIsHeldBetweenRealAndGenerated() {
    UnaryOperator<Node> score = x -> Ops.mul(x, x);
    Node real = Ops.constant(Shape.of(1, 1), 3);
    Node fake = Ops.constant(Shape.of(1, 1), 1);
    Node share = Ops.constant(Shape.of(1, 1), 0.25);
    double slope = 2 * 1.5;
    assertThat(value(DoppelGangerLosses.critic(score, real, fake, share, 10))[0])
        .isCloseTo(1 - 9 + 10 * (slope - 1) * (slope - 1), within(1e-9));
  }

  @Test
  void theCriticsLossHasTwoDerivatives() {
    Sequential critic =
        Sequential.mlp("critic", 4, List.of(6, 5), 1, Activation.LEAKY_RELU, false, 0);
    Shape shape = Shape.of(5, 4);
    Node real = Ops.constant(shape, GradientCheck.draw(shape, -1, 1, new Random(1)));
    Node fake = Ops.constant(shape, GradientCheck.draw(shape, -1, 1, new Random(2)));
    Node share =
        Ops.constant(Shape.of(5, 1), GradientCheck.draw(Shape.of(5, 1), 0, 1, new Random(3)));
    GradientCheck.check(
        ignored ->
            DoppelGangerLosses.critic(
                x -> critic.apply(x, Mode.inference()), real, fake, share, 10),
        critic.parameters(),
        -1,
        1,
        new Random(4),
        session -> {});
  }

  @Test
  void aSequenceIsTakenApartAndPutTogether() {
    // Three steps of a scalar and a category; the second sequence has but two.
    double[] rows = {
      -.2, 1, 0, .6, 0, 1, .4, 1, 0, //
      .5, 0, 1, .1, 1, 0, 0, 0, 0
    };
    Ranges ranges = new Ranges(STEP, 3);
    Node mask = Ops.constant(Shape.of(2, 3), 1, 1, 1, 1, 1, 0);
    Ranges.Normalised of = ranges.normalised(Ops.constant(Shape.of(2, 9), rows), mask);
    assertThat(value(of.ranges())).containsExactly(new double[] {.2, .4, .3, .2}, within(1e-9));
    assertThat(value(of.steps()))
        .containsExactly(
            new double[] {-1, 1, 0, 1, 0, 1, .5, 1, 0, 1, 0, 1, -1, 1, 0, 0, 0, 0}, within(1e-9));
    assertThat(value(Ranges.masked(ranges.restored(of), 3, mask)))
        .containsExactly(rows, within(1e-9));
    assertThat(value(ranges.seen(of, mask))).containsExactly(value(of.steps()), within(1e-9));
  }

  @Test
  void whatHardlyMovesLiesInTheMiddle() {
    Ranges ranges = new Ranges(STEP, 2);
    Node rows = Ops.constant(Shape.of(1, 6), .3, 1, 0, .3, 1, 0);
    assertThat(value(ranges.normalised(rows, null).steps()))
        .containsExactly(new double[] {0, 1, 0, 0, 1, 0}, within(1e-9));
    // A generated sequence that fills a range of no width is seen alike.
    Node filled = Ops.constant(Shape.of(1, 6), 1, 1, 0, -1, 1, 0);
    Node range = Ops.constant(Shape.of(1, 2), .3, 0);
    assertThat(value(ranges.seen(new Ranges.Normalised(range, filled), null)))
        .containsExactly(new double[] {0, 1, 0, 0, 1, 0}, within(1e-9));
  }

  @Test
  void rangesLieWithinThoseOfScalars() {
    Shape shape = Shape.of(50, 2);
    Ranges ranges = new Ranges(STEP, 2);
    double[] of =
        value(
            ranges.ofScores(Ops.constant(shape, GradientCheck.draw(shape, -4, 4, new Random(5)))));
    for (int i = 0; i < 50; i++) {
      assertThat(of[2 * i + 1]).isPositive();
      assertThat(Math.abs(of[2 * i]) + of[2 * i + 1]).isLessThanOrEqualTo(1);
    }
  }

  /** As a generator is trained through them. */
  @Test
  void exactRangesHaveDerivatives() {
    Ranges ranges = new Ranges(STEP, 5);
    Node mask = Ops.constant(Shape.of(2, 5), 1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
    GradientCheck.check(
        x -> {
          Ranges.Normalised own = ranges.normalised(x.get(0), mask);
          return ranges.restored(new Ranges.Normalised(ranges.ofScores(x.get(1)), own.steps()));
        },
        -1,
        1,
        Shape.of(2, 15),
        Shape.of(2, 2));
  }

  /** Sequences of 1, 2 and 4 steps, whose lengths are encoded as given. */
  private static void steps(Layout attributes, float[][] encoded, double[] asked, int... steps) {
    int[] lengths = {1, 2, 4};
    int width = 4 * 3 + 4 + attributes.width();
    float[] rows = new float[3 * width];
    for (int i = 0; i < 3; i++) {
      for (int t = 0; t < lengths[i]; t++) {
        rows[i * width + 12 + t] = 1;
      }
      System.arraycopy(encoded[i], 0, rows, i * width + 16, attributes.width());
    }
    EncodedSequences data =
        new EncodedSequences(STEP, 4, true, attributes, attributes.width(), rows, 3);
    Lengths read = Lengths.of("", attributes, 4);
    int count = steps.length;
    Node mask = read.mask(Ops.constant(Shape.of(count, attributes.width()), asked));
    try (Session s = new ReferenceBackend().open(new SessionOptions(3, 1))) {
      Variable limits = read.limits();
      Program p = s.compile(new Step().output(mask));
      s.set(limits, read.values(data));
      p.run();
      double[] found = p.read(mask);
      for (int i = 0; i < count; i++) {
        for (int t = 0; t < 4; t++) {
          assertThat(found[4 * i + t]).as(i + ", step " + t).isEqualTo(t < steps[i] ? 1 : 0);
        }
      }
    }
  }

  @Test
  void lengthsAreReadOffTrainingSequences() {
    Layout softmax =
        Layout.of(
            List.of(
                new Block("s", Block.Kind.SCALAR, 0, 1),
                new Block("(length)", Block.Kind.SOFTMAX, 1, 3)));
    steps(
        softmax,
        new float[][] {{.1f, 1, 0, 0}, {.2f, 0, 1, 0}, {.3f, 0, 0, 1}},
        new double[] {0, .9, .1, 0, 0, .2, .2, .6, 1, .1, .8, .1},
        1,
        4,
        2);
    Layout scalar = Layout.of(List.of(new Block("(length)", Block.Kind.SCALAR, 0, 1)));
    steps(
        scalar,
        new float[][] {{-.6f}, {0}, {.6f}},
        new double[] {-1, -.31, -.29, .1, .31, 1},
        1,
        1,
        2,
        2,
        4,
        4);
    assertThat(Lengths.of("", STEP, 4)).isNull();
    assertThat(Lengths.of("", null, 4)).isNull();
  }

  /** Rows are functions of their absolute numbers: of a later start they are the same. */
  @Test
  void sequencesDependOnTheirNumbersAlone() {
    Layout attributes =
        Layout.of(
            List.of(
                new Block("s", Block.Kind.SCALAR, 0, 1), new Block("k", Block.Kind.SOFTMAX, 1, 3)));
    DoppelGangerSettings settings =
        DoppelGangerSettings.of(
            Settings.of(new DoppelGanger(), Map.of("hidden", "8", "batched_steps", "3")));
    DoppelGangerNetworks networks = new DoppelGangerNetworks("", STEP, attributes, settings, 0, 7);
    Counter counter = new Counter("sequence");
    var made = networks.generate(4, 7, 6, counter, null);
    var shorter = networks.generate(4, 5, 6, counter, null);
    try (Session s = new ReferenceBackend().open(new SessionOptions(3, 1))) {
      networks.initialize(s, null, 1);
      Program p =
          s.compile(
              new Step()
                  .output(made.steps())
                  .output(made.attributesOrNull())
                  .output(shorter.steps()));
      p.run();
      double[] steps = p.read(made.steps());
      double[] rows = p.read(made.attributesOrNull());
      double[] cut = p.read(shorter.steps());
      assertThat(steps).hasSize(4 * 21);
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 15; k++) {
          assertThat(cut[15 * i + k]).isEqualTo(steps[21 * i + k]);
        }
      }
      s.set(counter, 2);
      p.run();
      assertThat(Arrays.copyOf(p.read(made.steps()), 42))
          .containsExactly(Arrays.copyOfRange(steps, 42, 84), within(1e-12));
      assertThat(Arrays.copyOf(p.read(made.attributesOrNull()), 8))
          .containsExactly(Arrays.copyOfRange(rows, 8, 16), within(1e-12));
    }
  }
}
