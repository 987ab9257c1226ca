package io.semblance.cli;

import io.semblance.data.Table;
import io.semblance.data.file.WholeFile;
import io.semblance.quality.ConsoleSummary;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityPage;
import io.semblance.quality.QualityReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Scores a synthetic table and leaves the reports. */
final class Verdict {
  private Verdict() {}

  /**
   * Evaluates, writes what is asked for, and prints the summary.
   *
   * @param json where to write the scores, or null
   * @param html where to write the report, or null
   * @param out where the summary goes, or null
   * @param trained whether a model was trained for it just now
   * @param console told what is being computed, which may take half a minute
   */
  static void give(
      Table real,
      Table synthetic,
      Table holdoutOrNull,
      QualityOptions options,
      Path json,
      Path html,
      PrintWriter out,
      boolean trained,
      Console console)
      throws IOException {
    JudgingProgress progress = new JudgingProgress(console);
    QualityOptions told = options.toBuilder().onStep(progress).build();
    QualityReport report = QualityReport.evaluate(real, synthetic, holdoutOrNull, told);
    progress.done();
    if (json != null) {
      WholeFile.writeText(json, report.toJson());
    }
    if (html != null) {
      WholeFile.writeText(html, QualityPage.render(report, real, synthetic));
    }
    if (out != null) {
      out.print(ConsoleSummary.render(report, trained));
      out.flush();
    }
  }
}
