package io.semblance.quality.profile;

import io.semblance.quality.page.Heat;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The dependence of columns: the strongest pairs, and a map for each measure. */
final class CorrelationSection {
  /** More columns than this would make a map too large to read; the strongest are shown. */
  private static final int MOST_COLUMNS = 40;

  private static final int MOST_PAIRS = 250;

  private final Associations associations;

  CorrelationSection(Associations associations) {
    this.associations = associations;
  }

  boolean empty() {
    return associations.defined(Measure.AUTO).size() < 2;
  }

  void draw(StringBuilder out) {
    if (associations.sampled()) {
      out.append("<p class=\"soft\">Pearson is computed from all rows, the other measures from a");
      out.append(" uniform sample of them.</p>");
    }
    pairs(out);
    out.append("<h3>Maps</h3>");
    boolean first = true;
    for (Measure measure : Measure.values()) {
      List<Integer> shown = shown(measure);
      if (shown.size() > 1) {
        out.append("<details class=\"measure\"").append(first ? " open" : "").append("><summary>");
        out.append(Html.escape(measure.title())).append("</summary><div class=\"inner\"><p");
        out.append(" class=\"soft\">").append(Html.escape(measure.meaning()));
        int all = associations.defined(measure).size();
        if (shown.size() < all) {
          out.append(" The ").append(shown.size()).append(" of ").append(all);
          out.append(" columns with the strongest pairs.");
        }
        out.append("</p>");
        Heat.triangle(
            out,
            measure.title() + " of all pairs",
            shown.stream().map(i -> associations.columns().get(i).name()).toList(),
            (i, j) -> associations.get(measure, shown.get(i), shown.get(j)),
            1);
        out.append("<p class=\"legend\">");
        if (measure.signed()) {
          out.append("<span><i class=\"swatch minus\"></i>\u22121</span>");
        }
        out.append("<span><i class=\"swatch plus\"></i>1</span></p></div></details>\n");
        first = false;
      }
    }
  }

  private List<Integer> shown(Measure measure) {
    List<Integer> defined = associations.defined(measure);
    if (defined.size() <= MOST_COLUMNS) {
      return defined;
    }
    double[] strongest = new double[associations.columns().size()];
    for (int i : defined) {
      for (int j : defined) {
        double value = i == j ? 0 : Math.abs(associations.get(measure, i, j));
        strongest[i] = Math.max(strongest[i], Double.isNaN(value) ? 0 : value);
      }
    }
    return defined.stream()
        .sorted(Comparator.comparingDouble((Integer i) -> -strongest[i]))
        .limit(MOST_COLUMNS)
        .sorted()
        .toList();
  }

  private record Pair(int i, int j, double value) {}

  private void pairs(StringBuilder out) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < associations.columns().size(); i++) {
      for (int j = 0; j < i; j++) {
        double value = associations.get(Measure.AUTO, i, j);
        if (!Double.isNaN(value)) {
          pairs.add(new Pair(j, i, value));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble((Pair p) -> -Math.abs(p.value())));
    int most = Math.min(MOST_PAIRS, pairs.size());
    Tables.search(out, "pairs", "Search pairs", "names");
    out.append("<div id=\"pairs\" class=\"tall\">");
    List<String> heads = new ArrayList<>(List.of("Column", "Column"));
    boolean[] numeric = new boolean[2 + Measure.values().length];
    for (Measure measure : Measure.values()) {
      numeric[heads.size()] = true;
      heads.add(measure.title());
    }
    String caption =
        most < pairs.size()
            ? "The " + most + " strongest of " + Html.count(pairs.size()) + " pairs"
            : "All pairs, strongest first";
    Tables.open(out, caption, true, heads, numeric);
    for (Pair pair : pairs.subList(0, most)) {
      out.append("<tr>");
      Tables.text(out, Html.shorten(associations.columns().get(pair.i()).name(), 60));
      Tables.text(out, Html.shorten(associations.columns().get(pair.j()).name(), 60));
      for (Measure measure : Measure.values()) {
        double value = associations.get(measure, pair.i(), pair.j());
        Tables.number(out, Words.coefficient(value), value);
      }
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }
}
