package io.semblance.quality.series;

import io.semblance.data.Hash;
import java.util.SplittableRandom;

/**
 * The predictive score of TimeGAN (Yoon, Jarrett and van der Schaar 2019): the mean absolute error
 * on real windows of a recurrent network that learnt from synthetic ones to predict one feature a
 * step ahead from the others. Real windows against themselves tell what can be reached.
 */
public final class Prediction {

  static final int STEPS = 5000;
  static final double RATE = 1e-3;

  private Prediction() {}

  /**
   * The score; windows of one step are left out.
   *
   * @param train windows to learn from
   * @param test windows to predict in
   * @param target the feature to predict, scaled to [0, 1] in the real windows, from the others at
   *     the step before; the only feature is predicted from itself
   * @return NaN with fewer than {@value Discrimination#FEWEST} windows of a side, or without a
   *     target (-1)
   */
  public static double score(Windows train, Windows test, int target, long seed) {
    Windows learnt = train.ofSteps(2);
    Windows asked = test.ofSteps(2);
    if (target < 0 || Math.min(learnt.count(), asked.count()) < Discrimination.FEWEST) {
      return Double.NaN;
    }
    int[] columns = inputs(train.width(), target);
    int steps = Math.max(learnt.longest(), asked.longest()) - 1;
    int units = Discrimination.units(train.width());
    int batch = Math.min(Discrimination.batch(columns.length, units, steps), learnt.count());
    SplittableRandom random = new SplittableRandom(Hash.mix(seed));
    Gru gru = new Gru(columns.length, units, batch, steps);
    gru.initialise(random);
    train(gru, learnt, target, columns, random);
    return error(gru, asked, target, columns);
  }

  private static int[] inputs(int width, int target) {
    if (width == 1) {
      return new int[1];
    }
    int[] columns = new int[width - 1];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = k < target ? k : k + 1;
    }
    return columns;
  }

  private static void train(
      Gru gru, Windows windows, int target, int[] columns, SplittableRandom random) {
    Draws draws = new Draws(windows.count(), random.split());
    Adam adam = new Adam(gru.weights.length, RATE);
    float[][] dy = new float[gru.mask.length][gru.batch];
    for (int step = 0; step < STEPS; step++) {
      draws.next(gru.batch);
      int longest = 0;
      int predicted = 0;
      for (int i = 0; i < gru.batch; i++) {
        int length = windows.load(draws.at(i), columns, 1, gru, i);
        longest = Math.max(longest, length);
        predicted += length;
      }
      gru.forward(longest);
      for (int t = 0; t < longest; t++) {
        float[] y = dy[t];
        gru.output(t + 1, y);
        Rows.sigmoid(y);
        for (int i = 0; i < gru.batch; i++) {
          boolean there = gru.mask[t][i] != 0;
          float wanted = there ? windows.at(draws.at(i), t + 1, target) : y[i];
          y[i] = Math.signum(y[i] - wanted) * y[i] * (1 - y[i]) / predicted;
        }
      }
      gru.backward(dy);
      adam.update(gru.weights, gru.gradient);
    }
  }

  /** The mean absolute error over all steps that are predicted. */
  private static double error(Gru gru, Windows windows, int target, int[] columns) {
    float[] y = new float[gru.batch];
    double sum = 0;
    long predicted = 0;
    for (int from = 0; from < windows.count(); from += gru.batch) {
      int count = Math.min(gru.batch, windows.count() - from);
      int longest = 0;
      for (int i = 0; i < gru.batch; i++) {
        int window = from + Math.min(i, count - 1);
        longest = Math.max(longest, windows.load(window, columns, 1, gru, i));
      }
      gru.forward(longest);
      for (int t = 0; t < longest; t++) {
        gru.output(t + 1, y);
        Rows.sigmoid(y);
        for (int i = 0; i < count; i++) {
          if (gru.mask[t][i] != 0) {
            sum += Math.abs(y[i] - windows.at(from + i, t + 1, target));
            predicted++;
          }
        }
      }
    }
    return sum / predicted;
  }
}
