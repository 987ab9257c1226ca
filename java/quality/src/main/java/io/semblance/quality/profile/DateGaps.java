package io.semblance.quality.profile;

import io.semblance.quality.summary.Distribution;
import io.semblance.quality.summary.FrequentKeys.Frequent;
import io.semblance.quality.summary.NumericSummary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The steps from one date to the next: the usual one, and those that are much longer. From all
 * distinct dates where they are known, else from the rows when these are in order of time.
 *
 * @param usual the median step, in milliseconds
 * @param count how many steps are more than one and a half times as long
 * @param widest the longest step
 * @param from where the longest step begins, in epoch milliseconds
 * @param to where it ends
 */
record DateGaps(double usual, long count, double widest, double from, double to) {

  /** Null when there are too few dates, or their steps are not known. */
  static DateGaps of(NumericSummary dates) {
    return dates.exact() ? exact(dates.distribution()) : inOrder(dates);
  }

  private static DateGaps exact(Distribution values) {
    int n = values.size() - 1;
    if (n < 3) {
      return null;
    }
    double[] times = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      times[i] = values.value(i);
    }
    return ofTimes(times);
  }

  /** The steps between rising times. */
  static DateGaps ofTimes(double[] times) {
    int n = times.length - 1;
    if (n < 3) {
      return null;
    }
    double[] steps = new double[n];
    int widest = 0;
    for (int i = 0; i < n; i++) {
      steps[i] = times[i + 1] - times[i];
      widest = steps[i] > steps[widest] ? i : widest;
    }
    double[] sorted = steps.clone();
    Arrays.sort(sorted);
    double usual = sorted[n / 2];
    long count = Arrays.stream(steps).filter(step -> Alerts.isGap(step, usual)).count();
    return new DateGaps(usual, count, steps[widest], times[widest], times[widest + 1]);
  }

  private static DateGaps inOrder(NumericSummary dates) {
    List<Frequent<Double>> steps =
        dates.order().steps().top(Integer.MAX_VALUE, Comparator.naturalOrder());
    if (!dates.order().rising() || steps.isEmpty()) {
      return null;
    }
    double usual = steps.get(0).key();
    long count = 0;
    for (Frequent<Double> step : steps) {
      count += Alerts.isGap(step.key(), usual) ? step.count() : 0;
    }
    double[] gap = dates.order().widestGap();
    return new DateGaps(usual, count, gap[1] - gap[0], gap[0], gap[1]);
  }
}
