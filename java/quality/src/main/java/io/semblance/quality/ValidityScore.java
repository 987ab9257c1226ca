package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Formulas;
import io.semblance.data.Table;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Tables;
import io.semblance.quality.text.PlainText;
import io.semblance.quality.validity.Rule;
import io.semblance.quality.validity.Rules;
import io.semblance.quality.validity.Validity;
import java.util.List;
import java.util.Map;

/** Whether cells hold what the real table could hold, and rows keep what holds in its rows. */
final class ValidityScore implements Score {

  /** Share of invalid cells beyond the natural one. */
  private static final double INVALID = .001;

  /** Rows that break a rule, beyond the natural share. */
  private static final double BROKEN = .01;

  /** A rule that held in n rows may yet be broken by so many among n others. */
  private static final double SURE = 5;

  /** A rule that more rows break than keep is no rule of the table. */
  private static final double MOSTLY = .5;

  /** So many rows show how easily a rule is broken. */
  private static final int SHUFFLED_ROWS = 20_000;

  private static final int MOST_RULES = 100;

  private final Validity validity;
  private final Validity natural;
  private final List<Rule> rules;
  private final long formulas;

  private ValidityScore(
      Validity validity, Validity naturalOrNull, List<Rule> rules, long formulas) {
    this.formulas = formulas;
    this.validity = validity;
    this.natural = naturalOrNull;
    this.rules = rules;
  }

  static ValidityScore of(Evaluation tables) {
    tables.step("validity");
    Table real = tables.real();
    Table heldOut = tables.holdout().orElse(null);
    return new ValidityScore(
        Validity.of(real, tables.synthetic(), tables.options().unreadable()),
        heldOut == null ? null : Validity.of(real, heldOut, Map.of()),
        Rules.of(
            real,
            Baseline.shuffled(real, SHUFFLED_ROWS, tables.seed()),
            tables.synthetic(),
            heldOut),
        Formulas.count(tables.synthetic()));
  }

  /** The invalid cells of a column. */
  long invalidCells(String column) {
    return validity.columns().stream()
        .filter(invalid -> invalid.column().equals(column))
        .mapToLong(Validity.Invalid::cells)
        .sum();
  }

  /** All invalid cells. */
  long invalidCells() {
    return validity.invalidCells();
  }

  private double naturalShare() {
    return natural == null ? Double.NaN : natural.share();
  }

  @Override
  public List<Metric> metrics() {
    Figure share = new Figure(validity.share(), Double.NaN, naturalShare());
    return List.of(Metric.of("validity.share", share, Part.VALIDITY));
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    ObjectNode node = root.putObject("validity");
    node.put("invalid_cells", validity.invalidCells());
    node.put("cells", validity.cells());
    QualityJson.put(node, "share", validity.share());
    QualityJson.put(node, "natural_share", naturalShare());
    node.put("formula_cells", formulas);
    ObjectNode columns = node.putObject("columns");
    for (Validity.Invalid invalid : validity.columns()) {
      ObjectNode one = columns.putObject(invalid.column());
      one.put("invalid_cells", invalid.cells());
      one.put("wrong_type", invalid.wrongType());
      one.put("missing", invalid.missing());
      one.put("out_of_bounds", invalid.outOfBounds());
      one.put("not_whole", invalid.notWhole());
      one.put("unknown_label", invalid.unknown());
    }
    ArrayNode all = node.putArray("rules");
    for (Rule rule : rules) {
      ObjectNode one = all.addObject();
      one.put("kind", rule.kind().key());
      one.put("x", rule.x());
      one.put("y", rule.y());
      QualityJson.put(one, "broken", rule.broken());
      QualityJson.put(one, "real", rule.real());
      QualityJson.put(one, "floor", rule.floor());
      QualityJson.put(one, "natural", rule.natural());
    }
  }

  @Override
  public void console(ConsoleLines lines, QualityReport report) {
    lines.named("invalid cells", PlainText.count(validity.invalidCells()));
  }

  @Override
  public void section(Page page, QualityReport report) {
    StringBuilder out = page.section("validity", "Validity");
    out.append("<p>").append(Html.count(validity.invalidCells())).append(" of ");
    out.append(Html.count(validity.cells()));
    out.append(" cells hold what the real table cannot hold");
    if (natural != null) {
      out.append("; of held-out rows, ").append(Html.percent(natural.share()));
      out.append(" of the cells do");
    }
    out.append(".</p>");
    if (formulas > 0) {
      out.append("<p>").append(Html.count(formulas)).append(" cells begin like a formula, which a");
      out.append(" spreadsheet would run. They are as the real table has them; write them with");
      out.append(" <code>--escape-formulas</code> before anybody opens them in one.</p>");
    }
    if (!validity.columns().isEmpty()) {
      cells(out, validity.columns());
    }
    rules(out);
  }

