package io.semblance.quality.profile;

import io.semblance.quality.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The levels of a column put together into few groups that a plot has room for: neighbouring
 * numbers in groups of about equal counts, or the most frequent labels and one group for the rest.
 *
 * @param names what each group is called
 * @param ofLevel the group of each level
 */
record Groups(List<String> names, int[] ofLevel) {

  static Groups of(ColumnLevels levels, double[] counts, int most, DoubleFunction<String> value) {
    return levels.ordered() ? numbers(levels, counts, most, value) : labels(levels, counts, most);
  }

  private static Groups numbers(
      ColumnLevels levels, double[] counts, int most, DoubleFunction<String> value) {
    int n = levels.size();
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    int[] ofLevel = new int[n];
    List<Integer> starts = new ArrayList<>();
    double before = 0;
    double goal = 0;
    for (int level = 0; level < n; level++) {
      if (n <= most || starts.isEmpty() || before >= goal) {
        starts.add(level);
        goal = before + Math.max(total / most, 1e-9);
      }
      ofLevel[level] = starts.size() - 1;
      before += counts[level];
    }
    List<String> names = new ArrayList<>();
    for (int g = 0; g < starts.size(); g++) {
      int end = (g + 1 < starts.size() ? starts.get(g + 1) : n) - 1;
      String from = value.apply(levels.value(starts.get(g)));
      String to =
          levels.distinct()
              ? value.apply(levels.value(end))
              : g + 1 < starts.size() ? value.apply(levels.value(end + 1)) : "";
      names.add(to.isEmpty() ? "from " + from : from.equals(to) ? from : from + " to " + to);
    }
    return new Groups(names, ofLevel);
  }

  private static Groups labels(ColumnLevels levels, double[] counts, int most) {
    int named = 0;
    for (int level = 0; level < levels.size(); level++) {
      named += levels.label(level) != null && counts[level] > 0 ? 1 : 0;
    }
    boolean rest = named > most || counts[levels.size() - 1] > 0;
    int shown = Math.min(named, rest ? most - 1 : most);
    List<String> names = new ArrayList<>();
    int[] ofLevel = new int[levels.size()];
    for (int level = 0; level < levels.size(); level++) {
      boolean own = levels.label(level) != null && names.size() < shown;
      if (own) {
        names.add(Html.shorten(levels.label(level), 60));
      }
      ofLevel[level] = own ? names.size() - 1 : shown;
    }
    if (rest) {
      names.add("all others");
    } else {
      for (int level = 0; level < ofLevel.length; level++) {
        ofLevel[level] = Math.min(ofLevel[level], Math.max(0, names.size() - 1));
      }
    }
    return new Groups(names, ofLevel);
  }

  int size() {
    return names.size();
  }
}
