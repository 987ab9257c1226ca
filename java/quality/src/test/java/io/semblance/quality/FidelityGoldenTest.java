package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against SDMetrics 0.11.1, whose figures are given to six decimals. */
class FidelityGoldenTest {

  private static final double TOLERANCE = 1e-6;

  @Test
  void equalsSdMetrics() throws IOException {
    FidelityScores scores = Fidelity.score(Golden.table("real.csv"), Golden.table("synthetic.csv"));
    JsonNode expected = Golden.expected();

    assertThat(scores.shapeMean()).isCloseTo(figure(expected, "shape_mean"), within(TOLERANCE));
    assertThat(scores.trendMean()).isCloseTo(figure(expected, "trend_mean"), within(TOLERANCE));
    assertThat(scores.ownEdgesMean())
        .isCloseTo(figure(expected, "trend_own_edges_mean"), within(TOLERANCE));
    assertThat(scores.meanAbsDeltaPearson())
        .isCloseTo(figure(expected, "mean_abs_delta_pearson"), within(TOLERANCE));
    assertThat(scores.deltaPearsonPairs()).isEqualTo(28);
    assertAll(scores.shapeColumns(), expected.get("shape"));
    assertAll(scores.trendPairs(), expected.get("trend"));
    assertAll(scores.ownEdgesPairs(), expected.get("trend_own_edges"));
  }

  private static void assertAll(Map<String, Double> scores, JsonNode expected) {
    assertThat(scores.keySet()).containsExactlyElementsOf(expected::fieldNames);
    scores.forEach(
        (name, score) ->
            assertThat(score).as(name).isCloseTo(figure(expected, name), within(TOLERANCE)));
  }

  private static double figure(JsonNode node, String name) {
    return node.get(name).asDouble();
  }
}
