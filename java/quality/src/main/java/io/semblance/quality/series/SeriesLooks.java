package io.semblance.quality.series;

import io.semblance.quality.features.DenseEncoder;
import io.semblance.quality.features.RandomRows;
import io.semblance.quality.summary.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a page shows of series: aggregates of the real table, and a few synthetic windows. No real
 * window is in it but as a point of a projection.
 *
 * @param principal windows along their first two principal components; null with too few
 * @param neighbours the same by t-SNE; null with too few
 * @param features those that are drawn, the farthest in autocorrelation first
 * @param realLengths of sequences; null where no column tells them apart
 * @param syntheticLengths of sequences, likewise
 * @param realIntervals of neighbouring times; null without a time
 * @param syntheticIntervals of neighbouring times, likewise
 * @param calendar whether times are milliseconds of a calendar
 */
public record SeriesLooks(
    Projection principal,
    Projection neighbours,
    List<Look> features,
    Distribution realLengths,
    Distribution syntheticLengths,
    Distribution realIntervals,
    Distribution syntheticIntervals,
    boolean calendar) {

  /** Features that are drawn at most. */
  private static final int MOST_FEATURES = 12;

  /** Windows of a side in a projection at most. */
  private static final int MOST_POINTS = 500;

  /** Numbers of a window in a projection at most, evenly spread. */
  private static final int MOST_NUMBERS = 1000;

  /** A point of a window of fewer numbers would nearly be the window itself. */
  private static final int FEWEST_NUMBERS = 8;

  private static final int EXAMPLES = 3;

  /**
   * A feature.
   *
   * @param real autocorrelation by lag, from 1
   * @param synthetic the same
   * @param low the value that 5% of the real windows are below, by step; null for labels
   * @param mean of the real windows, by step; null for labels
   * @param high the value that 5% of the real windows are above, by step; null for labels
   * @param examples synthetic windows; empty for labels
   */
  public record Look(
      String name,
      double[] real,
      double[] synthetic,
      double[] low,
      double[] mean,
      double[] high,
      List<double[]> examples) {}

  static SeriesLooks of(
      SeriesTables tables,
      Dynamics real,
      Dynamics synthetic,
      double[] differences,
      boolean entities,
      long seed) {
    Timing a = tables.realTiming;
    Timing b = tables.syntheticTiming;
    boolean timed = a.intervals().length > 0 && b.intervals().length > 0;
    Projection principal = null;
    Projection neighbours = null;
    double[][] realPoints = points(tables.realWindows(), tables.length, seed);
    double[][] syntheticPoints = points(tables.syntheticWindows(), tables.length, seed + 1);
    if (Math.min(realPoints.length, syntheticPoints.length) >= Discrimination.FEWEST
        && realPoints[0].length >= FEWEST_NUMBERS) {
      double[][] points = Arrays.copyOf(realPoints, realPoints.length + syntheticPoints.length);
      System.arraycopy(syntheticPoints, 0, points, realPoints.length, syntheticPoints.length);
      principal = Projection.principal(points, realPoints.length);
      neighbours = Projection.neighbours(points, principal);
    }
    return new SeriesLooks(
        principal,
        neighbours,
        looks(tables, real, synthetic, differences),
        entities ? Samples.distribution(a.lengths()) : null,
        entities ? Samples.distribution(b.lengths()) : null,
        timed ? Samples.distribution(a.intervals()) : null,
        timed ? Samples.distribution(b.intervals()) : null,
        a.calendar());
  }

  /** Windows of full length as vectors. */
  private static double[][] points(Windows windows, int length, long seed) {
    Windows full = windows.ofSteps(length);
    int[] some = RandomRows.of(full.count(), MOST_POINTS, seed);
    int all = length * windows.width();
    int kept = Math.min(all, MOST_NUMBERS);
    return Arrays.stream(some)
        .mapToObj(
            w -> {
              double[] point = new double[kept];
              for (int i = 0; i < kept; i++) {
                int at = (int) ((long) i * all / kept);
                point[i] = full.at(w, at / windows.width(), at % windows.width());
              }
              return point;
            })
        .toArray(double[][]::new);
  }

  private static List<Look> looks(
      SeriesTables tables, Dynamics real, Dynamics synthetic, double[] differences) {
    int[][] realRows = tables.realCuts.rows();
    boolean enough = realRows.length >= Discrimination.FEWEST;
    int[][] examples = examples(tables);
    return IntStream.range(0, tables.features.size())
        .boxed()
        .sorted(Comparator.comparingDouble(k -> Double.isNaN(differences[k]) ? 1 : -differences[k]))
        .limit(MOST_FEATURES)
        .map(
            k -> {
              boolean drawn = enough && !tables.features.get(k).categorical();
              double[][] band =
                  drawn ? band(tables.real.column(k), realRows, tables.length) : new double[3][];
              List<double[]> shown = new ArrayList<>();
              for (int[] rows : drawn ? examples : new int[0][]) {
                double[] column = tables.synthetic.column(k);
                shown.add(Arrays.stream(rows).mapToDouble(row -> column[row]).toArray());
              }
              return new Look(
                  tables.features.get(k).name(),
                  real.autocorrelation()[k],
                  synthetic.autocorrelation()[k],
                  band[0],
                  band[1],
                  band[2],
                  shown);
            })
        .toList();
  }

  /** The longest synthetic windows, a few, spread over the table. */
  private static int[][] examples(SeriesTables tables) {
    int[][] rows = tables.syntheticCuts.rows();
    int longest = Arrays.stream(rows).mapToInt(each -> each.length).max().orElse(0);
    int[][] long1 =
        Arrays.stream(rows).filter(each -> each.length == longest).toArray(int[][]::new);
    int count = Math.min(EXAMPLES, long1.length);
    int[][] out = new int[count][];
    for (int i = 0; i < count; i++) {
      out[i] = long1[(2 * i + 1) * long1.length / (2 * count)];
    }
    return out;
  }

  /** Low, mean and high of each step; NaN where fewer than so many windows have it. */
  private static double[][] band(double[] column, int[][] rows, int length) {
    double[][] out = new double[3][length];
    for (int t = 0; t < length; t++) {
      int step = t;
      double[] sorted =
          Arrays.stream(rows)
              .filter(window -> window.length > step)
              .mapToDouble(window -> column[window[step]])
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      boolean enough = sorted.length >= Discrimination.FEWEST;
      out[0][t] = enough ? DenseEncoder.quantile(sorted, .05) : Double.NaN;
      out[1][t] = enough ? Arrays.stream(sorted).average().orElse(Double.NaN) : Double.NaN;
      out[2][t] = enough ? DenseEncoder.quantile(sorted, .95) : Double.NaN;
    }
    return out;
  }
}
