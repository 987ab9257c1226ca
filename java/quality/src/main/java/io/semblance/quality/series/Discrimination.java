package io.semblance.quality.series;

import io.semblance.data.Hash;
import io.semblance.quality.features.RandomRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The discriminative score of TimeGAN (Yoon, Jarrett and van der Schaar 2019): how well a recurrent
 * network tells synthetic windows from real ones, |accuracy - .5| on windows that it was not
 * trained on. 0 is perfect, .5 the worst.
 */
public final class Discrimination {

  static final int STEPS = 2000;
  static final int BATCH = 128;
  static final double RATE = 1e-3;

  /** Part of the windows that the network is tested on. */
  static final double TEST = .2;

  /** Fewer windows than this of a side say nothing. */
  public static final int FEWEST = 20;

  /** The protocol's half of the features; a wide table would take hours beyond this. */
  private static final int MOST_UNITS = 16;

  private Discrimination() {}

  /** Products of a step and window of a batch; as many as 28 features need in 24 steps. */
  private static final int MOST_PRODUCTS = 2_000_000;

  private static final int SMALLEST_BATCH = 16;

  /** Hidden units for so many features. */
  static int units(int features) {
    return Math.max(1, Math.min(MOST_UNITS, features / 2));
  }

  /**
   * Windows of a side in a batch: those of the protocol, but fewer where tables are so wide or
   * windows so long that hours would pass.
   */
  static int batch(int features, int units, int steps) {
    long products = (long) (features + units) * units * steps;
    return (int) Math.max(SMALLEST_BATCH, Math.min(BATCH, MOST_PRODUCTS / Math.max(1, products)));
  }

  /**
   * The score with a random fifth of each side's windows to test on.
   *
   * @return NaN with fewer than {@value #FEWEST} windows of a side
   */
  public static double score(Windows real, Windows synthetic, long seed) {
    if (Math.min(real.count(), synthetic.count()) < FEWEST) {
      return Double.NaN;
    }
    int[] a = RandomRows.permutation(real.count(), Hash.mix(seed) + 1);
    int[] b = RandomRows.permutation(synthetic.count(), Hash.mix(seed) + 2);
    int testA = (int) (TEST * a.length);
    int testB = (int) (TEST * b.length);
    return score(
        real.select(Arrays.copyOfRange(a, testA, a.length)),
        real.select(Arrays.copyOf(a, testA)),
        synthetic.select(Arrays.copyOfRange(b, testB, b.length)),
        synthetic.select(Arrays.copyOf(b, testB)),
        seed);
  }

  /**
   * The score with windows to train and to test on as given; of the larger test part as many as the
   * smaller has.
   *
   * @return NaN when one of the parts is empty
   */
  public static double score(
      Windows realTrain,
      Windows realTest,
      Windows syntheticTrain,
      Windows syntheticTest,
      long seed) {
    int tested = Math.min(realTest.count(), syntheticTest.count());
    int width = realTrain.width();
    int steps =
        Math.max(
            Math.max(realTrain.longest(), realTest.longest()),
            Math.max(syntheticTrain.longest(), syntheticTest.longest()));
    int half =
        Math.min(
            batch(width, units(width), steps), Math.min(realTrain.count(), syntheticTrain.count()));
    if (half == 0 || tested == 0) {
      return Double.NaN;
    }
    SplittableRandom random = new SplittableRandom(Hash.mix(seed));
    Gru gru = new Gru(width, units(width), 2 * half, steps);
    gru.initialise(random);
    int[] columns = all(width);
    train(gru, realTrain, syntheticTrain, half, columns, random);
    int[] someReal = RandomRows.of(realTest.count(), tested, Hash.mix(seed) + 3);
    int[] someSynthetic = RandomRows.of(syntheticTest.count(), tested, Hash.mix(seed) + 4);
    int right =
        right(gru, realTest.select(someReal), true, columns)
            + right(gru, syntheticTest.select(someSynthetic), false, columns);
    return Math.abs(right / (2.0 * tested) - .5);
  }

  static int[] all(int width) {
    int[] columns = new int[width];
    Arrays.setAll(columns, i -> i);
    return columns;
  }

  private static void train(
      Gru gru, Windows real, Windows synthetic, int half, int[] columns, SplittableRandom random) {
    Draws someReal = new Draws(real.count(), random.split());
    Draws someSynthetic = new Draws(synthetic.count(), random.split());
    Adam adam = new Adam(gru.weights.length, RATE);
    float[] y = new float[gru.batch];
    for (int step = 0; step < STEPS; step++) {
      someReal.next(half);
      someSynthetic.next(half);
      int longest = 0;
      for (int i = 0; i < half; i++) {
        int a = real.load(someReal.at(i), columns, 0, gru, i);
        int b = synthetic.load(someSynthetic.at(i), columns, 0, gru, half + i);
        longest = Math.max(longest, Math.max(a, b));
      }
      gru.forward(longest);
      gru.lastOutput(y);
      // The gradient of the cross entropy by the logit is the probability less the label.
      Rows.sigmoid(y);
      for (int i = 0; i < y.length; i++) {
        y[i] = (y[i] - (i < half ? 1 : 0)) / y.length;
      }
      gru.backwardFromLast(y);
      adam.update(gru.weights, gru.gradient);
    }
  }

  /** How many windows are taken for what they are. */
  private static int right(Gru gru, Windows windows, boolean real, int[] columns) {
    float[] y = new float[gru.batch];
    int right = 0;
    for (int from = 0; from < windows.count(); from += gru.batch) {
      int count = Math.min(gru.batch, windows.count() - from);
      int longest = 0;
      for (int i = 0; i < gru.batch; i++) {
        // Places to spare hold a window once more; it is not counted.
        int window = from + Math.min(i, count - 1);
        longest = Math.max(longest, windows.load(window, columns, 0, gru, i));
      }
      gru.forward(longest);
      gru.lastOutput(y);
      for (int i = 0; i < count; i++) {
        right += y[i] > 0 == real ? 1 : 0;
      }
    }
    return right;
  }
}
