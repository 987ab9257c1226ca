package io.semblance.synth.train;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;
import io.semblance.data.Table;
import io.semblance.data.Text;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.random.Philox;
import io.semblance.synth.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Groups of alike rows: Lloyd's k-means with k-means++ seeds (Arthur and Vassilvitskii 2007). */
public final class Clusters {
  private static final int ROUNDS = 8;

  /** Cells that are named to tell what a cluster is. */
  private static final int MOST_CELLS = 3;

  private final float[][] centers;
  private final double[] shares;

  private Clusters(float[][] centers, double[] shares) {
    this.centers = centers;
    this.shares = shares;
  }

  /**
   * Finds at most {@code k} clusters.
   *
   * @param rows {@code count * width} numbers, row by row
   */
  public static Clusters of(float[] rows, int count, int width, int k, long seed) {
    float[][] centers = seeds(rows, count, width, Math.min(k, count), seed);
    Clusters found = new Clusters(centers, new double[centers.length]);
    for (int round = 0; round < ROUNDS; round++) {
      double[][] sums = new double[centers.length][width];
      int[] sizes = new int[centers.length];
      for (int r = 0; r < count; r++) {
        int c = found.nearest(rows, r * width);
        sizes[c]++;
        for (int j = 0; j < width; j++) {
          sums[c][j] += rows[r * width + j];
        }
      }
      for (int c = 0; c < centers.length; c++) {
        for (int j = 0; j < width && sizes[c] > 0; j++) {
          centers[c][j] = (float) (sums[c][j] / sizes[c]);
        }
      }
    }
    double[] shares = found.sharesOf(rows, count);
    System.arraycopy(shares, 0, found.shares, 0, shares.length);
    return found;
  }

  private static float[][] seeds(float[] rows, int count, int width, int k, long seed) {
    float[][] centers = new float[k][];
    double[] nearest = new double[count];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int chosen = Philox.below(seed, Streams.CLUSTERS, 0, count);
    int[] words = new int[4];
    for (int c = 0; c < k; c++) {
      centers[c] = Arrays.copyOfRange(rows, chosen * width, (chosen + 1) * width);
      double sum = 0;
      for (int r = 0; r < count; r++) {
        nearest[r] = Math.min(nearest[r], distance(rows, r * width, centers[c]));
        sum += nearest[r];
      }
      if (sum == 0) {
        return Arrays.copyOf(centers, c + 1); // no more different rows
      }
      Philox.block(seed, Streams.CLUSTERS, c + 1, 0, words, 0);
      double at = Philox.uniform(words[0]) * sum;
      chosen = 0;
      while (chosen < count - 1 && (at -= nearest[chosen]) > 0) {
        chosen++;
      }
    }
    return centers;
  }

  /** Number of the cluster that a row, which begins at {@code at}, belongs to. */
  public int nearest(float[] rows, int at) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centers.length; c++) {
      double d = distance(rows, at, centers[c]);
      if (d < least) {
        least = d;
        best = c;
      }
    }
    return best;
  }

  private static double distance(float[] rows, int at, float[] center) {
    float sum = 0;
    for (int j = 0; j < center.length; j++) {
      float d = rows[at + j] - center[j];
      sum += d * d;
    }
    return sum;
  }

  /** How many clusters. */
  public int size() {
    return centers.length;
  }

  /** The middle of a cluster in words: what its rows hold in the columns that tell them apart. */
  String typical(int cluster, TableEncoder encoder) {
    Table middle = encoder.decode(centers[cluster], 1, 0, 0);
    Table all = encoder.decode(mean(), 1, 0, 0);
    List<String> cells = new ArrayList<>();
    for (Column column : middle.columns()) {
      String here = text(column);
      if (cells.size() < MOST_CELLS && !here.equals(text(all.column(column.name())))) {
        cells.add(Text.shorten(column.name()) + " " + Text.shorten(here));
      }
    }
    return cells.isEmpty() ? "the middle of the table" : String.join(", ", cells);
  }

  /** The only cell; the same for all identifiers, which tell no rows apart. */
  private static String text(Column column) {
    if (column.schema().type() == ColumnType.ID) {
      return "";
    }
    if (column.isMissing(0)) {
      return "missing";
    }
    if (column instanceof CategoricalColumn labels) {
      return labels.label(0);
    }
    StringBuilder text = new StringBuilder();
    ((NumericKind) column.schema().kind()).print(((NumericColumn) column).value(0), text);
    return text.toString();
  }

  private float[] mean() {
    float[] mean = new float[centers[0].length];
    for (int c = 0; c < centers.length; c++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += (float) (shares[c] * centers[c][j]);
      }
    }
    return mean;
  }

  /** Share of the rows that the clusters were found in. */
  double share(int cluster) {
    return shares[cluster];
  }

  /** Shares of other rows. */
  double[] sharesOf(float[] rows, int count) {
    double[] found = new double[centers.length];
    for (int r = 0; r < count; r++) {
      found[nearest(rows, r * centers[0].length)] += 1.0 / count;
    }
    return found;
  }
}
