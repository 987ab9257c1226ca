package io.semblance.quality.profile;

import io.semblance.data.ColumnSchema;
import io.semblance.data.Table;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Spine;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.NumberView;
import io.semblance.quality.summary.TableSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Every column by the target: where the target has few values, the share of each of them in each
 * part of the column; where it is a number, its mean.
 */
final class TargetSection {
  private static final int MOST_CLASSES = 6;
  private static final int MOST_GROUPS = 12;
  private static final int MOST_COLUMNS = 60;

  private final Associations associations;
  private final TableSummary summary;
  private final String name;
  private final int target;

  TargetSection(Profile profile) {
    associations = profile.associations();
    summary = profile.summary();
    name = profile.options().target();
    target = associations.indexOf(name);
  }

  void draw(StringBuilder out) {
    if (target < 0) {
      out.append("<p>The target is an identifier: nearly every row has a value of its own, and");
      out.append(" nothing can be seen by it.</p>");
      return;
    }
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < associations.columns().size(); i++) {
      if (i != target && !Double.isNaN(associations.get(Measure.INFORMATION, i, target))) {
        columns.add(i);
      }
    }
    columns.sort(
        Comparator.comparingDouble(
            (Integer i) -> -associations.get(Measure.INFORMATION, i, target)));
    ColumnLevels levels = associations.levels(target);
    boolean classes = !levels.ordered() || levels.size() <= MOST_CLASSES;
    out.append("<p>Columns by <b>").append(Words.name(Html.shorten(name, 60)));
    out.append("</b>, the most telling ones first. The wider a bar, the more rows it stands for;");
    out.append(
        classes
            ? " its colours are the shares of the values of the target.</p>"
            : " its height is the mean of the target, from the least to the greatest of all bars.</p>");
    if (columns.size() > MOST_COLUMNS) {
      out.append("<p class=\"soft\">The ").append(MOST_COLUMNS).append(" most telling of ");
      out.append(columns.size()).append(" columns.</p>");
    }
    Groups groups = null;
    if (classes) {
      groups = groups(target, MOST_CLASSES);
      Spine.legend(out, groups.names());
    }
    out.append("<div class=\"cards two\">");
    for (int i : columns.subList(0, Math.min(MOST_COLUMNS, columns.size()))) {
      card(out, i, groups);
    }
    out.append("</div>");
  }

  private Groups groups(int column, int most) {
    double[] counts = associations.fine(column, target).rowSums();
    return Groups.of(associations.levels(column), counts, most, value(column));
  }

  private DoubleFunction<String> value(int column) {
    ColumnSchema schema = associations.columns().get(column);
    ColumnLevels levels = associations.levels(column);
    return levels.ordered() && levels.size() > 0
        ? Words.edges(schema, levels.value(0), levels.value(levels.size() - 1))
        : Html::number;
  }

  private void card(StringBuilder out, int column, Groups classes) {
    String title = Html.shorten(associations.columns().get(column).name(), 60);
    out.append("<article class=\"card\"><header><h3>").append(Words.name(title));
    out.append("</h3><span class=\"soft\">information ");
    out.append(Words.coefficient(associations.get(Measure.INFORMATION, column, target)));
    out.append("</span></header>");
    Groups groups = groups(column, MOST_GROUPS);
    if (classes != null) {
      Contingency counts =
          associations
              .fine(column, target)
              .coarse(groups.ofLevel(), groups.size(), classes.ofLevel(), classes.size());
      double[][] cells = new double[groups.size()][classes.size()];
      for (int i = 0; i < cells.length; i++) {
        for (int j = 0; j < classes.size(); j++) {
          cells[i][j] = counts.count(i, j);
        }
      }
      Spine.shares(
          out, title + " by " + Html.shorten(name, 60), groups.names(), classes.names(), cells);
    } else {
      means(out, column, groups, title);
    }
    out.append("</article>");
  }

  private void means(StringBuilder out, int column, Groups groups, String title) {
    Table table = summary.sample().table();
    NumberView view = summary.view(associations.position(target));
    double[] values = view.values(table.column(associations.position(target)));
    short[] codes = associations.codes(column);
    double[] sums = new double[groups.size()];
    double[] counts = new double[groups.size()];
    int missing = associations.levels(column).size();
    for (int row = 0; row < values.length; row++) {
      if (codes[row] != missing && Double.isFinite(values[row])) {
        int group = groups.ofLevel()[codes[row]];
        sums[group] += values[row];
        counts[group]++;
      }
    }
    for (int g = 0; g < sums.length; g++) {
      sums[g] /= counts[g];
    }
    Spine.means(
        out,
        "Mean of " + Html.shorten(name, 60) + " by " + title,
        groups.names(),
        counts,
        sums,
        value(target));
  }
}
