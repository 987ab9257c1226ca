package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Finding.Topic;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.learn.Auc;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.Page;
import io.semblance.quality.page.Svg;
import io.semblance.quality.page.Tables;
import io.semblance.quality.privacy.Privacy;
import io.semblance.quality.text.PlainText;
import java.util.List;
import java.util.Locale;

/** Whether synthetic rows are copies of the rows that they were learnt from. */
final class PrivacyScore implements Score {

  /** Copies beyond the natural share. */
  private static final double COPIES = .02;

  /** Excess over one half of the distance share and of the membership AUC. */
  private static final double CLOSER = .05;

  /** Without held-out rows the ratio must be below this part of the natural one. */
  private static final double RATIO = .75;

  /** Excess over one half from which on the model's likelihood gives its rows away. */
  private static final double TELLING = .05;

  private final Privacy privacy;

  /** Chance that the model finds a training row more likely than a held-out one; NaN: not asked. */
  private final double likelihoodAuc;

  private PrivacyScore(Privacy privacyOrNull, double likelihoodAuc) {
    this.privacy = privacyOrNull;
    this.likelihoodAuc = likelihoodAuc;
  }

  static PrivacyScore of(Evaluation tables) {
    tables.step("privacy: distances to the closest records");
    Evaluation.Coded coded = tables.coded();
    FeatureTable heldOut = tables.holdout().isPresent() ? coded.unseen() : null;
    boolean enough =
        Math.min(coded.real().rows(), coded.synthetic().rows()) >= Evaluation.FEWEST_ROWS
            && (heldOut == null || heldOut.rows() >= Evaluation.FEWEST_ROWS);
    return new PrivacyScore(
        enough ? Privacy.of(coded.real(), coded.synthetic(), heldOut, tables.seed()) : null,
        tables
            .options()
            .likelihoods()
            .map(l -> Auc.of(l.training(), l.heldOut()))
            .orElse(Double.NaN));
  }

  @Override
  public Part part() {
    return Part.PRIVACY;
  }

  @Override
  public List<Metric> metrics() {
    if (privacy == null) {
      return List.of();
    }
    // Their lines are ideals and natural shares, which is what the ceiling is: that of real rows.
    return List.of(
        Metric.of("privacy.dcr_share", besides(privacy.dcrShare(), .5), Part.PRIVACY),
        Metric.of(
            "privacy.copies", besides(privacy.copies(), privacy.naturalCopies()), Part.PRIVACY),
        Metric.of("privacy.membership_auc", besides(privacy.membershipAuc(), .5), Part.PRIVACY),
        Metric.of("privacy.likelihood_auc", besides(likelihoodAuc, .5), Part.PRIVACY));
  }

  private static Figure besides(double value, double natural) {
    return new Figure(value, Double.NaN, natural);
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    ObjectNode node = root.putObject("privacy");
    if (privacy == null) {
      node.put("reason", "too few rows");
      return;
    }
    QualityJson.put(node, "dcr_share", privacy.dcrShare());
    node.put("dcr_untied", privacy.dcrUntied());
    QualityJson.put(node, "dcr_error", privacy.dcrError());
    QualityJson.put(node, "nearest_neighbour_ratio", privacy.nearestRatio());
    QualityJson.put(node, "natural_nearest_neighbour_ratio", privacy.naturalRatio());
    QualityJson.put(node, "copies", privacy.copies());
    QualityJson.put(node, "natural_copies", privacy.naturalCopies());
    QualityJson.put(node, "membership_auc", privacy.membershipAuc());
    QualityJson.put(node, "likelihood_auc", likelihoodAuc);
    node.put("rows", privacy.queries());
    node.put("among", privacy.references());
    node.put("compared_with", privacy.madeBy());
  }

  @Override
  public void console(ConsoleLines lines, QualityReport report) {
    if (privacy != null) {
      lines.named(
          "distance share",
          String.format(
              Locale.ROOT,
              "%8s  of .5; copies %s (natural %s)",
              ConsoleLines.number(privacy.dcrShare()),
              PlainText.percent(privacy.copies()),
              PlainText.percent(privacy.naturalCopies())));
    }
  }

  @Override
  public void section(Page page, QualityReport report) {
    if (privacy != null) {
      draw(page.section("privacy", "Privacy"), privacy, likelihoodAuc);
    }
  }

