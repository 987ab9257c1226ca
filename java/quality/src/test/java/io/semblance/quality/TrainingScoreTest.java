package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Table;
import io.semblance.quality.TrainingCurve.Point;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the caller of an evaluation knows of the model, shown and weighed. */
class TrainingScoreTest {

  private static final double NONE = Double.NaN;
  private static final TrainingCurve CURVE =
      new TrainingCurve(
          List.of(
              new Point(1, 100, 1.5, losses(-.9, .4), NONE, false),
              new Point(2, 200, 3, losses(-.5, .3), .31, false),
              new Point(3, 300, 4.5, losses(-.4, .2), .12, true),
              new Point(4, 400, 6, losses(Double.NEGATIVE_INFINITY, .1), .55, false)),
          List.of("epoch 4: rolled back: the critic's loss was not finite", "<b>labels</b>"));

  private final Table real = Mixed.table(300, 1, 0);
  private final Table synthetic = Mixed.table(300, 2, 0);

  private static Map<String, Double> losses(double critic, double generator) {
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("critic", critic);
    losses.put("generator", generator);
    return losses;
  }

  private QualityReport report(QualityOptions options) {
    return QualityReport.evaluate(real, synthetic, null, options);
  }

  private static QualityOptions.Builder quick() {
    return QualityOptions.builder().judges(false);
  }

