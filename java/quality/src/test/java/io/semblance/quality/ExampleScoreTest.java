package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Table;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A score of one file and a line that registers it is in every part of a report. */
class ExampleScoreTest {

  /** The line that registers it; in the tree it would stand in {@link Scores#ALL}. */
  private static final Scores.Entry REGISTERED = Scores.judge(ExampleScore::of);

  private static final List<Scores.Entry> SCORES =
      Stream.concat(Scores.ALL.stream(), Stream.of(REGISTERED)).toList();

  /**
   * 200 rows of one column of numbers and one of labels, of which a share of the rows lacks both.
   */
  private static Table table(long seed, double missing) {
    Random random = new Random(seed);
    double[] x = new double[200];
    double[] label = new double[200];
    for (int i = 0; i < 200; i++) {
      boolean lacking = i < 200 * missing;
      x[i] = lacking ? Double.NaN : random.nextGaussian();
      label[i] = lacking ? Double.NaN : random.nextInt(3);
    }
    return Table.of(List.of(Golden.numbers("x", x), Golden.labels("label", label)));
  }

  private final Table real = table(1, 0);
  private final Table synthetic = table(2, .4);
  private final QualityReport report =
      QualityReport.evaluate(real, synthetic, table(3, 0), QualityOptions.defaults(), SCORES);

  @Test
  void itsFigureIsInTheReportAndInJson() throws Exception {
    // 4 in 10 cells are missing where none should be; shuffled and held-out rows lack none.
    assertThat(report.figure("missing_cells.value")).isEqualTo(new Figure(.6, 1, 1));
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.at("/missing_cells/value").asDouble()).isEqualTo(.6);
    assertThat(json.at("/missing_cells/floor").asDouble()).isEqualTo(1);
    assertThat(json.at("/missing_cells/ceiling").asDouble()).isEqualTo(1);
  }

  @Test
  void itHasALineOnTheConsoleAndACardOnThePage() {
    assertThat(ConsoleSummary.render(report))
        .contains("missing cells       0.6000  1.0000   1.0000  1 is perfect");
    assertThat(QualityPage.render(report, real, synthetic))
        .contains("<h3>Validity</h3><div class=\"cards scores\">")
        .contains("<h3>Missing cells</h3><p class=\"figure\">0.6000</p>");
  }

  @Test
  void itsFindingIsInTheVerdictAndDecides() {
    Finding finding =
        report.verdict().stream()
            .filter(found -> found.code().equals("missing_cells"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.text()).endsWith("Fit a model that learns where cells are missing.");
    assertThat(report.verdict().get(0).text()).contains("Not for trying out software");
    assertThat(QualityPage.render(report, real, synthetic)).contains(finding.text());
    assertThat(ConsoleSummary.render(report)).contains("bad:     " + finding.text());
  }

  @Test
  void withoutTheLineItIsNowhere() {
    QualityReport without =
        QualityReport.evaluate(real, synthetic, null, QualityOptions.defaults());
    assertThat(without.figures()).doesNotContainKey("missing_cells.value");
    assertThat(ConsoleSummary.render(without)).doesNotContain("missing cells");
    assertThatThrownBy(() -> without.figure("missing_cells.value"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trend.mean");
  }

  @Test
  void twoScoresOfOneKeyAreRefused() {
    List<Scores.Entry> twice = Stream.concat(SCORES.stream(), Stream.of(REGISTERED)).toList();
    assertThatThrownBy(
            () -> QualityReport.evaluate(real, synthetic, null, QualityOptions.defaults(), twice))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missing_cells.value");
  }
}
