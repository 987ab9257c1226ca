package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Evaluation.Between;
import io.semblance.quality.Metric.Better;
import io.semblance.quality.Metric.Part;
import io.semblance.quality.precision.PrecisionRecall;
import java.util.List;

/** Whether synthetic rows lie where real rows lie, and reach all of it. */
record PrecisionRecallScore(Between<PrecisionRecall> asked) implements Score {

  static PrecisionRecallScore of(Evaluation tables) {
    tables.step("alpha-precision and beta-recall");
    return new PrecisionRecallScore(
        tables.between((a, b) -> PrecisionRecall.of(a, b, tables.seed())));
  }

  @Override
  public List<Metric> metrics() {
    Figure alpha = asked.figure(PrecisionRecall::alphaPrecision);
    Figure beta = asked.figure(PrecisionRecall::betaRecall);
    return List.of(
        Metric.of("alpha_precision.value", alpha, Part.DETECTION)
            .line("alpha-precision", "higher is better")
            .card(
                "alpha-precision",
                "Whether synthetic rows lie where real rows lie. 1 is perfect.",
                Better.HIGHER),
        Metric.of("beta_recall.value", beta, Part.DETECTION)
            .line("beta-recall", "about .5 is perfect")
            .card(
                "beta-recall",
                "How much of where real rows lie is reached. About .5 is perfect; much more:"
                    + " copies.",
                Better.HIGHER));
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    for (Metric metric : metrics()) {
      ObjectNode node = metric.write(root);
      if (asked.synthetic() != null) {
        node.put("rows", asked.synthetic().rows());
      }
    }
  }
}