  private static void cells(StringBuilder out, List<Validity.Invalid> columns) {
    Tables.search(out, "invalid", "Search columns", "name");
    out.append("<div id=\"invalid\" class=\"tall\">");
    Tables.open(
        out,
        "Invalid cells",
        true,
        List.of("Column", "Wrong type", "Missing", "Out of bounds", "Not whole", "Unknown label"),
        false,
        true,
        true,
        true,
        true,
        true);
    for (Validity.Invalid c : columns) {
      out.append("<tr>");
      Tables.text(out, PlainText.shorten(c.column(), 60));
      for (long count :
          new long[] {c.wrongType(), c.missing(), c.outOfBounds(), c.notWhole(), c.unknown()}) {
        Tables.number(out, Html.count(count), count);
      }
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  private void rules(StringBuilder out) {
    if (rules.isEmpty()) {
      out.append("<p>No relation of two columns was found to hold in every real row.</p>");
      return;
    }
    out.append(
        "<p>Relations that hold in real rows, but for one in a thousand, and that"
            + " shuffled columns break:</p>");
    Tables.search(out, "rules", "Search rules", "names");
    out.append("<div id=\"rules\" class=\"tall\">");
    int most = Math.min(MOST_RULES, rules.size());
    Tables.open(
        out,
        most < rules.size()
            ? "The " + most + " most broken of " + rules.size() + " rules"
            : "Rules, the most broken first",
        true,
        List.of(
            "Rule",
            "Rows that break it",
            "of real rows",
            "of shuffled columns",
            "of held-out rows"),
        false,
        true,
        true,
        true,
        true);
    for (Rule rule : rules.subList(0, most)) {
      out.append("<tr>");
      Tables.text(
          out, rule.words(PlainText.shorten(rule.x(), 60), PlainText.shorten(rule.y(), 60)));
      for (double share : new double[] {rule.broken(), rule.real(), rule.floor(), rule.natural()}) {
        Tables.number(out, Double.isNaN(share) ? "\u2013" : Html.percent(share), share);
      }
      out.append("</tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    if (validity.share() > (natural == null ? 0 : natural.share()) + INVALID) {
      found.add(invalid());
    }
    int realRows = report.realRows();
    List<Rule> broken = rules.stream().filter(rule -> broken(rule, realRows)).toList();
    List<Rule> mostly = broken.stream().filter(rule -> rule.broken() > MOSTLY).toList();
    List<Rule> some = broken.stream().filter(rule -> !(rule.broken() > MOSTLY)).toList();
    if (!mostly.isEmpty()) {
      found.add(
          Finding.bad(
                  Topic.VALIDITY,
                  "rules_mostly_broken",
                  "Most rows break what holds in real rows: " + named(mostly))
              .because(evidence(mostly, realRows))
              .forbidding(Use.SOFTWARE, Use.STUDY));
    }
    if (!some.isEmpty()) {
      found.add(
          Finding.caution(
                  Topic.VALIDITY,
                  "broken_rules",
                  "Rows break what holds in real rows: " + named(some))
              .because(evidence(some, realRows)));
    }
  }

  private Finding invalid() {
    List<Validity.Invalid> worst =
        validity.columns().stream().sorted((a, b) -> Long.compare(b.cells(), a.cells())).toList();
    String columns =
        Sentences.first(
            worst, ", ", c -> Sentences.name(c.column()) + " " + PlainText.count(c.cells()));
    return Finding.bad(
            Topic.VALIDITY,
            "invalid_cells",
            "Cells hold what the real table cannot hold: "
                + PlainText.count(validity.invalidCells())
                + ".")
        .because(PlainText.percent(validity.share()) + " of all cells; most in " + columns)
        .forbidding(Use.SOFTWARE, Use.SINGLE_COLUMNS, Use.STUDY);
  }

  private static boolean broken(Rule rule, int realRows) {
    double natural = Double.isNaN(rule.natural()) ? 0 : rule.natural();
    return rule.broken() > Math.max(natural, rule.real()) + BROKEN + SURE / realRows;
  }

  private static String named(List<Rule> rules) {
    String first =
        Sentences.first(
            rules, ", ", r -> "(" + r.words(Sentences.name(r.x()), Sentences.name(r.y())) + ")");
    int others = rules.size() - Sentences.NAMED;
    return first + (others > 0 ? ", and " + others + " more" : "") + ".";
  }

  private static String evidence(List<Rule> rules, int realRows) {
    return Sentences.first(
        rules,
        "; ",
        r ->
            PlainText.percent(r.broken())
                + " of the rows (real rows: "
                + PlainText.count(Math.round(r.real() * realRows))
                + " of "
                + PlainText.count(realRows)
                + ", shuffled columns: "
                + PlainText.percent(r.floor())
                + ")");
  }
}
