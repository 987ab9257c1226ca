package io.semblance.quality;

import io.semblance.quality.page.Html;
import io.semblance.quality.page.Tables;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the table may be used for and what not, and the findings behind that. */
final class VerdictSection {

  private VerdictSection() {}

  static void draw(StringBuilder out, QualityReport report) {
    List<Finding> findings = report.verdict();
    if (report.options().judges()) {
      out.append("<p class=\"lead\">").append(text(findings.get(0).text())).append("</p>");
      uses(out, report.uses());
      findings = findings.subList(1, findings.size());
    } else {
      out.append("<p>No judge was asked, so there is no verdict; see the scores.</p>");
    }
    if (report.options().judges() || !findings.isEmpty()) {
      findings(out, findings);
    }
  }

  private static void uses(StringBuilder out, List<Uses> uses) {
    out.append("<div class=\"prose\">");
    Tables.open(out, "What it may be used for", false, List.of("Use", "Fit", "Because"));
    for (Uses use : uses) {
      out.append("<tr><td>").append(text(use.use().words())).append("</td><td class=\"k\">");
      badge(out, use.fit() ? "good" : "bad", use.fit() ? "yes" : "no");
      out.append("</td><td>").append(text(because(use))).append("</td></tr>\n");
    }
    Tables.close(out);
    out.append("</div>");
  }

  private static void findings(StringBuilder out, List<Finding> findings) {
    out.append("<h3>Findings</h3><ul class=\"findings\">");
    for (Finding finding : findings) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      out.append("<li>");
      badge(out, level, level);
      out.append("<div>").append(text(finding.text())).append(" <small class=\"soft\">");
      out.append(text(finding.evidence())).append("</small></div></li>\n");
    }
    out.append("</ul>");
  }

  private static String because(Uses use) {
    return use.because().isEmpty()
        ? "nothing was found against it"
        : use.because().stream().map(Finding::text).collect(Collectors.joining(" "));
  }

  private static void badge(StringBuilder out, String style, String words) {
    out.append("<span class=\"badge ").append(style).append("\">").append(words).append("</span>");
  }

  /** Sentences are made of parts that were cut to size; the whole is not cut again. */
  private static String text(String whole) {
    return Html.escapeAll(whole);
  }
}
