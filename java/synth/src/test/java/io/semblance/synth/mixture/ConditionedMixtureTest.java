package io.semblance.synth.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.condition.Condition;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.mixed.Evidence;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.NormalScores;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two numbers that hang together, held to a corner, against integrals. */
class ConditionedMixtureTest {
  private static final double CORRELATION = .95;
  private static final double REST = Math.sqrt(1 - CORRELATION * CORRELATION);
  private static final int ROWS = 20_000;

  private static final MixedLayout LAYOUT =
      MixedLayout.of(
          Layout.of(
              List.of(
                  new Block("x", Block.Kind.SCALAR, 0, 1),
                  new Block("y", Block.Kind.SCALAR, 1, 1))),
          new boolean[2][0]);

  private static final Mixture MIXTURE =
      new Mixture(
          LAYOUT,
          new double[] {1},
          new Gaussian[] {new FullGaussian(new double[2], new double[] {1, CORRELATION, REST})},
          new double[1][0][]);

  private static Evidence corner(float x, float y) {
    float[][][] scalars = {{{x, 1}}, {{-1, y}}};
    Condition none = Condition.builder().build();
    return new Evidence(LAYOUT, new boolean[0][], scalars, none, none);
  }

  /** P(x >= a, y <= b), then the means of both there, by Simpson's rule over x. */
  private static double[] integrals(double a, double b) {
    int steps = 20_000;
    double width = (9 - a) / steps;
    double[] sums = new double[3];
    for (int i = 0; i <= steps; i++) {
      double x = a + i * width;
      double weight = (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * width / 3;
      double end = (b - CORRELATION * x) / REST;
      double density = density(x);
      double below = NormalScores.probability(end);
      sums[0] += weight * density * below;
      sums[1] += weight * density * below * x;
      sums[2] += weight * density * (below * CORRELATION * x - REST * density(end));
    }
    return new double[] {sums[0], sums[1] / sums[0], sums[2] / sums[0]};
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void cornersThatAreRarelyMetAreDrawnAsTheyAre() {
    for (float[] corner : new float[][] {{.8f, .9f}, {.96f, .8f}, {.96f, .7f}}) {
      ConditionedMixture made = ConditionedMixture.of(MIXTURE, corner(corner[0], corner[1]));
      double a = NormalScores.score(corner[0]);
      double b = NormalScores.score(corner[1]);
      double[] expected = integrals(a, b);
      assertThat(made.probability()).isCloseTo(expected[0], within(.06 * expected[0]));
      float[] drawn = new float[2 * ROWS];
      made.draw(5, 0, ROWS, drawn);
      double[] means = new double[2];
      for (int i = 0; i < ROWS; i++) {
        assertThat(drawn[2 * i]).isGreaterThanOrEqualTo(corner[0]);
        assertThat(drawn[2 * i + 1]).isLessThanOrEqualTo(corner[1]);
        means[0] += NormalScores.score(drawn[2 * i]) / ROWS;
        means[1] += NormalScores.score(drawn[2 * i + 1]) / ROWS;
      }
      assertThat(means[0]).isCloseTo(expected[1], within(.006));
      assertThat(means[1]).isCloseTo(expected[2], within(.006));
    }
  }

  @Test
  void whatWouldTakeHoursIsRefused() {
    ConditionedMixture rare = ConditionedMixture.of(MIXTURE, corner(.96f, .6f));
    rare.check(1_000);
    assertThatThrownBy(() -> rare.check(100_000_000_000L))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("Ask for at most");
    assertThatThrownBy(() -> ConditionedMixture.of(MIXTURE, corner(.99f, -.9f)))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("ask for less");
  }
}