  private static void draw(StringBuilder out, Privacy p, double likelihoodAuc) {
    out.append(
        "<p>Whether synthetic rows are closer to the rows they were learnt from than chance");
    out.append(" has it. Compared with: ").append(Html.escape(p.madeBy())).append(".</p>");
    Tables.open(
        out,
        "Closeness",
        false,
        List.of("Figure", "Synthetic", "Natural or ideal"),
        false,
        true,
        true);
    row(
        out,
        "Rows closer to training rows than to other real rows",
        Html.score(p.dcrShare()),
        ".5");
    row(out, "Rows equal to a real row", Html.percent(p.copies()), Html.percent(p.naturalCopies()));
    row(
        out,
        "Distance to the nearest over that to the second nearest",
        Html.score(p.nearestRatio()),
        Html.score(p.naturalRatio()));
    row(out, "Membership inference, AUC", Html.score(p.membershipAuc()), ".5");
    if (!Double.isNaN(likelihoodAuc)) {
      row(out, "Membership by the model's likelihood, AUC", Html.score(likelihoodAuc), ".5");
    }
    Tables.close(out);
    distances(out, p);
    out.append("<p class=\"soft\">Distances of ").append(Html.count(p.queries()));
    out.append(" rows among ").append(Html.count(p.references()));
    out.append(". No figure proves privacy.");
    if (Double.isNaN(p.membershipAuc())) {
      out.append(" Membership inference needs held-out rows.");
    }
    out.append("</p>");
  }

  private static void row(StringBuilder out, String name, String... figures) {
    out.append("<tr><td>").append(name).append("</td>");
    for (String figure : figures) {
      out.append("<td class=\"n\">").append(figure).append("</td>");
    }
    out.append("</tr>\n");
  }

  private static void distances(StringBuilder out, Privacy p) {
    List<String> names = List.of("Other real rows", "Synthetic rows");
    out.append("<div class=\"card narrow\"><h4>Distance to the closest training row</h4>");
    out.append("<p class=\"legend\"><span><i class=\"swatch a\"></i>").append(names.get(0));
    out.append("</span><span><i class=\"swatch b\"></i>").append(names.get(1));
    out.append("</span></p>");
    Bins bins = Bins.of(p.naturalDistances(), 40);
    Svg.histogram(
        out,
        "Distances to the closest training row, of other real and of synthetic rows",
        bins,
        bins.shares(p.naturalDistances()),
        bins.shares(p.distances()),
        names,
        true,
        PlainText::number);
    out.append("</div>");
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    if (!Double.isNaN(likelihoodAuc)
        && likelihoodAuc > .5 + Math.max(TELLING, 4 * likelihoodError(report))) {
      found.add(
          Finding.caution(
                  Topic.COPYING,
                  "telling_model",
                  "The model file, not the table, tells rows that it was fitted to from others.")
              .advising("Pass on rows, not the model.")
              .because(
                  String.format(
                      Locale.ROOT, "AUC %.3f of .5 by the likelihood of rows", likelihoodAuc)));
    }
    if (privacy == null) {
      return;
    }
    TreeDetectionScore trees = report.score(TreeDetectionScore.class).orElse(null);
    boolean twinned = trees != null && trees.belowChance();
    if (!copying(report.syntheticRows()) && !twinned) {
      found.add(
          Finding.good(
                  Topic.COPYING,
                  "no_copying",
                  "No sign of copying was found, which is no proof of privacy.")
              .because(evidence()));
      return;
    }
    String twins =
        twinned
            ? String.format(
                Locale.ROOT,
                "; detection AUC %.3f, below .5, as rows have twins among the real ones",
                trees.auc().value())
            : "";
    found.add(
        Finding.bad(
                Topic.COPYING, "copying", "Copying: rows are copies of real rows, or nearly so.")
            .advising("Do not pass the table on.")
            .because(evidence() + twins)
            .forbidding(Use.SHARING));
  }

  /** Standard error of an AUC of one half (Mann and Whitney 1947). */
  private static double likelihoodError(QualityReport report) {
    RowLikelihoods rows = report.options().likelihoods().orElseThrow();
    double m = rows.training().length;
    double n = rows.heldOut().length;
    return Math.sqrt((m + n + 1) / (12 * m * n));
  }

  private boolean copying(int syntheticRows) {
    Privacy p = privacy;
    boolean closer = p.dcrShare() > .5 + Math.max(CLOSER, 4 * p.dcrError());
    // A narrow or a crude table may be close to the training rows and copy none of them: then the
    // closest is no closer, measured by the second closest, than it is for real rows.
    boolean known = !Double.isNaN(p.naturalRatio());
    double usual = known ? p.naturalRatio() : 1;
    closer &= !(p.nearestRatio() >= (heldOut() && known ? 1 : RATIO) * usual);
    double spread = Math.sqrt(p.naturalCopies() * (1 - p.naturalCopies()) / syntheticRows);
    boolean equal = p.copies() > p.naturalCopies() + Math.max(COPIES, 4 * spread);
    boolean member =
        heldOut() && p.membershipAuc() > .5 + Math.max(CLOSER, 4 * .41 / Math.sqrt(p.queries()));
    return closer || equal || member;
  }

  private boolean heldOut() {
    return !Double.isNaN(privacy.membershipAuc());
  }

  private String evidence() {
    String closeness =
        String.format(
            Locale.ROOT,
            "%s of the rows equal a real row (natural: %s); distance share %.3f of .5",
            PlainText.percent(privacy.copies()),
            PlainText.percent(privacy.naturalCopies()),
            privacy.dcrShare());
    return heldOut()
        ? closeness
            + String.format(Locale.ROOT, "; membership AUC %.3f of .5", privacy.membershipAuc())
        : closeness;
  }
}
