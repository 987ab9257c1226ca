package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.rule.Rules;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Tables;
import io.semblance.quality.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Rules and a condition that rows were asked to keep, and how many do. */
final class AskedScore implements Score {
  /**
   * What was asked for.
   *
   * @param broken share of the synthetic rows that do not keep it
   * @param real the same of the real rows
   * @param natural the same of held-out rows; NaN without
   */
  private record Asked(String text, double broken, double real, double natural) {}

  private final List<Asked> rules;
  private final Asked condition; // null if none was asked for

  private AskedScore(List<Asked> rules, Asked conditionOrNull) {
    this.rules = rules;
    this.condition = conditionOrNull;
  }

  static AskedScore of(Evaluation tables) {
    Table real = tables.real();
    Table heldOut = tables.holdout().orElse(null);
    List<Asked> rules = new ArrayList<>();
    if (tables.options().rules().isPresent()) {
      Rules asked = tables.options().rules().get();
      double[] broken = asked.broken(tables.synthetic());
      double[] ofReal = asked.broken(real);
      double[] natural = heldOut == null ? null : asked.broken(heldOut);
      for (int r = 0; r < broken.length; r++) {
        String text = asked.texts().get(r);
        rules.add(new Asked(text, broken[r], ofReal[r], natural == null ? Double.NaN : natural[r]));
      }
    }
    Asked condition =
        tables
            .options()
            .condition()
            .map(
                c ->
                    new Asked(
                        c.toString(),
                        failing(c, tables.synthetic()),
                        failing(c, real),
                        heldOut == null ? Double.NaN : failing(c, heldOut)))
            .orElse(null);
    return new AskedScore(rules, condition);
  }

  private static double failing(Condition condition, Table rows) {
    double failing = 0;
    for (int row = 0; row < rows.rows(); row++) {
      failing += condition.holds(rows, row) ? 0 : 1.0 / rows.rows();
    }
    return failing;
  }

  @Override
  public List<Metric> metrics() {
    return List.of();
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    if (rules.isEmpty() && condition == null) {
      return;
    }
    ObjectNode node = root.putObject("asked");
    if (condition != null) {
      write(node.putObject("condition"), "where", condition);
    }
    ArrayNode all = node.putArray("rules");
    rules.forEach(rule -> write(all.addObject(), "rule", rule));
  }

  private static void write(ObjectNode node, String name, Asked asked) {
    node.put(name, asked.text());
    QualityJson.put(node, "broken", asked.broken());
    QualityJson.put(node, "real", asked.real());
    QualityJson.put(node, "natural", asked.natural());
  }

  @Override
  public void console(ConsoleLines lines, QualityReport report) {
    if (condition != null) {
      lines.named("rows as asked for", PlainText.percent(1 - condition.broken()));
    }
    if (!rules.isEmpty()) {
      long kept = rules.stream().filter(rule -> rule.broken() == 0).count();
      lines.named("rules kept", PlainText.count(kept) + " of " + PlainText.count(rules.size()));
    }
  }

  @Override
  public void section(Page page, QualityReport report) {
    if (rules.isEmpty() && condition == null) {
      return;
    }
    StringBuilder out = page.section("asked", "What was asked for");
    List<Asked> all = new ArrayList<>(rules);
    if (condition != null) {
      all.add(0, condition);
    }
    Tables.open(
        out,
        "Rules and conditions",
        true,
        List.of("Asked for", "Rows that break it", "of real rows", "of held-out rows"),
        false,
        true,
        true,
        true);
    for (Asked asked : all) {
      out.append("<tr>");
      Tables.text(out, PlainText.shorten(asked.text(), 120));
      for (double share : new double[] {asked.broken(), asked.real(), asked.natural()}) {
        Tables.number(out, Double.isNaN(share) ? "\u2013" : Html.percent(share), share);
      }
      out.append("</tr>\n");
    }
    Tables.close(out);
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    List<Asked> broken = new ArrayList<>(rules.stream().filter(rule -> rule.broken() > 0).toList());
    if (condition != null && condition.broken() > 0) {
      broken.add(0, condition);
    }
    if (!broken.isEmpty()) {
      int others = broken.size() - Sentences.NAMED;
      found.add(
          Finding.bad(
                  Topic.VALIDITY,
                  "asked_rules_broken",
                  "Rows break what was asked of them: "
                      + Sentences.first(broken, ", ", a -> "(" + a.text() + ")")
                      + (others > 0 ? ", and " + others + " more" : "")
                      + ".")
              .because(
                  Sentences.first(
                      broken, "; ", a -> PlainText.percent(a.broken()) + " of the rows"))
              .forbidding(Use.SOFTWARE));
    }
  }
}
