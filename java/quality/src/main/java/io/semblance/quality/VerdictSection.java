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
    List<Finding> verdict = report.verdict();
    if (verdict.isEmpty()) {
      out.append("<p>No judge was asked, so there is no verdict; see the scores.</p>");
      return;
    }
    out.append("<p class=\"lead\">").append(text(verdict.get(0).text())).append("</p>");
    List<Finding> findings = verdict.subList(1, verdict.size());
    out.append("<div class=\"prose\">");
    Tables.open(out, "What it may be used for", false, List.of("Use", "Fit", "Because"));
    for (Uses use : Uses.of(findings)) {
      out.append("<tr><td>").append(text(use.what())).append("</td><td class=\"k\">");
      badge(out, use.fit() ? "good" : "bad", use.fit() ? "yes" : "no");
      out.append("</td><td>").append(text(because(use))).append("</td></tr>\n");
    }
    Tables.close(out);
    out.append("</div><h3>Findings</h3><ul class=\"findings\">");
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
