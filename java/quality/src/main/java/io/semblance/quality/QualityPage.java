package io.semblance.quality;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Tables;
import io.semblance.quality.page.Tables.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link QualityReport} as one page: the verdict, every score between floor and ceiling, columns
 * and pairs ranked by how badly they fail, and what each score saw. Plots are drawn from bins and
 * shares; no row of the real table is in the page, and of the synthetic one a few stretches of
 * series at most. Labels rarer than {@value #FEWEST_NAMED} real rows are not named.
 */
public final class QualityPage {

  /** A label in fewer real rows than this could point to a person. */
  static final int FEWEST_NAMED = 5;

  private QualityPage() {}

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
    List<ColumnPair> columns = ColumnPair.of(real, synthetic);
    Page page = new Page(report.options().title(), lead(report));
    VerdictSection.draw(page.section("verdict", "Verdict"), report);
    ScoresSection.draw(page.section("scores", "Scores"), report);
    new FailingColumns(report, columns).draw(page.section("columns", "Columns"));
    report.all().forEach(score -> score.section(page, report));
    notes(page.section("notes", "Notes"), report);
    return page.html();
  }

  /** The cards of all scores, each a piece of HTML for other pages with the same style. */
  public static List<String> scoreCards(QualityReport report) {
    return ScoresSection.cards(report);
  }

  private static String lead(QualityReport report) {
    String rows =
        Html.count(report.syntheticRows())
            + " synthetic rows against "
            + Html.count(report.realRows())
            + " real rows, "
            + report.scores().shapeColumns().size()
            + " columns";
    return report.holdoutRows() == 0
        ? rows
        : rows + "; " + Html.count(report.holdoutRows()) + " real rows held out";
  }

  private static void notes(StringBuilder out, QualityReport report) {
    List<Fact> facts = new ArrayList<>();
    report.options().notes().forEach((name, value) -> facts.add(new Fact(name, value)));
    if (!report.leftOut().isEmpty()) {
      facts.add(new Fact("Left out (identifiers)", String.join(", ", report.leftOut())));
    }
    facts.add(new Fact("Floor", report.floorMadeBy()));
    facts.add(new Fact("Ceiling", report.ceilingMadeBy()));
    if (report.options().judges()) {
      facts.add(new Fact("Held-out rows", report.holdoutMadeBy()));
    }
    facts.add(new Fact("Seed", Long.toString(report.options().seed())));
    facts.add(
        new Fact(
            "Definitions of shape and trend",
            "SDMetrics 0.11.1: KS and TV complement per column; correlation and contingency"
                + " similarity per pair, numbers cut into ten equal widths"));
    Tables.notes(out, facts);
  }
}
