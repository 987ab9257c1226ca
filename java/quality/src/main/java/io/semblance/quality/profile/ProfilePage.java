package io.semblance.quality.profile;

import io.semblance.data.ColumnType;
import io.semblance.quality.page.Heat;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.HeadAndTail;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.Missingness;
import io.semblance.quality.summary.NumericSummary;
import io.semblance.quality.summary.RowCounts;
import io.semblance.quality.summary.TableSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link Profile} as one page. */
public final class ProfilePage {
  private static final int MOST_ALERTS = 400;
  private static final int MOST_MISSING_BARS = 200;
  private static final int MOST_MISSING_MAP = 40;

  /** Rows of very wide tables are shown in part. */
  private static final int MOST_SAMPLE_COLUMNS = 60;

  private static final int MOST_REPEATED = 10;
  private static final int LONGEST_CELL = 60;

  private final Profile profile;
  private final TableSummary summary;

  private ProfilePage(Profile profile) {
    this.profile = profile;
    summary = profile.summary();
  }

  /** The page, to be written as UTF-8. */
  public static String render(Profile profile) {
    return new ProfilePage(profile).page().html();
  }

  private Page page() {
    int width = summary.schema().size();
    String lead =
        Html.count(summary.rows())
            + " rows, "
            + Html.count(width)
            + (width == 1 ? " column" : " columns");
    Page page = new Page(profile.options().title(), lead);
    overview(page.section("overview", "Overview"));
    if (!profile.alerts().isEmpty()) {
      alerts(page.section("alerts", "Alerts"));
    }
    new ColumnCards(profile).draw(page.section("columns", "Columns"));
    if (profile.options().target() != null) {
      new TargetSection(profile).draw(page.section("target", "By the target"));
    }
    if (profile.options().sequences() != null) {
      profile.options().sequences().draw(page.section("sequences", "Sequences"));
    }
    if (!profile.series().isEmpty()) {
      new SeriesSection(profile).draw(page.section("series", "Over time"));
    }
    CorrelationSection correlations = new CorrelationSection(profile.associations());
    if (!correlations.empty()) {
      correlations.draw(page.section("correlations", "Correlations"));
    }
    if (!profile.options().interactions().isEmpty()) {
      new InteractionSection(profile).draw(page.section("interactions", "Interactions"));
    }
    if (summary.columns().stream().anyMatch(c -> c.missing() > 0)) {
      missing(page.section("missing", "Missing values"));
    }
    if (summary.rowCounts().duplicates() > 0) {
      duplicates(page.section("duplicates", "Repeated rows"));
    }
    if (profile.options().rows()) {
      sample(page.section("sample", "Sample"));
    }
    return page;
  }

  private void overview(StringBuilder out) {
    long cells = summary.rows() * summary.schema().size();
    long missing = summary.columns().stream().mapToLong(ColumnSummary::missing).sum();
    RowCounts rows = summary.rowCounts();
    out.append("<dl class=\"tiles\">");
    tile(out, "Rows", Html.count(summary.rows()), "");
    tile(out, "Columns", Html.count(summary.schema().size()), types());
    tile(
        out,
        "Missing cells",
        Html.count(missing),
        Html.percent((double) missing / Math.max(1, cells)) + " of all cells");
    tile(
        out,
        "Repeated rows",
        Words.count(rows.duplicates(), rows.exact()),
        Html.percent((double) rows.duplicates() / Math.max(1, summary.rows())) + " of all rows");
    long file = profile.options().bytes();
    tile(
        out,
        "Memory",
        Words.bytes(summary.memory()),
        file >= 0 ? "the file has " + Words.bytes(file) : "as typed cells");
    tile(out, "Alerts", Html.count(profile.alerts().size()), alertKinds());
    out.append("</dl>\n");
    if (!summary.sample().whole()) {
      out.append("<p class=\"soft\">The table is too long to be held in memory. Counts, moments,");
      out.append(" Pearson correlations and missing cells are exact; quantiles of columns with");
      out.append(" very many distinct values come from sketches, and what is said about pairs");
      out.append(" of columns from a uniform sample of ");
      out.append(Html.count(summary.sample().table().rows())).append(" rows.</p>");
    }
    columnTable(out);
  }

