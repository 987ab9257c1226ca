package io.semblance.quality.series;

import java.util.Arrays;
import java.util.Random;

/** Windows of processes whose scores are known. */
final class Processes {

  private Processes() {}

  /** A process: writes a window of one length. */
  interface Process {
    void write(float[][] window, Random random);
  }

  /** Windows of steps x width that share no row. */
  static Windows windows(int count, int steps, int width, long seed, Process process) {
    int[] lengths = new int[count];
    Arrays.fill(lengths, steps);
    return windows(lengths, width, seed, process);
  }

  static Windows windows(int[] lengths, int width, long seed, Process process) {
    Random random = new Random(seed);
    int total = Arrays.stream(lengths).sum();
    float[] cells = new float[total * width];
    int[][] rows = new int[lengths.length][];
    int at = 0;
    for (int w = 0; w < lengths.length; w++) {
      float[][] window = new float[lengths[w]][width];
      process.write(window, random);
      rows[w] = new int[lengths[w]];
      for (int t = 0; t < lengths[w]; t++) {
        System.arraycopy(window[t], 0, cells, at * width, width);
        rows[w][t] = at++;
      }
    }
    return new Windows(cells, width, rows);
  }

  /** Sines of random frequency and phase, in [0, 1], as those of TimeGAN's paper. */
  static void sines(float[][] window, Random random) {
    for (int k = 0; k < window[0].length; k++) {
      double frequency = .1 * random.nextDouble() + .2;
      double phase = 2 * Math.PI * random.nextDouble();
      for (int t = 0; t < window.length; t++) {
        window[t][k] = (float) ((Math.sin(frequency * t + phase) + 1) / 2);
      }
    }
  }

  /** Noise with the distribution of {@link #sines}, without time. */
  static void noise(float[][] window, Random random) {
    for (float[] step : window) {
      for (int k = 0; k < step.length; k++) {
        step[k] = (float) ((Math.sin(2 * Math.PI * random.nextDouble()) + 1) / 2);
      }
    }
  }

  /** Autoregressive of the first order, with this coefficient, around .5. */
  static Process autoregressive(double coefficient, double deviation) {
    return (window, random) -> {
      for (int k = 0; k < window[0].length; k++) {
        double x = deviation / Math.sqrt(1 - coefficient * coefficient) * random.nextGaussian();
        for (float[] step : window) {
          step[k] = (float) (.5 + x);
          x = coefficient * x + deviation * random.nextGaussian();
        }
      }
    };
  }
}
