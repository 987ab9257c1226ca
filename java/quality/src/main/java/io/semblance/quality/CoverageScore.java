package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Evaluation.Between;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.coverage.Coverage;
import io.semblance.quality.coverage.MissingMode;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Tables;
import io.semblance.quality.text.PlainText;
import java.util.List;

/** How much of the real table is reached: labels, tails, clusters, variety of rows. */
record CoverageScore(Between<Coverage> asked) implements Score {

  /** Repeated rows beyond the natural share. */
  private static final double REPEATED = .05;

  static CoverageScore of(Evaluation tables) {
    tables.step("coverage of labels, tails and clusters");
    return new CoverageScore(tables.between((a, b) -> Coverage.of(a, b, tables.seed())));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.of("coverage.labels.value", asked.figure(Coverage::labels), Part.DETECTION)
            .card("Labels that occur", "Of those expected ten times. 1 is perfect.", Better.HIGHER),
        Metric.of("coverage.tails.value", asked.figure(Coverage::tails), Part.DETECTION)
            .card(
                "Tails of numbers",
                "How full both ends of each number are. 1 is perfect.",
                Better.HIGHER),
        Metric.of("coverage.clusters.value", asked.figure(Coverage::clusters), Part.DETECTION)
            .line("clusters reached", "higher is better")
            .card(
                "Clusters of rows",
                "Overlap of the shares of rows in clusters of real rows. 1 is perfect.",
                Better.HIGHER));
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    metrics().forEach(metric -> metric.write(root));
    Coverage coverage = asked.synthetic();
    if (coverage == null) {
      return;
    }
    ObjectNode node = (ObjectNode) root.get("coverage");
    QualityJson.put(node, "repeated_rows", coverage.repeatedRows());
    QualityJson.put(node, "natural_repeated_rows", coverage.naturalRepeatedRows());
    ArrayNode modes = node.putArray("missing_modes");
    for (MissingMode mode : coverage.missingModes()) {
      ObjectNode one = modes.addObject();
      one.put("where", mode.where());
      QualityJson.put(one, "real_share", mode.realShare());
      QualityJson.put(one, "synthetic_share", mode.syntheticShare());
    }
  }

  @Override
  public void section(Page page, QualityReport report) {
    Coverage coverage = asked.synthetic();
    if (coverage == null) {
      return;
    }
    StringBuilder out = page.section("coverage", "Coverage");
    List<MissingMode> modes = coverage.missingModes();
    out.append("<p>").append(Html.percent(coverage.repeatedRows()));
    out.append(" of the synthetic rows repeat an earlier one; of as many real rows, ");
    out.append(Html.percent(coverage.naturalRepeatedRows())).append(" do.");
    out.append(modes.isEmpty() ? " No mode of the real table is missing." : "").append("</p>");
    if (!modes.isEmpty()) {
      Tables.open(
          out,
          "Missing modes: parts of the real table that are hardly there",
          true,
          List.of("Where", "Real rows", "Synthetic rows"),
          false,
          true,
          true);
      for (MissingMode mode : modes) {
        out.append("<tr><td dir=\"auto\">");
        out.append(Html.escapeAll(PlainText.shorten(mode.where(), 240))).append("</td>");
        Tables.number(out, Html.percent(mode.realShare()), mode.realShare());
        Tables.number(out, Html.percent(mode.syntheticShare()), mode.syntheticShare());
        out.append("</tr>\n");
      }
      Tables.close(out);
    }
    out.append("<p class=\"soft\">Labels, tails and clusters stand among the scores.</p>");
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    Coverage coverage = asked.synthetic();
    if (coverage == null) {
      return;
    }
    // Without dependence no cluster is where it was; that has been said.
    boolean lost = JointStructure.lost(report);
    List<MissingMode> modes =
        coverage.missingModes().stream().filter(mode -> !(mode.joint() && lost)).toList();
    if (!modes.isEmpty()) {
      found.add(missing(modes));
    }
    if (coverage.repeatedRows() > coverage.naturalRepeatedRows() + REPEATED) {
      found.add(
          Finding.caution(
                  Topic.VARIETY,
                  "repeated_rows",
                  "Rows repeat: there is less variety than in the real table.")
              .because(
                  PlainText.percent(coverage.repeatedRows())
                      + " of the rows repeat an earlier one (natural: "
                      + PlainText.percent(coverage.naturalRepeatedRows())
                      + ")"));
    }
  }

  private static Finding missing(List<MissingMode> modes) {
    String named =
        Sentences.first(
            modes,
            "; ",
            m ->
                "("
                    + Sentences.name(m.where())
                    + "), "
                    + PlainText.percent(m.realShare())
                    + " of the real rows");
    int others = modes.size() - Sentences.NAMED;
    String more = others > 0 ? "; and " + others + " smaller ones" : "";
    return Finding.bad(
            Topic.MODES,
            "missing_mode",
            "A mode is missing: hardly any synthetic row has " + named + more + ".")
        .because(
            Sentences.first(
                modes,
                "; ",
                m ->
                    PlainText.percent(m.realShare())
                        + " against "
                        + PlainText.percent(m.syntheticShare())))
        .forbidding(Use.SINGLE_COLUMNS, Use.STUDY);
  }
}