  private String types() {
    Map<ColumnType, Integer> counts = new EnumMap<>(ColumnType.class);
    summary.schema().columns().forEach(c -> counts.merge(c.type(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().label())
        .collect(Collectors.joining(", "));
  }

  private String alertKinds() {
    long warnings = profile.alerts().stream().filter(a -> a.kind().warning()).count();
    return warnings == 0 ? "no warnings" : warnings + (warnings == 1 ? " warning" : " warnings");
  }

  private static void tile(StringBuilder out, String name, String value, String more) {
    out.append("<div><dt>").append(name).append("</dt><dd>").append(Html.escape(value));
    out.append("<small>").append(Html.escape(more)).append("</small></dd></div>");
  }

  private void columnTable(StringBuilder out) {
    Tables.search(out, "overview-columns", "Search columns", "name or type");
    out.append("<div id=\"overview-columns\" class=\"tall\">");
    Tables.open(
        out,
        "Columns at a glance",
        true,
        List.of("Column", "Type", "Missing", "Distinct", "Mean or most frequent"),
        false,
        false,
        true,
        true);
    List<ColumnSummary> columns = summary.columns();
    for (int i = 0; i < columns.size(); i++) {
      ColumnSummary column = columns.get(i);
      double missing = (double) column.missing() / Math.max(1, column.rows());
      out.append("<tr><td dir=\"auto\"><a href=\"#col-").append(i).append("\">");
      out.append(Html.escape(Html.shorten(column.name(), 60))).append("</a></td><td>");
      out.append(column.schema().type().label()).append("</td>");
      Tables.number(out, missing == 0 ? "0" : Html.percent(missing), missing);
      Tables.number(out, Words.count(column.distinct(), column.exact()), column.distinct());
      Tables.text(out, middle(column));
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  /** The mean of numbers, the most frequent label, or where dates begin. */
  static String middle(ColumnSummary column) {
    if (column.present() == 0 || column.schema().type() == ColumnType.ID) {
      return "\u2013";
    }
    if (column instanceof NumericSummary numbers) {
      return column.schema().numeric().axis().hasZero()
          ? Words.rounded(numbers.moments().mean(), 4)
          : Words.value(column.schema(), numbers.moments().min()) + " \u2026";
    }
    var top = ((LabelSummary) column).common(1).get(0);
    return Html.shorten(top.key(), 40)
        + " ("
        + Html.percent((double) top.count() / column.present())
        + ")";
  }

  private void alerts(StringBuilder out) {
    List<Alert> shown = profile.alerts();
    Tables.search(out, "alert-list", "Search alerts", "column or kind");
    out.append("<div id=\"alert-list\" class=\"tall\">");
    String caption =
        shown.size() > MOST_ALERTS
            ? "The first " + MOST_ALERTS + " of " + Html.count(shown.size()) + " alerts"
            : "All alerts";
    Tables.open(out, caption, true, List.of("Kind", "Column", "What"));
    for (Alert alert : shown.subList(0, Math.min(MOST_ALERTS, shown.size()))) {
      out.append("<tr><td class=\"k\"><span class=\"badge")
          .append(alert.kind().warning() ? " warn" : "");
      out.append("\">").append(alert.kind().label()).append("</span></td><td dir=\"auto\">");
      if (alert.column() == null) {
        out.append("the table");
      } else {
        link(out, alert.column());
      }
      if (alert.other() != null) {
        out.append(" and ");
        link(out, alert.other());
      }
      out.append("</td>");
      Tables.text(out, alert.words());
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  private void link(StringBuilder out, String column) {
    out.append("<a href=\"#col-").append(summary.schema().indexOf(column)).append("\">");
    out.append(Words.name(Html.shorten(column, 60))).append("</a>");
  }

  private void missing(StringBuilder out) {
    Missingness missing = summary.missingness();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < summary.schema().size(); i++) {
      if (missing.missing(i) > 0) {
        columns.add(i);
      }
    }
    long complete = missing.rowsWith(0);
    out.append("<p>")
        .append(Html.count(complete))
        .append(" of ")
        .append(Html.count(summary.rows()));
    out.append(" rows are complete; ").append(columns.size()).append(" of ");
    out.append(summary.schema().size()).append(" columns have missing cells.</p>");
    out.append("<div class=\"tall\">");
    Tables.open(
        out,
        "Missing cells by column",
        true,
        List.of("Column", "Missing", "Share", ""),
        false,
        true,
        true);
    for (int i : columns.subList(0, Math.min(MOST_MISSING_BARS, columns.size()))) {
      double share = (double) missing.missing(i) / summary.rows();
      out.append("<tr>");
      Tables.text(out, Html.shorten(summary.schema().column(i).name(), 60));
      Tables.number(out, Html.count(missing.missing(i)), missing.missing(i));
      Tables.number(out, Html.percent(share), share);
      out.append("<td class=\"k\">");
      Svg.bar(out, share);
      out.append("</td></tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
    List<Integer> shown = columns.subList(0, Math.min(MOST_MISSING_MAP, columns.size()));
    List<String> names = shown.stream().map(i -> summary.schema().column(i).name()).toList();
    List<double[]> shares = shown.stream().map(missing::shares).toList();
    int blocks = shares.get(0).length;
    List<String> rows = new ArrayList<>();
    for (int k = 0; k < blocks; k++) {
      rows.add(k % 8 == 0 ? Html.count(k * missing.blockRows() + 1) : "");
    }
    out.append("<details><summary>Where along the rows</summary><div class=\"inner\"><p");
    out.append(" class=\"soft\">Each cell stands for ").append(Html.count(missing.blockRows()));
    out.append(" consecutive rows; full colour: all of them are missing.</p>");
    Heat.grid(
        out,
        "Missing cells along the rows",
        names,
        rows,
        (i, k) -> shares.get(i)[k],
        1,
        (i, k) -> hint(names.get(i), k, shares.get(i)[k]));
    out.append("</div></details>");
    if (shown.size() > 1) {
      out.append("<details><summary>Missing together</summary><div class=\"inner\"><p");
      out.append(" class=\"soft\">The correlation of missing in one column with missing in");
      out.append(" another: 1 where they are always missing together.</p>");
      Heat.triangle(
          out,
          "Correlation of missing cells",
          names,
          (i, j) -> missing.correlation(shown.get(i), shown.get(j)),
          1);
      out.append("</div></details>");
    }
  }

  private String hint(String name, int block, double share) {
    long rows = summary.missingness().blockRows();
    return Html.shorten(name, 30)
        + ", rows from "
        + Html.count(block * rows + 1)
        + ": "
        + Html.percent(share)
        + " missing";
  }

  private void duplicates(StringBuilder out) {
    RowCounts rows = summary.rowCounts();
    out.append("<p>").append(Words.count(rows.duplicates(), rows.exact()));
    out.append(" rows repeat an earlier one; ").append(Words.count(rows.repeated(), rows.exact()));
    out.append(" different rows occur more than once.</p>");
    if (!profile.options().rows()) {
      return;
    }
    List<RowCounts.Repeated> top = rows.top(MOST_REPEATED);
    if (top.isEmpty()) {
      return;
    }
    int width = Math.min(MOST_SAMPLE_COLUMNS, summary.schema().size());
    List<String> heads = new ArrayList<>(List.of("Times"));
    heads.addAll(names(width));
    Tables.open(out, "The most frequent rows" + partial(width), false, heads, true);
    for (RowCounts.Repeated row : top) {
      out.append("<tr><td class=\"n\">").append(Html.count(row.count())).append("</td>");
      cells(out, row.cells(), width);
      out.append("</tr>\n");
    }
    Tables.close(out);
  }

  private List<String> names(int width) {
    return summary.schema().names().subList(0, width).stream()
        .map(name -> Html.shorten(name, 30))
        .toList();
  }

  private String partial(int width) {
    return width < summary.schema().size() ? ", the first " + width + " columns" : "";
  }

  private static void cells(StringBuilder out, List<String> cells, int width) {
    for (String cell : cells.subList(0, width)) {
      if (cell == null) {
        out.append("<td class=\"none\">missing</td>");
      } else {
        Tables.text(out, Html.shorten(cell, LONGEST_CELL));
      }
    }
  }

  private void sample(StringBuilder out) {
    rows(out, "The first rows", summary.ends().head());
    if (!summary.ends().tail().isEmpty()) {
      rows(out, "The last rows", summary.ends().tail());
    }
  }

  private void rows(StringBuilder out, String caption, List<HeadAndTail.Row> rows) {
    int width = Math.min(MOST_SAMPLE_COLUMNS, summary.schema().size());
    List<String> heads = new ArrayList<>(List.of("Row"));
    heads.addAll(names(width));
    Tables.open(out, caption + partial(width), false, heads, true);
    for (HeadAndTail.Row row : rows) {
      out.append("<tr><td class=\"n\">").append(Html.count(row.number() + 1)).append("</td>");
      cells(out, row.cells(), width);
      out.append("</tr>\n");
    }
    Tables.close(out);
  }
}
