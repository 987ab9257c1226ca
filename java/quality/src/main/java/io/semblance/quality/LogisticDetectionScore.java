package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Evaluation.Between;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.detection.LogisticDetection;
import java.util.List;

/** SDMetrics' logistic detection; 1 is perfect, and hardly anything is far from it. */
record LogisticDetectionScore(Between<LogisticDetection> asked) implements Score {

  static LogisticDetectionScore of(Evaluation tables) {
    tables.step("detection by logistic regression");
    return new LogisticDetectionScore(
        tables.between((a, b) -> LogisticDetection.of(a, b, tables.seed())));
  }

  @Override
  public List<Metric> metrics() {
    Figure score = asked.figure(LogisticDetection::score);
    return List.of(
        Metric.of("detection.logistic.score", score, Part.DETECTION)
            .line("detection, linear", "1 is perfect, and easily had")
            .card(
                "Logistic regression",
                "1 is perfect, and easily had: it is nearly blind to dependence.",
                Better.HIGHER));
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    ObjectNode node = metrics().get(0).write(root);
    if (asked.synthetic() != null) {
      node.put("rows", asked.synthetic().rows());
    }
  }
}
