package io.semblance.quality;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.quality.Finding.Topic;
import java.util.List;

/** Whether the model behind the table holds real rows, as its maker says; scores nothing. */
record CarriedRows(boolean carried) implements Score {

  static CarriedRows of(Evaluation tables) {
    return new CarriedRows(tables.options().carriesRealRows());
  }

  @Override
  public List<Metric> metrics() {
    return List.of();
  }

  @Override
  public void json(ObjectNode root, QualityReport report) {
    if (carried) {
      root.putObject("model").put("carries_real_rows", true);
    }
  }

  @Override
  public void findings(Findings found, QualityReport report) {
    if (carried) {
      found.add(
          Finding.bad(
                  Topic.COPYING,
                  "model_carries_real_rows",
                  "The model carries real rows: it interpolates between rows of the real table, and"
                      + " its file holds them.")
              .advising(
                  "Keep the model file as safe as the real table, or fit a model that holds no"
                      + " rows.")
              .because("a property of the model, whatever the figures of the table are")
              .forbidding(Use.SHARING_THE_MODEL));
    }
  }
}
