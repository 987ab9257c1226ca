package io.semblance.quality.coverage;

import io.semblance.quality.features.DenseEncoder.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Lloyd's k-means from k-means++ seeds (Arthur and Vassilvitskii, SODA 2007). */
final class KMeans {

  private static final int MOST_ROUNDS = 25;

  private final float[] centres;
  private final int count;
  private final int width;

  private KMeans(float[] centres, int count, int width) {
    this.centres = centres;
    this.count = count;
    this.width = width;
  }

  static KMeans fit(Matrix rows, int clusters, long seed) {
    KMeans model = seeds(rows, clusters, seed);
    int[] before = null;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int[] nearest = model.nearest(rows);
      if (Arrays.equals(nearest, before)) {
        break;
      }
      model.move(rows, nearest);
      before = nearest;
    }
    return model;
  }

  int count() {
    return count;
  }

  /** The cluster of each row. */
  int[] nearest(Matrix rows) {
    int[] out = new int[rows.rows()];
    IntStream.range(0, out.length).parallel().forEach(i -> out[i] = nearest(rows, i));
    return out;
  }

  private int nearest(Matrix rows, int i) {
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      float d = squaredDistance(rows, i, k);
      if (d < least) {
        least = d;
        best = k;
      }
    }
    return best;
  }

  private float squaredDistance(Matrix rows, int i, int k) {
    float sum = 0;
    int from = i * width;
    int to = k * width;
    for (int j = 0; j < width; j++) {
      float d = rows.cells()[from + j] - centres[to + j];
      sum += d * d;
    }
    return sum;
  }

  private void move(Matrix rows, int[] nearest) {
    double[] sums = new double[count * width];
    int[] sizes = new int[count];
    for (int i = 0; i < nearest.length; i++) {
      int to = nearest[i] * width;
      sizes[nearest[i]]++;
      for (int j = 0; j < width; j++) {
        sums[to + j] += rows.cells()[i * width + j];
      }
    }
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < width && sizes[k] > 0; j++) {
        centres[k * width + j] = (float) (sums[k * width + j] / sizes[k]);
      }
    }
  }

  /** Each next seed by the square of its distance to those before; fewer when rows are equal. */
  private static KMeans seeds(Matrix rows, int clusters, long seed) {
    int width = rows.width();
    SplittableRandom random = new SplittableRandom(seed);
    float[] centres = new float[clusters * width];
    double[] least = new double[rows.rows()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int chosen = random.nextInt(rows.rows());
    int count = 0;
    while (true) {
      System.arraycopy(rows.cells(), chosen * width, centres, count * width, width);
      KMeans one = new KMeans(centres, count + 1, width);
      double total = 0;
      for (int i = 0; i < least.length; i++) {
        least[i] = Math.min(least[i], one.squaredDistance(rows, i, count));
        total += least[i];
      }
      count++;
      if (count == clusters || total == 0) {
        return new KMeans(centres, count, width);
      }
      double u = random.nextDouble() * total;
      chosen = 0;
      while (chosen < least.length - 1 && u >= least[chosen]) {
        u -= least[chosen++];
      }
    }
  }
}
