package io.semblance.quality.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgesTest {

  private static final double SHARE = 1 / Math.sqrt(2 * Math.PI);

  @Test
  void twoSamplesOfOneProcessAreNotToldApart() {
    Windows a = Processes.windows(1500, 12, 4, 1, Processes::sines);
    Windows b = Processes.windows(1500, 12, 4, 2, Processes::sines);
    // 600 windows are tested; chance alone makes |accuracy - .5| of about .4 / sqrt(600).
    assertThat(Discrimination.score(a, b, 7)).isLessThan(.07);
  }

  @Test
  void noiseIsToldFromSines() {
    Windows a = Processes.windows(600, 12, 4, 1, Processes::sines);
    Windows b = Processes.windows(500, 12, 4, 2, Processes::noise);
    assertThat(Discrimination.score(a, b, 7)).isGreaterThan(.4);
  }

  /** Trained on what is easily told apart, tested on the same windows of both sides. */
  @Test
  void theTestPartAloneDecides() {
    Windows sines = Processes.windows(200, 12, 4, 1, Processes::sines);
    Windows noise = Processes.windows(200, 12, 4, 2, Processes::noise);
    Windows asked = Processes.windows(50, 12, 4, 3, Processes::sines);
    assertThat(Discrimination.score(sines, asked, noise, asked, 7)).isZero();
  }

  /** Batches are those of the protocol up to 28 features and smaller beyond. */
  @Test
  void wideTablesHaveSmallerBatches() {
    assertThat(Discrimination.batch(6, Discrimination.units(6), 24)).isEqualTo(128);
    assertThat(Discrimination.batch(28, Discrimination.units(28), 24)).isEqualTo(128);
    assertThat(Discrimination.units(28)).isEqualTo(14);
    assertThat(Discrimination.units(1)).isEqualTo(1);
    assertThat(Discrimination.batch(200, Discrimination.units(200), 24)).isBetween(16, 30);
    assertThat(Discrimination.batch(5000, 16, 100)).isEqualTo(16);
  }

  /** Lengths alone tell: one side's windows are short. */
  @Test
  void windowsOfUnequalLengthAreReadToTheirOwnEnd() {
    int[] lengths = new int[600];
    Arrays.setAll(lengths, i -> 3 + i % 6);
    // The last step of a window says what it is; all others are noise.
    Windows a = Processes.windows(lengths, 2, 1, (w, r) -> ending(w, r, .9f));
    Windows b = Processes.windows(lengths, 2, 2, (w, r) -> ending(w, r, .1f));
    assertThat(Discrimination.score(a, b, 7)).isGreaterThan(.4);
  }

  private static void ending(float[][] window, Random random, float last) {
    Processes.noise(window, random);
    window[window.length - 1][0] = last;
    window[window.length - 1][1] = last;
  }

  /** The best prediction of x[t + 1] is .8 x[t]; its error is that of the normal noise. */
  @Test
  void oneFeatureIsPredictedFromItself() {
    Windows train = Processes.windows(800, 20, 1, 1, Processes.autoregressive(.8, .08));
    Windows test = Processes.windows(800, 20, 1, 2, Processes.autoregressive(.8, .08));
    double best = .08 * 2 * SHARE;
    double blind = best / .6; // of the mean, as the deviation is .08 / sqrt(1 - .64)
    double score = Prediction.score(train, test, 0, 3);
    assertThat(score).isBetween(best * .97, best * 1.06);
    Windows without = Processes.windows(800, 20, 1, 3, Processes.autoregressive(0, .133));
    assertThat(Prediction.score(without, test, 0, 3)).isCloseTo(blind, within(.08 * best));
  }

  /** The target is what the other feature was a step before; itself it is noise. */
  @Test
  void theTargetIsPredictedFromTheOthers() {
    Processes.Process follows =
        (window, random) -> {
          for (int t = 0; t < window.length; t++) {
            window[t][1] = random.nextFloat();
            window[t][0] = t == 0 ? random.nextFloat() : window[t - 1][1];
          }
        };
    int[] lengths = new int[600];
    Arrays.setAll(lengths, i -> 1 + i % 12);
    Windows train = Processes.windows(lengths, 2, 1, follows);
    Windows test = Processes.windows(lengths, 2, 2, follows);
    assertThat(Prediction.score(train, test, 0, 3)).isLessThan(.05);
    // Uniform noise cannot be predicted better than by its middle, with an error of 1/4.
    assertThat(Prediction.score(train, test, 1, 3)).isCloseTo(.25, within(.02));
  }

  @Test
  void theSameSeedGivesTheSameScoreOnWhateverThreads() {
    Windows a = Processes.windows(100, 8, 3, 1, Processes::sines);
    Windows b = Processes.windows(90, 8, 3, 2, Processes.autoregressive(.7, .1));
    double[] alone = IntStream.range(0, 3).mapToDouble(i -> both(a, b, i)).toArray();
    ForkJoinPool pool = new ForkJoinPool(3);
    double[] together =
        pool.submit(
                () -> IntStream.range(0, 3).parallel().mapToDouble(i -> both(a, b, i)).toArray())
            .join();
    pool.shutdown();
    assertThat(together).isEqualTo(alone);
    assertThat(alone[0]).isNotEqualTo(alone[1]);
  }

  private static double both(Windows a, Windows b, long seed) {
    return Discrimination.score(a, b, seed) + Prediction.score(a, b, 2, seed);
  }

  @Test
  void tooFewWindowsSayNothing() {
    Windows many = Processes.windows(100, 8, 2, 1, Processes::sines);
    Windows few = Processes.windows(19, 8, 2, 1, Processes::sines);
    Windows none = new Windows(new float[0], 2, new int[0][]);
    Windows short1 = Processes.windows(100, 1, 2, 1, Processes::sines);
    assertThat(Discrimination.score(many, few, 1)).isNaN();
    assertThat(Discrimination.score(none, many, 1)).isNaN();
    assertThat(Prediction.score(few, many, 0, 1)).isNaN();
    assertThat(Prediction.score(many, many, -1, 1)).isNaN();
    assertThat(Prediction.score(short1, many, 0, 1)).isNaN();
    assertThat(Discrimination.score(short1, many, 1)).isBetween(0.0, .5);
  }
}
