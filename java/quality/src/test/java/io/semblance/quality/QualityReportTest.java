package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QualityReportTest {

  private final Table real = Mixed.table(2000, 1, 0);
  private final Table holdout = Mixed.table(1000, 2, 0);
  private final Table bent = Mixed.table(1500, 3, .3);
  private final QualityOptions options =
      QualityOptions.builder().seed(7).title("test").note("rank projection", "on").build();

  @Test
  void scoresStandBetweenFloorAndCeiling() {
    QualityReport report = QualityReport.evaluate(real, bent, holdout, options);
    FidelityScores ceiling = report.ceiling().orElseThrow();
    // Shuffling keeps every column (up to sampling) and breaks every dependence.
    assertThat(report.floor().shapeMean()).isGreaterThan(.98);
    assertThat(report.floor().meanAbsDeltaPearson())
        .isGreaterThan(3 * ceiling.meanAbsDeltaPearson());
    assertThat(ceiling.trendMean()).isGreaterThan(report.floor().trendMean());
    assertThat(report.scores().meanAbsDeltaPearson())
        .isBetween(ceiling.meanAbsDeltaPearson(), report.floor().meanAbsDeltaPearson());
    assertThat(ceiling).isEqualTo(Fidelity.score(real, holdout));
    assertThat(report.scores()).isEqualTo(Fidelity.score(real, bent));
  }

  @Test
  void theFloorHasNoDependenceLeft() {
    Table twins =
        Table.of(
            List.of(
                Golden.numbers("a", IntStream.range(0, 5000).mapToDouble(i -> i).toArray()),
                Golden.numbers("b", IntStream.range(0, 5000).mapToDouble(i -> -i).toArray())));
    QualityReport report = QualityReport.evaluate(twins, twins, null, options);
    assertThat(report.floor().shapeMean()).isEqualTo(1);
    assertThat(report.floor().meanAbsDeltaPearson()).isCloseTo(1, within(.06));
    assertThat(report.scores().meanAbsDeltaPearson()).isZero();
    assertThat(report.ceiling().orElseThrow().meanAbsDeltaPearson()).isCloseTo(0, within(1e-9));
  }

  @Test
  void theSummarySaysWhenDependenceWasNotLearnt() {
    Table halves =
        Table.of(
            List.of(
                Golden.numbers("a", IntStream.range(0, 3000).mapToDouble(i -> i % 97).toArray()),
                Golden.numbers("b", IntStream.range(0, 3000).mapToDouble(i -> i % 97).toArray())));
    Table broken =
        Table.of(
            List.of(
                Golden.numbers("a", IntStream.range(0, 3000).mapToDouble(i -> i % 97).toArray()),
                Golden.numbers(
                    "b", IntStream.range(0, 3000).mapToDouble(i -> i * 31 / 97 % 97).toArray())));
    String said = "hardly more than in the shuffled table";
    QualityReport report = QualityReport.evaluate(halves, broken, null, options);
    assertThat(ConsoleSummary.render(report, true)).contains(said);
    assertThat(ConsoleSummary.render(report)).doesNotContain(said, "--epochs");
    assertThat(ConsoleSummary.render(QualityReport.evaluate(halves, halves, null, options), true))
        .doesNotContain(said);
  }

  @Test
  void sameSeedSameReport() {
    String once = QualityReport.evaluate(real, bent, null, options).toJson();
    assertThat(QualityReport.evaluate(real, bent, null, options).toJson()).isEqualTo(once);
    QualityOptions other = QualityOptions.builder().seed(8).title("test").build();
    assertThat(QualityReport.evaluate(real, bent, null, other).floor())
        .isNotEqualTo(QualityReport.evaluate(real, bent, null, options).floor());
  }

  @Test
  void jsonHasTheAgreedKeys() throws Exception {
    QualityReport report = QualityReport.evaluate(real, bent, holdout, options);
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    FidelityScores scores = report.scores();
    close(json.at("/shape/mean"), scores.shapeMean());
    close(json.at("/shape/floor"), report.floor().shapeMean());
    close(json.at("/shape/ceiling"), report.ceiling().orElseThrow().shapeMean());
    close(json.at("/shape/columns/wage"), scores.shapeColumns().get("wage"));
    close(json.at("/trend/mean"), scores.trendMean());
    close(json.at("/trend/floor"), report.floor().trendMean());
    close(json.at("/trend/ceiling"), report.ceiling().orElseThrow().trendMean());
    close(json.at("/trend/own_edges_mean"), scores.ownEdgesMean());
    close(json.at("/trend/own_edges_floor"), report.floor().ownEdgesMean());
    close(json.at("/trend/own_edges_ceiling"), report.ceiling().orElseThrow().ownEdgesMean());
    close(json.at("/trend/pairs/age~wage"), scores.trendPairs().get("age~wage"));
    close(json.at("/mean_abs_delta_pearson/value"), scores.meanAbsDeltaPearson());
    close(json.at("/mean_abs_delta_pearson/floor"), report.floor().meanAbsDeltaPearson());
    close(
        json.at("/mean_abs_delta_pearson/ceiling"),
        report.ceiling().orElseThrow().meanAbsDeltaPearson());
    assertThat(json.at("/version").asInt()).isEqualTo(1);
    assertThat(json.at("/rows/real").asInt()).isEqualTo(2000);
    assertThat(json.at("/rows/synthetic").asInt()).isEqualTo(1500);
    assertThat(json.at("/rows/holdout").asInt()).isEqualTo(1000);
    assertThat(json.at("/columns/scored").asInt()).isEqualTo(6);
    assertThat(json.at("/columns/left_out/0").asText()).isEqualTo("id");
    assertThat(json.at("/notes/rank projection").asText()).isEqualTo("on");
    assertThat(json.at("/made_by/floor").asText()).contains("shuffled").contains("1,500");
    assertThat(json.at("/made_by/ceiling").asText()).contains("held-out");
  }

  @Test
  void halvesStandInForAHoldout() {
    QualityReport report = QualityReport.evaluate(real, bent, null, options);
    assertThat(report.ceilingMadeBy()).contains("half");
    assertThat(report.ceiling().orElseThrow().shapeMean()).isGreaterThan(.95);
  }

  @Test
  void aTinyTableHasNoCeilingAndJsonNoNan() throws Exception {
    Table tiny = Table.of(List.of(Golden.numbers("a", 1)));
    QualityReport report = QualityReport.evaluate(tiny, tiny, null, options);
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(report.ceiling()).isEmpty();
    assertThat(json.at("/shape/ceiling").isNull()).isTrue();
    assertThat(json.at("/trend/mean").isNull()).isTrue();
    assertThat(json.at("/shape/mean").asDouble()).isEqualTo(1);
    String page = QualityPage.render(report, tiny, tiny);
    assertThat(page.substring(page.indexOf("<main"), page.indexOf("</main>")))
        .doesNotContain("NaN");
  }

  @Test
  void consoleSummaryIsAligned() {
    QualityReport report = QualityReport.evaluate(real, bent, holdout, options);
    List<String> lines = ConsoleSummary.render(report).lines().toList();
    int end = lines.get(0).indexOf("ceiling") + "ceiling".length();
    for (String line : lines.subList(1, 5)) {
      assertThat(line.substring(0, end)).matches(".*\\d\\.\\d{4} +\\d\\.\\d{4} +\\d\\.\\d{4}");
    }
    assertThat(lines.get(4)).startsWith("mean |delta r|").contains("lower is better");
    String worst =
        report.scores().shapeColumns().entrySet().stream()
            .min(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    assertThat(lines.get(5)).startsWith("worst columns").contains(" " + worst + " ");
  }

  private static void close(JsonNode node, double value) {
    assertThat(node.isNumber()).isTrue();
    assertThat(node.asDouble()).isCloseTo(value, within(1e-9));
  }
}
