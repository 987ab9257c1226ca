package io.semblance.quality;

import io.semblance.data.Column;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.profile.ChangeCards;
import io.semblance.quality.profile.ColumnChange;
import io.semblance.quality.summary.ColumnSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns ranked by how badly they fail, and each one real against synthetic. */
final class FailingColumns {
  private static final int MANY_COLUMNS = 80;

  /** A column with more distinct values is drawn from a sketch of them. */
  private static final int DISTINCT_BOUND = 1 << 16;

  private static final ChangeCards.Names NAMES =
      new ChangeCards.Names("Real", "Synthetic", "the synthetic table");

  private final List<ColumnRank> ranks;
  private final Map<String, Integer> places;
  private final List<ColumnPair> columns;

  FailingColumns(QualityReport report, List<ColumnPair> columns) {
    this.ranks = report.columns();
    this.columns = columns;
    this.places =
        IntStream.range(0, columns.size())
            .boxed()
            .collect(Collectors.toMap(i -> columns.get(i).name(), i -> i));
  }

  void draw(StringBuilder out) {
    out.append("<p>A column fails by the larger of two distances below the ceiling: that of its");
    out.append(" own shape, and that of the mean trend of its pairs.</p>");
    Tables.search(out, "ranking", "Search columns", "name or type");
    out.append("<div id=\"ranking\" class=\"tall\">");
    Tables.open(
        out,
        "How badly each column fails; pairs: the mean trend of its pairs",
        true,
        List.of(
            "Column",
            "Type",
            "Fails by",
            "Shape",
            "Ceiling",
            "Pairs",
            "Floor",
            "Ceiling",
            "Gives it away",
            "Invalid cells"),
        false,
        false,
        true,
        true,
        true,
        true,
        true,
        true,
        true,
        true);
    for (ColumnRank rank : ranks) {
      int place = places.get(rank.name());
      out.append("<tr><td dir=\"auto\"><a href=\"#col-").append(place).append("\">");
      out.append(Html.escape(Html.shorten(rank.name(), 60))).append("</a></td><td>");
      out.append(columns.get(place).real().schema().type().label()).append("</td>");
      score(out, rank.failing());
      score(out, rank.shape());
      score(out, rank.shapeCeiling());
      score(out, rank.trend());
      score(out, rank.trendFloor());
      score(out, rank.trendCeiling());
      boolean asked = !Double.isNaN(rank.detectionShare());
      Tables.number(
          out, asked ? Html.percent(rank.detectionShare()) : "\u2013", rank.detectionShare());
      Tables.number(out, Html.count(rank.invalidCells()), rank.invalidCells());
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
    cards(out);
  }

  private static void score(StringBuilder out, double value) {
    Tables.number(out, Html.score(value), value);
  }

  private void cards(StringBuilder out) {
    boolean many = columns.size() > MANY_COLUMNS;
    out.append("<h3>Real against synthetic</h3>");
    NAMES.legend(out);
    Tables.searchOpen(out, "cards", "Search", "name or type");
    out.append("<label>Order <select data-for=\"cards\"><option value=\"-failing\">worst first");
    out.append("</option><option value=\"order\">as in the table</option>");
    out.append("<option value=\"name\">name</option></select></label>");
    Tables.searchClose(out, "cards");
    out.append("<div class=\"cards two").append(many ? " many" : "").append("\" id=\"cards\">\n");
    ChangeCards cards = new ChangeCards(NAMES, many, QualityPage.FEWEST_NAMED);
    for (ColumnRank rank : ranks) {
      int place = places.get(rank.name());
      ColumnPair pair = columns.get(place);
      ColumnSummary real = summary(pair.real(), pair.real());
      ColumnSummary synthetic = summary(pair.real(), pair.synthetic());
      List<Fact> facts = new ArrayList<>();
      facts.add(new Fact("Shape", Html.score(rank.shape())));
      facts.add(new Fact("Trend of its pairs", Html.score(rank.trend())));
      cards.draw(
          out, ColumnChange.of(real, synthetic), place, Map.of("failing", rank.failing()), facts);
    }
    out.append("</div>");
  }

  private static ColumnSummary summary(Column like, Column column) {
    ColumnSummary summary = ColumnSummary.of(like.schema(), DISTINCT_BOUND);
    summary.add(column);
    return summary;
  }
}
