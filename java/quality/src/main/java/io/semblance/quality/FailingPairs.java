package io.semblance.quality;

import io.semblance.quality.page.Heat;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The pairs that fail worst, and a map of the differences of correlations. */
final class FailingPairs {
  /** More columns than this would make a map too large to read; the worst are shown. */
  private static final int MAP_COLUMNS = 40;

  /** The colour is full at the largest difference, but never at one too small to matter. */
  private static final double SMALLEST_SCALE = .05;

  private FailingPairs() {}

  static void draw(StringBuilder out, WorstPairs all, Correlations correlations) {
    out.append("<p>The pairs farthest below the ceiling first. Dependence is Pearson\u2019s r");
    out.append(" between numbers, else Cram\u00e9r\u2019s V. ");
    if (all.belowFloor() == 0) {
      out.append("No pair is below the floor.");
    } else {
      out.append(Html.count(all.belowFloor())).append(" of ");
      out.append(Html.count(all.all()));
      out.append(" pairs are below the floor: there, shuffled columns come closer to the real");
      out.append(" pair, as when a dependence was invented.");
    }
    out.append("</p>");
    Tables.search(out, "pair-list", "Search pairs", "names, or a mark");
    out.append("<div id=\"pair-list\" class=\"tall\">");
    List<WorstPair> pairs = all.pairs();
    String caption =
        pairs.size() < all.all()
            ? "The worst " + pairs.size() + " of " + Html.count(all.all()) + " pairs"
            : "All pairs, the worst first";
    Tables.open(
        out,
        caption,
        true,
        List.of(
            "Column",
            "Column",
            "Below ceiling",
            "Trend",
            "Floor",
            "Ceiling",
            "Dependence, real",
            "synthetic",
            "Mark"),
        false,
        false,
        true,
        true,
        true,
        true,
        true,
        true,
        false);
    for (WorstPair pair : pairs) {
      out.append("<tr>");
      Tables.text(out, Html.shorten(pair.x(), 60));
      Tables.text(out, Html.shorten(pair.y(), 60));
      Tables.number(out, Html.score(pair.below()).replace('-', '\u2212'), pair.below());
      Tables.number(out, Html.score(pair.trend()), pair.trend());
      Tables.number(out, Html.score(pair.floor()), pair.floor());
      Tables.number(out, Html.score(pair.ceiling()), pair.ceiling());
      Tables.number(out, Words.coefficient(pair.real()), pair.real());
      Tables.number(out, Words.coefficient(pair.synthetic()), pair.synthetic());
      out.append("<td class=\"k\">");
      if (pair.mark() != WorstPair.Mark.NONE) {
        out.append("<span class=\"badge warn\">").append(pair.mark().words()).append("</span>");
      }
      out.append("</td></tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
    map(out, correlations);
  }

  private static void map(StringBuilder out, Correlations correlations) {
    List<Integer> shown = shown(correlations);
    if (shown.size() < 2) {
      return;
    }
    double full = SMALLEST_SCALE;
    for (int i : shown) {
      for (int j : shown) {
        double delta = i == j ? Double.NaN : correlations.absDelta(i, j);
        full = Double.isNaN(delta) ? full : Math.max(full, delta);
      }
    }
    out.append("<details open><summary>Map of the differences of correlations</summary>");
    out.append(
        "<div class=\"inner\"><p class=\"soft\">Pearson\u2019s r in the synthetic table less");
    out.append(" that in the real one, over all columns whose values are numbers.");
    if (shown.size() < correlations.names().size()) {
      out.append(" The ").append(shown.size()).append(" columns with the largest differences of ");
      out.append(correlations.names().size()).append('.');
    }
    out.append("</p>");
    Heat.triangle(
        out,
        "Differences of correlations, synthetic less real",
        shown.stream().map(correlations.names()::get).toList(),
        (i, j) ->
            correlations.synthetic(shown.get(i), shown.get(j))
                - correlations.real(shown.get(i), shown.get(j)),
        full);
    out.append("<p class=\"legend\"><span><i class=\"swatch minus\"></i>lower in the synthetic");
    out.append(
        " table</span><span><i class=\"swatch plus\"></i>higher</span><span>full colour at ");
    out.append(Words.rounded(full, 3)).append("</span></p></div></details>");
  }

  private static List<Integer> shown(Correlations correlations) {
    int n = correlations.names().size();
    double[] largest = new double[n];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
      for (int j = 0; j < n; j++) {
        double delta = i == j ? Double.NaN : correlations.absDelta(i, j);
        largest[i] = Double.isNaN(delta) ? largest[i] : Math.max(largest[i], delta);
      }
    }
    order.sort(Comparator.comparingDouble((Integer i) -> -largest[i]));
    return order.stream().limit(MAP_COLUMNS).sorted().toList();
  }
}
