package io.semblance.quality;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A {@link QualityReport} as one self-contained page: no script, no network, light and dark. It
 * shows the scores between floor and ceiling, every column real against synthetic, the worst pairs,
 * and the differences of correlations. Plots are drawn from bins and shares; no row of either table
 * is in the page, and labels rarer than five real rows are not named. All text from the tables is
 * escaped.
 */
public final class HtmlReport {

  /** More plots than this would make a page that no browser likes; the worst columns are shown. */
  private static final int MOST_COLUMNS = 120;

  private static final int WORST_PAIRS = 15;
  private static final String STYLE = "report.css";

  private static final List<String> TITLES =
      List.of("Shape", "Trend", "Trend, own edges", "Mean |\u0394r|");
  private static final List<String> MEANINGS =
      List.of(
          "How alike the distribution of each column is.",
          "How alike the dependence within each pair of columns is.",
          "Trend with the synthetic columns cut over their own range, as in published tables.",
          "Mean absolute difference of the correlations of all pairs.");

  private HtmlReport() {}

  /**
   * Renders the page.
   *
   * @param report made by {@link QualityReport#evaluate} from the same two tables
   * @param real the real table, for the plots
   * @param synthetic the synthetic table, for the plots
   * @return HTML, to be written as UTF-8
   * @throws DataException if the tables do not fit together, as {@link Fidelity#score} does
   */
  public static String render(QualityReport report, Table real, Table synthetic) {
    List<ColumnPair> pairs = ColumnPair.of(real, synthetic);
    StringBuilder out = new StringBuilder(1 << 17);
    head(out, report);
    JudgesHtml.verdict(out, report);
    scores(out, report);
    JudgesHtml.judges(out, report);
    columns(out, report, pairs);
    worstPairs(out, report);
    correlations(out, pairs);
    notes(out, report);
    out.append("</main></body></html>\n");
    return out.toString();
  }

  private static void head(StringBuilder out, QualityReport report) {
    String title = Html.escape(report.options().title());
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    out.append(" style-src 'unsafe-inline'\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">");
    out.append("<title>").append(title).append("</title><style>\n").append(style());
    out.append("</style></head>\n<body><header><h1>").append(title).append("</h1><p>");
    out.append(Html.count(report.syntheticRows())).append(" synthetic rows against ");
    out.append(Html.count(report.realRows())).append(" real rows, ");
    out.append(report.scores().shapeColumns().size()).append(" columns.</p></header>\n<main>");
  }

  private static void scores(StringBuilder out, QualityReport report) {
    out.append("<section><h2>Scores between floor and ceiling</h2>");
    out.append("<p class=\"lead\"><b>Floor:</b> ").append(Html.escape(report.floorMadeBy()));
    out.append(". <b>Ceiling:</b> ").append(Html.escape(report.ceilingMadeBy()));
    out.append(
        ". Shuffling keeps each column as it is, so only trend and |\u0394r| can tell a good");
    out.append(" table from the floor.</p><div class=\"gauges\">");
    List<Metric> metrics = report.metrics();
    for (int i = 0; i < metrics.size(); i++) {
      Gauge.draw(out, TITLES.get(i), MEANINGS.get(i), metrics.get(i), i > 0);
    }
    out.append("</div></section>\n");
  }

  private static void columns(StringBuilder out, QualityReport report, List<ColumnPair> pairs) {
    Map<String, Double> scores = report.scores().shapeColumns();
    List<ColumnPair> shown = pairs;
    out.append(
        "<section><h2>Columns</h2><p class=\"legend\"><span class=\"swatch real\"></span>real");
    out.append(
        " <span class=\"swatch synthetic\"></span>synthetic; figures are real \u00b7 synthetic.");
    if (pairs.size() > MOST_COLUMNS) {
      shown =
          pairs.stream()
              .sorted(Comparator.comparingDouble((ColumnPair pair) -> score(scores, pair)))
              .limit(MOST_COLUMNS)
              .toList();
      out.append(" The worst ").append(MOST_COLUMNS).append(" of ").append(pairs.size());
      out.append(" columns.");
    }
    out.append("</p><div class=\"cards\">\n");
    for (ColumnPair pair : shown) {
      ColumnCard.draw(out, pair, score(scores, pair));
      out.append('\n');
    }
    out.append("</div></section>\n");
  }

  private static double score(Map<String, Double> scores, ColumnPair pair) {
    return scores.getOrDefault(pair.name(), Double.NaN);
  }

  private static void worstPairs(StringBuilder out, QualityReport report) {
    List<Map.Entry<String, Double>> worst = Metric.worst(report.scores().trendPairs(), WORST_PAIRS);
    if (worst.isEmpty()) {
      return;
    }
    Map<String, Double> floor = report.floor().trendPairs();
    Map<String, Double> ceiling = report.ceiling().map(FidelityScores::trendPairs).orElse(Map.of());
    out.append(
        "<section><h2>Worst pairs</h2><div class=\"scroll\"><table><thead><tr><th>Pair</th>");
    out.append("<th>Trend</th><th>Floor</th><th>Ceiling</th></tr></thead><tbody>");
    for (Map.Entry<String, Double> entry : worst) {
      out.append("<tr><td>").append(Html.escape(entry.getKey().replace("~", " ~ ")));
      out.append("</td><td>").append(Html.score(entry.getValue())).append("</td><td>");
      out.append(Html.score(floor.getOrDefault(entry.getKey(), Double.NaN))).append("</td><td>");
      out.append(Html.score(ceiling.getOrDefault(entry.getKey(), Double.NaN)));
      out.append("</td></tr>");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private static void correlations(StringBuilder out, List<ColumnPair> pairs) {
    Correlations correlations = Correlations.of(pairs);
    if (correlations.names().size() < 2) {
      return;
    }
    out.append(
        "<section><h2>Differences of correlations</h2><p class=\"lead\">Pearson correlation in");
    out.append(
        " the synthetic table minus that in the real table, over all columns whose values are");
    out.append(" numbers.</p>");
    HeatMap.draw(out, correlations);
    out.append("</section>\n");
  }

  private static void notes(StringBuilder out, QualityReport report) {
    out.append("<section><h2>Notes</h2><dl>");
    report.options().notes().forEach((name, value) -> note(out, name, value));
    if (!report.leftOut().isEmpty()) {
      note(out, "Left out (identifiers)", String.join(", ", report.leftOut()));
    }
    note(
        out,
        "Definitions",
        "SDMetrics 0.11.1: KS and TV complement per column; correlation and contingency similarity"
            + " per pair, numbers cut into ten equal widths");
    out.append("</dl></section>\n");
  }

  private static void note(StringBuilder out, String name, String value) {
    out.append("<dt>").append(Html.escape(name)).append("</dt><dd>").append(Html.escape(value));
    out.append("</dd>");
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(
            STYLE + " is missing beside " + HtmlReport.class.getName() + "; the jar is broken");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + STYLE, e);
    }
  }
}
