package io.semblance.quality.profile;

import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.TimeBuckets;
import io.semblance.quality.summary.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One column over time.
 *
 * @param name the column
 * @param times rising; distinct times of the table, or the beginnings of buckets
 * @param values the mean of the column at each time, NaN where it has none
 * @param autocorrelation at lags 1, 2, ..., over neighbours in the series; empty for short series
 * @param adf the test for a unit root; null where it cannot be made
 */
public record TimeSeries(
    String name, double[] times, double[] values, double[] autocorrelation, Adf adf) {
  private static final int MOST_LAGS = 48;
  private static final int FEWEST = 8;

  static List<TimeSeries> of(TableSummary summary, Work work) {
    TimeBuckets buckets = summary.time();
    if (buckets == null) {
      return List.of();
    }
    double[] times = buckets.times();
    TimeSeries[] series = new TimeSeries[buckets.columns().size()];
    work.forEach(
        series.length,
        k -> {
          String name = summary.schema().column(buckets.columns().get(k)).name();
          double[] values = buckets.means(k);
          double[] present = Arrays.stream(values).filter(Double::isFinite).toArray();
          series[k] =
              new TimeSeries(name, times, values, autocorrelation(present), Adf.of(present));
        });
    return new ArrayList<>(Arrays.asList(series));
  }

  /** By the usual estimator, with the divisor n at every lag. */
  static double[] autocorrelation(double[] x) {
    int n = x.length;
    if (n < FEWEST) {
      return new double[0];
    }
    double mean = Arrays.stream(x).average().orElse(0);
    double squares = 0;
    for (double v : x) {
      squares += (v - mean) * (v - mean);
    }
    if (!(squares > 0)) {
      return new double[0];
    }
    double[] result = new double[Math.min(MOST_LAGS, n / 2)];
    for (int lag = 1; lag <= result.length; lag++) {
      double sum = 0;
      for (int t = lag; t < n; t++) {
        sum += (x[t] - mean) * (x[t - lag] - mean);
      }
      result[lag - 1] = sum / squares;
    }
    return result;
  }
}
