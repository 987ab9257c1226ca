package io.semblance.synth.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.encode.TokenVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bounds and tilts against sums done by hand. */
class PilotTest {
  private static final int TRIES = 4_000;

  private static Pilot pilot(double... weights) {
    return new Pilot(new float[weights.length], Arrays.stream(weights).map(Math::log).toArray());
  }

  @Test
  void triesOfOneWeightAreAllTaken() {
    double[] weights = new double[TRIES];
    Arrays.fill(weights, .25);
    Pilot pilot = pilot(weights);
    assertThat(pilot.probability()).isCloseTo(.25, within(1e-12));
    assertThat(pilot.taken()).isCloseTo(1, within(1e-12));
    assertThat(pilot.tempered().power()).isEqualTo(1);
  }

  /** Of weights of 1 and a few of 40 the bound leaves a fiftieth of the sum above it. */
  @Test
  void littleWeightLiesAboveTheBound() {
    double[] weights = new double[TRIES];
    Arrays.fill(weights, 1);
    Arrays.fill(weights, 0, 10, 40);
    Pilot pilot = pilot(weights);
    double sum = TRIES - 10 + 400;
    double bound = 40 - .02 * sum / 10;
    assertThat(Math.exp(pilot.logBound())).isCloseTo(bound, within(1e-9));
    assertThat(pilot.taken()).isCloseTo(.98 * sum / (bound * TRIES), within(1e-9));
  }

  /** One weight that is nearly all of the sum does not make the others wait for ever. */
  @Test
  void theBoundLeavesEnoughToTake() {
    double[] weights = new double[TRIES];
    Arrays.fill(weights, 1e-3);
    weights[7] = 1e6;
    assertThat(pilot(weights).taken()).isBetween(1 / 129.0, 1.0);
    double[] one = new double[TRIES];
    one[3] = 1e-9;
    assertThat(pilot(one).taken()).isCloseTo(1.0 / TRIES, within(1e-12));
  }

  /** Weights that are no numbers any more count as their ratios say. */
  @Test
  void howRareDoesNotMatter() {
    double[] logs = new double[TRIES];
    Arrays.setAll(logs, t -> -5_000.0 - t % 8);
    Pilot rare = new Pilot(new float[TRIES], logs);
    double[] common = new double[TRIES];
    Arrays.setAll(common, t -> Math.exp(-(t % 8)));
    Pilot usual = pilot(common);
    assertThat(rare.probability()).isZero();
    assertThat(rare.taken()).isCloseTo(usual.taken(), within(1e-9));
    assertThat(rare.logBound()).isCloseTo(usual.logBound() - 5_000, within(1e-9));
    Arrays.fill(logs, 10, TRIES, -1e30); // ten of all are left: no step towards them is too small
    assertThat(new Pilot(new float[TRIES], logs).tempered().effective()).isBetween(1.0, 10.0);
  }

  /** What is wanted is a first code of 1, which half of the tries have: nearly all do then. */
  @Test
  void aTiltBringsTheMarginsOfTriesToThoseUnderTheCondition() {
    TokenVariable coin = new TokenVariable("coin", new double[] {.5, .5}, null, null, null);
    TokenVariable last = new TokenVariable("last", new double[] {.5, .5}, null, null, null);
    Random random = new Random(1);
    float[] codes = new float[2 * TRIES];
    double[] weights = new double[TRIES];
    for (int t = 0; t < TRIES; t++) {
      codes[2 * t] = random.nextInt(2);
      weights[t] = codes[2 * t] == 1 ? .9 : .001;
    }
    Pilot pilot = new Pilot(codes, Arrays.stream(weights).map(Math::log).toArray());
    Tilt tilt = Tilt.none(2).after(List.of(coin, last), pilot, pilot.tempered());
    double[] ratio = tilt.times(Arrays.asList(new double[] {1, 1}, new double[] {1, 0})).get(0);
    assertThat(ratio[1] / ratio[0]).isGreaterThan(50);
    assertThat(tilt.times(Arrays.asList(null, new double[] {1, 0})).get(1)).containsExactly(1, 0);
    assertThat(tilt.log(new float[] {0, 0, 1, 0}, 2)).isEqualTo(Math.log(ratio[1]));
    double[] milder = tilt.power(.5).times(Arrays.asList(null, null)).get(0);
    assertThat(milder[1]).isCloseTo(Math.sqrt(ratio[1]), within(1e-12));
  }
}
