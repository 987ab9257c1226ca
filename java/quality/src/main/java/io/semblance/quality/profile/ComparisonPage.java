package io.semblance.quality.profile;

import io.semblance.quality.page.Heat;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.page.Words;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.RowCounts;
import io.semblance.quality.summary.TableSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A {@link Comparison} as one page. */
public final class ComparisonPage {
  private static final int MANY_COLUMNS = 80;
  private static final int MOST_PAIRS = 250;
  private static final int MAP_COLUMNS = 40;

  /** The colour of the map is full at the largest change, but never at one too small to matter. */
  private static final double SMALLEST_SCALE = .05;

  private final Comparison comparison;
  private final String nameA;
  private final String nameB;
  private final boolean many;

  private ComparisonPage(Comparison comparison, String nameA, String nameB) {
    this.comparison = comparison;
    this.nameA = nameA;
    this.nameB = nameB;
    many = comparison.columns().size() > MANY_COLUMNS;
  }

  /**
   * The page, to be written as UTF-8.
   *
   * @param nameA what the first table is called
   * @param nameB what the second one is called
   */
  public static String render(Comparison comparison, String title, String nameA, String nameB) {
    return new ComparisonPage(comparison, nameA, nameB).page(title).html();
  }

  private Page page(String title) {
    Page page =
        new Page(title, "A is " + Html.shorten(nameA, 80) + "; B is " + Html.shorten(nameB, 80));
    overview(page.section("overview", "Overview"));
    columns(page.section("columns", "Columns, the farthest moved first"));
    if (!comparison.pairs().isEmpty()) {
      pairs(page.section("pairs", "Pairs, the most changed first"));
    }
    if (!comparison.classes().isEmpty()) {
      new ClassSection(comparison).draw(page.section("classes", "By class of the target"));
    }
    return page;
  }

