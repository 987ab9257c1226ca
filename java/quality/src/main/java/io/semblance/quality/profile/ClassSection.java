package io.semblance.quality.profile;

import io.semblance.quality.page.Heat;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How far columns moved within each class of the target. */
final class ClassSection {
  private static final int MAP_COLUMNS = 40;
  private static final int MAP_PER_CLASS = 12;

  /** The colour is full at the largest distance, but never at one too small to matter. */
  private static final double SMALLEST_SCALE = .05;

  private final Comparison comparison;

  ClassSection(Comparison comparison) {
    this.comparison = comparison;
  }

  void draw(StringBuilder out) {
    out.append("<p>Within each class of <b>")
        .append(Words.name(Html.shorten(comparison.target(), 60)));
    out.append("</b>, how far each column moved.</p>");
    Tables.open(
        out,
        "Shares of the classes",
        false,
        List.of("Class", "A", "B", "Farthest moved"),
        false,
        true,
        true);
    for (Comparison.ClassChange change : comparison.classes()) {
      out.append("<tr>");
      Tables.text(out, change.label());
      out.append("<td class=\"n\">")
          .append(Html.percent(change.a()))
          .append("</td><td class=\"n\">");
      out.append(Html.percent(change.b())).append("</td>");
      Tables.text(out, farthest(change));
      out.append("</tr>");
    }
    Tables.close(out);
    Set<String> shown = new LinkedHashSet<>();
    for (Comparison.ClassChange change : comparison.classes()) {
      change.columns().stream().limit(MAP_PER_CLASS).forEach(c -> shown.add(c.name()));
    }
    List<String> columns = shown.stream().limit(MAP_COLUMNS).toList();
    if (columns.isEmpty()) {
      return;
    }
    List<String> labels = comparison.classes().stream().map(Comparison.ClassChange::label).toList();
    double[][] moved = new double[columns.size()][labels.size()];
    double full = SMALLEST_SCALE;
    for (int c = 0; c < labels.size(); c++) {
      for (int i = 0; i < columns.size(); i++) {
        moved[i][c] = moved(comparison.classes().get(c), columns.get(i));
        full = Math.max(full, Double.isNaN(moved[i][c]) ? 0 : moved[i][c]);
      }
    }
    Heat.grid(
        out,
        "How far columns moved within each class",
        columns,
        labels,
        (i, c) -> moved[i][c],
        full,
        (i, c) ->
            Html.shorten(columns.get(i), 40)
                + ", "
                + Html.shorten(labels.get(c), 40)
                + ": "
                + Html.score(moved[i][c]));
    out.append("<p class=\"legend\"><span><i class=\"swatch plus\"></i>distance, full colour at ");
    out.append(Words.rounded(full, 3)).append("</span></p>");
  }

  private static String farthest(Comparison.ClassChange change) {
    if (change.columns().isEmpty()) {
      return "too few rows";
    }
    StringBuilder text = new StringBuilder();
    for (ColumnChange column : change.columns().subList(0, Math.min(3, change.columns().size()))) {
      text.append(text.isEmpty() ? "" : ", ").append(Html.shorten(column.name(), 30));
      text.append(' ').append(Html.score(column.moved()));
    }
    return text.toString();
  }

  private static double moved(Comparison.ClassChange change, String column) {
    return change.columns().stream()
        .filter(c -> c.name().equals(column))
        .mapToDouble(ColumnChange::moved)
        .findFirst()
        .orElse(Double.NaN);
  }
}