  @Test
  void jsonHoldsPointsAndEvents() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report(quick().training(CURVE).build()).toJson());
    JsonNode training = json.get("training");
    assertThat(training.get("points")).hasSize(4);
    JsonNode kept = training.at("/points/2");
    assertThat(kept.get("epoch").asInt()).isEqualTo(3);
    assertThat(kept.get("step").asLong()).isEqualTo(300);
    assertThat(kept.get("seconds").asDouble()).isEqualTo(4.5);
    assertThat(kept.at("/losses/critic").asDouble()).isEqualTo(-.4);
    assertThat(kept.get("fidelity_loss").asDouble()).isEqualTo(.12);
    assertThat(kept.get("kept").asBoolean()).isTrue();
    assertThat(training.at("/points/0/fidelity_loss").isNull()).isTrue();
    assertThat(training.at("/points/3/losses/critic").isNull()).as("JSON has no infinity").isTrue();
    assertThat(training.at("/events/0").asText()).startsWith("epoch 4: rolled back");
  }

  @Test
  void thePagePlotsLossesAndFidelityAndMarksWhatWasKept() throws Exception {
    String page = QualityPage.render(report(quick().training(CURVE).build()), real, synthetic);
    String section = page.substring(page.indexOf("<section id=\"training\""));
    section = section.substring(0, section.indexOf("</section>"));
    List<Document> plots = plots(section);
    assertThat(plots).hasSize(2);
    // Steps 100 to 400 over 640 pixels: step 300 is at 2/3 of the way.
    for (Document plot : plots) {
      assertThat(plot.getDocumentElement().getTextContent()).contains("kept: step 300");
    }
    assertThat(section).contains("M426.7 4V148");
    // Fidelity was first measured at step 200, so there step 300 is half of the way.
    assertThat(section).contains("M320 4V148");
    assertThat(paths(plots.get(0))).hasSize(2); // critic and generator
    assertThat(paths(plots.get(1))).hasSize(1);
    // Losses from -.9 to .4 over 144 pixels: the critic's first point is on the floor, its second
    // (.4 / 1.3) of the way up; after the third it is infinite and the line ends.
    assertThat(paths(plots.get(0)).get(0)).isEqualTo("M0 148h0L213.3 103.7L426.7 92.6");
    assertThat(section).contains("epoch 3, step 300").contains("&lt;b&gt;labels&lt;/b&gt;");
    assertThat(section)
        .doesNotContain("<b>labels")
        .doesNotContain("Infinity")
        .doesNotContain("NaN");
  }

  private static List<Document> plots(String section) throws Exception {
    List<Document> plots = new ArrayList<>();
    Matcher matcher = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(section);
    while (matcher.find()) {
      plots.add(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(matcher.group()))));
    }
    return plots;
  }

  private static List<String> paths(Document plot) {
    List<String> paths = new ArrayList<>();
    NodeList all = plot.getElementsByTagName("path");
    for (int i = 0; i < all.getLength(); i++) {
      Element path = (Element) all.item(i);
      if (path.getAttribute("class").startsWith("curve")) {
        paths.add(path.getAttribute("d"));
      }
    }
    return paths;
  }

  @Test
  void longCurvesAreThinned() {
    List<Point> points =
        IntStream.range(0, 5_000)
            .mapToObj(i -> new Point(i, i, i, Map.of("loss", 1.0 / (i + 1)), NONE, false))
            .toList();
    QualityOptions options = quick().training(new TrainingCurve(points, List.of())).build();
    String page = QualityPage.render(report(options), real, synthetic);
    String path = page.substring(page.indexOf("class=\"curve s0\""));
    assertThat(path.substring(0, path.indexOf("/>")).split("[ML]", -1)).hasSize(241);
    assertThat(page).doesNotContain("class=\"marked\"").doesNotContain("Unlikeness");
  }

  @Test
  void withoutACurveThereIsNothing() throws Exception {
    QualityReport plain = report(quick().build());
    JsonNode json = new ObjectMapper().readTree(plain.toJson());
    assertThat(json.has("training")).isFalse();
    assertThat(json.has("model")).isFalse();
    assertThat(QualityPage.render(plain, real, synthetic)).doesNotContain("id=\"training\"");
  }

  @Test
  void aModelThatCarriesRealRowsIsNotToBePassedOn() throws Exception {
    QualityReport report = report(QualityOptions.builder().carriesRealRows(true).build());
    assertThat(report.verdict().get(0).text())
        .matches(".*Not for [^.]*passing on the model file.*");
    Finding said =
        report.verdict().stream()
            .filter(finding -> finding.forbids().contains(Use.SHARING_THE_MODEL))
            .findFirst()
            .orElseThrow();
    assertThat(said.text())
        .contains("carries real rows")
        .contains("fit a model that holds no rows");
    assertThat(report.verdict()).noneMatch(finding -> finding.code().equals("all_well"));
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.at("/model/carries_real_rows").asBoolean()).isTrue();
    assertThat(ConsoleSummary.render(report)).contains("passing on the model file");
    assertThat(report(QualityOptions.defaults()).verdict().get(0).text())
        .doesNotContain("model file");
  }

  @Test
  void carriedRowsAreSaidEvenWhenNoJudgeIsAsked() {
    QualityReport report = report(quick().carriesRealRows(true).build());
    assertThat(report.verdict())
        .extracting(Finding::code)
        .containsExactly("model_carries_real_rows");
    assertThat(QualityPage.render(report, real, synthetic)).contains("The model carries real rows");
  }

  @Test
  void curvesAreCheckedWhereTheyAreMade() {
    Point first = new Point(1, 10, 1, Map.of(), NONE, true);
    Point second = new Point(2, 9, 2, Map.of(), NONE, true);
    assertThatThrownBy(() -> new TrainingCurve(List.of(), List.of()))
        .hasMessageContaining("at least one point");
    assertThatThrownBy(() -> new TrainingCurve(List.of(first, second), List.of()))
        .hasMessageContaining("step 9")
        .hasMessageContaining("step 10");
    assertThatThrownBy(() -> new Point(-1, 0, 0, Map.of(), NONE, false)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Point(0, 0, -1, Map.of(), NONE, false))
        .hasMessageContaining("seconds");
    assertThat(new Point(0, 0, NONE, Map.of(), NONE, false).seconds()).as("unknown").isNaN();
    assertThat(new TrainingCurve(List.of(second, first), List.of()).keptPoint())
        .as("the last one replaced the other")
        .contains(first);
  }

  @Test
  void optionsAreCheckedWhereTheyAreSetAndCopied() {
    QualityOptions.Builder builder = QualityOptions.builder();
    assertThatThrownBy(() -> builder.threads(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> builder.target(" ")).hasMessageContaining("blank");
    assertThatThrownBy(() -> builder.unreadable(Map.of("age", -2L))).hasMessageContaining("age");
    QualityOptions options =
        builder.seed(3).target("age").training(CURVE).carriesRealRows(true).threads(2).build();
    QualityOptions copy = options.toBuilder().build();
    assertThat(copy).usingRecursiveComparison().isEqualTo(options);
  }
}