  private void overview(StringBuilder out) {
    TableSummary a = comparison.a();
    TableSummary b = comparison.b();
    Tables.open(out, "The two tables", false, List.of("", "A", "B"), false, true, true);
    row(out, "Rows", Html.count(a.rows()), Html.count(b.rows()));
    row(out, "Missing cells", missing(a), missing(b));
    row(out, "Rows that repeat an earlier one", repeats(a), repeats(b));
    long shared = a.rowCounts().shared(b.rowCounts());
    if (shared >= 0) {
      row(out, "Different rows that occur in both", Html.count(shared), Html.count(shared));
    }
    Tables.close(out);
    out.append("<p>The distance of a column runs from 0, distributed alike, to 1, nothing in");
    out.append(" common: Kolmogorov and Smirnov\u2019s for numbers and dates, total variation for");
    out.append(" labels. Beside it stands what chance alone would make of two samples as large");
    out.append(" as these from one source.</p>");
    Tables.search(out, "moved", "Search", "name or type");
    out.append("<div id=\"moved\" class=\"tall\">");
    Tables.open(
        out,
        "How far each column moved",
        true,
        List.of(
            "Column",
            "Type",
            "Distance",
            "By chance",
            "Missing, B less A",
            "Mean or most frequent in A",
            "in B"),
        false,
        false,
        true,
        true,
        true,
        false,
        false);
    for (ColumnChange column : comparison.columns()) {
      out.append("<tr><td dir=\"auto\"><a href=\"#col-").append(place(column)).append("\">");
      out.append(Html.escape(Html.shorten(column.name(), 60))).append("</a></td><td>");
      out.append(column.a().schema().type().label()).append("</td>");
      Tables.number(out, Html.score(column.distance()), column.distance());
      Tables.number(out, Html.score(column.chance()), column.chance());
      Tables.number(out, points(column.missing()), column.missing());
      Tables.text(out, ProfilePage.middle(column.a()));
      Tables.text(out, ProfilePage.middle(column.b()));
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  private int place(ColumnChange column) {
    return comparison.a().schema().indexOf(column.name());
  }

  private static void row(StringBuilder out, String name, String a, String b) {
    out.append("<tr><td>").append(name).append("</td><td class=\"n\">").append(a);
    out.append("</td><td class=\"n\">").append(b).append("</td></tr>");
  }

  private static String missing(TableSummary table) {
    long missing = table.columns().stream().mapToLong(ColumnSummary::missing).sum();
    double cells = Math.max(1, table.rows() * (double) table.schema().size());
    return Html.count(missing) + " (" + Html.percent(missing / cells) + ")";
  }

  private static String repeats(TableSummary table) {
    RowCounts rows = table.rowCounts();
    double share = (double) rows.duplicates() / Math.max(1, table.rows());
    return Words.count(rows.duplicates(), rows.exact()) + " (" + Html.percent(share) + ")";
  }

  /** A difference of shares in percentage points. */
  private static String points(double difference) {
    return difference == 0
        ? "0"
        : String.format(Locale.ROOT, "%+.2f pp", 100 * difference).replace('-', '\u2212');
  }

  private void columns(StringBuilder out) {
    ChangeCards.Names.LETTERS.legend(out);
    Tables.searchOpen(out, "cards", "Search", "name or type");
    out.append("<label>Order <select data-for=\"cards\"><option value=\"-moved\">farthest moved");
    out.append("</option><option value=\"order\">as in the table</option>");
    out.append("<option value=\"name\">name</option></select></label>");
    Tables.searchClose(out, "cards");
    out.append("<div class=\"cards two").append(many ? " many" : "").append("\" id=\"cards\">\n");
    ChangeCards cards = new ChangeCards(ChangeCards.Names.LETTERS, many, 0);
    for (ColumnChange column : comparison.columns()) {
      List<Fact> facts = new ArrayList<>();
      facts.add(new Fact("Distance", Html.score(column.distance())));
      facts.add(new Fact("By chance", Html.score(column.chance())));
      cards.draw(out, column, place(column), Map.of("moved", column.moved()), facts);
    }
    out.append("</div>");
  }

  private void pairs(StringBuilder out) {
    List<Comparison.PairChange> pairs = comparison.pairs();
    Associations a = comparison.associationsOfA();
    Associations b = comparison.associationsOfB();
    int most = Math.min(MOST_PAIRS, pairs.size());
    out.append(
        "<p>The automatic measure is Spearman\u2019s between numbers and Cram\u00e9r\u2019s V");
    out.append(" else; information sees any relation. Variation compares the counts of the pair");
    out.append(" themselves, so it also grows when only one of the columns moved.</p>");
    Tables.search(out, "pair-list", "Search pairs", "names");
    out.append("<div id=\"pair-list\" class=\"tall\">");
    String caption =
        most < pairs.size()
            ? "The " + most + " most changed of " + Html.count(pairs.size()) + " pairs"
            : "All pairs";
    Tables.open(
        out,
        caption,
        true,
        List.of(
            "Column", "Column", "Automatic, A", "B", "Information, A", "B", "Change", "Variation"),
        false,
        false,
        true,
        true,
        true,
        true,
        true,
        true);
    for (Comparison.PairChange pair : pairs.subList(0, most)) {
      out.append("<tr>");
      Tables.text(out, Html.shorten(a.columns().get(pair.j()).name(), 60));
      Tables.text(out, Html.shorten(a.columns().get(pair.i()).name(), 60));
      for (Measure measure : List.of(Measure.AUTO, Measure.INFORMATION)) {
        for (Associations of : List.of(a, b)) {
          double value = of.get(measure, pair.i(), pair.j());
          Tables.number(out, Words.coefficient(value), value);
        }
      }
      Tables.number(out, Html.score(pair.change()), pair.change());
      Tables.number(out, Html.score(pair.variation()), pair.variation());
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
    map(out);
  }

  private void map(StringBuilder out) {
    Set<Integer> shown = new LinkedHashSet<>();
    for (Comparison.PairChange pair : comparison.pairs()) {
      if (shown.size() + 2 <= MAP_COLUMNS) {
        shown.add(pair.j());
        shown.add(pair.i());
      }
    }
    List<Integer> columns = shown.stream().sorted().toList();
    if (columns.size() < 2) {
      return;
    }
    Associations a = comparison.associationsOfA();
    Associations b = comparison.associationsOfB();
    double full = Math.max(SMALLEST_SCALE, comparison.pairs().get(0).change());
    out.append("<details open><summary>Map of the changes, automatic measure</summary>");
    out.append("<div class=\"inner\">");
    Heat.triangle(
        out,
        "Changes of the automatic measure, B less A",
        columns.stream().map(i -> a.columns().get(i).name()).toList(),
        (i, j) ->
            b.get(Measure.AUTO, columns.get(i), columns.get(j))
                - a.get(Measure.AUTO, columns.get(i), columns.get(j)),
        full);
    out.append("<p class=\"legend\"><span><i class=\"swatch minus\"></i>lower in B</span><span>");
    out.append("<i class=\"swatch plus\"></i>higher in B</span><span>full colour at ");
    out.append(Words.rounded(full, 3)).append("</span></p></div></details>");
  }
}
