package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.series.SeriesSpec;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SeriesScoreTest {

  private static final List<Scores.Entry> SCORES =
      List.of(Scores.always(FidelityScore::of), Scores.judge(SeriesScore::of));

  private static final SeriesSpec SPEC =
      SeriesSpec.builder().sequenceBy(List.of("who")).time(List.of("when")).length(8).build();

  private static QualityReport evaluate(Table real, Table synthetic, QualityOptions options) {
    return QualityReport.evaluate(real, synthetic, null, options, SCORES);
  }

  private static QualityOptions options(SeriesSpec spec) {
    return QualityOptions.builder().series(spec).seriesSeeds(1).build();
  }

  /**
   * Persons with 4 to 12 steps: x and y of a first order process, labels that stay, cells missing
   * two at a time, a constant.
   */
  private static Table persons(int count, long seed, double coefficient, boolean rising) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    List<String> states = new ArrayList<>();
    for (int person = 0; person < count; person++) {
      int steps = 4 + random.nextInt(9);
      double x = random.nextGaussian();
      String state = "calm";
      for (int t = 0; t < steps; t++) {
        double noise = Math.sqrt(1 - coefficient * coefficient) * random.nextGaussian();
        double y = t % 6 < 2 && person % 3 == 0 ? Double.NaN : x;
        rows.add(new double[] {person, rising ? t : 20 - t, x, y, 7});
        states.add(state);
        state = random.nextInt(5) == 0 ? List.of("calm", "busy").get(random.nextInt(2)) : state;
        x = coefficient * x + noise;
      }
    }
    List<Column> columns = new ArrayList<>();
    columns.add(column("who", ColumnType.INTEGER, rows, 0));
    columns.add(column("when", ColumnType.INTEGER, rows, 1));
    columns.add(column("x", ColumnType.NUMBER, rows, 2));
    columns.add(
        Golden.labels(
            ColumnType.CATEGORY, "state", List.of("busy", "calm"), states.toArray(String[]::new)));
    columns.add(column("constant", ColumnType.NUMBER, rows, 4));
    columns.add(column("y", ColumnType.NUMBER, rows, 3));
    return Table.of(columns);
  }

  private static Column column(String name, ColumnType type, List<double[]> rows, int at) {
    double[] values = rows.stream().mapToDouble(row -> row[at]).toArray();
    return NumericColumn.of(ColumnSchema.builder(name, type).build(), values);
  }

  private final Table real = persons(120, 1, .9, true);

  @Test
  void goodSeriesAreBetweenTheLinesAndFitForForecasting() throws Exception {
    Table synthetic = persons(110, 2, .9, true);
    QualityReport report = evaluate(real, synthetic, options(SPEC));
    Figure predictive = report.figure("series.predictive_score.mean");
    assertThat(predictive.value()).isLessThan((predictive.floor() + predictive.ceiling()) / 2);
    Figure correlation = report.figure("series.autocorrelation_difference.value");
    assertThat(correlation.value()).isLessThan(.15).isGreaterThan(0);
    assertThat(correlation.floor()).isGreaterThan(.4);
    assertThat(report.figure("series.step_change_distance.value").value()).isLessThan(.1);
    assertThat(report.figure("series.length_distance.value").value()).isLessThan(.25);
    assertThat(report.figure("series.interval_distance.value").value()).isZero();
    assertThat(report.verdict())
        .extracting(Finding::code)
        .doesNotContain("autocorrelation_off", "time_not_increasing", "no_forecasting");

    JsonNode json = new ObjectMapper().readTree(report.toJson()).get("series");
    for (String judge : List.of("discriminative_score", "predictive_score")) {
      for (String key : List.of("mean", "deviation", "floor", "ceiling")) {
        assertThat(json.at("/" + judge + "/" + key).isNumber()).as(judge + key).isTrue();
      }
      assertThat(json.at("/" + judge + "/seeds").asInt()).isEqualTo(1);
    }
    assertThat(json.at("/predictive_score/column").asText()).isEqualTo("y");
    assertThat(json.at("/discriminative_score/split_by_time/mean").isNumber()).isTrue();
    assertThat(json.at("/discriminative_score/split_by_time/deviation").isNumber()).isTrue();
    for (String key :
        List.of(
            "autocorrelation_difference",
            "cross_correlation_difference",
            "step_change_distance",
            "length_distance",
            "interval_distance",
            "missing_run_distance",
            "not_increasing")) {
      assertThat(json.at("/" + key + "/value").isNumber()).as(key).isTrue();
    }
    assertThat(json.at("/missing_run_distance/share_difference").isNumber()).isTrue();
    assertThat(json.at("/autocorrelation_difference/columns/x").isNumber()).isTrue();
    // Never changing within a person, the constant is a static column and no feature.
    assertThat(json.at("/autocorrelation_difference/columns").size()).isEqualTo(3);
    assertThat(json.at("/sequences/real").asInt()).isEqualTo(120);
    assertThat(json.at("/sequences/synthetic").asInt()).isEqualTo(110);
    assertThat(json.at("/length").asInt()).isEqualTo(8);

    assertThat(ConsoleSummary.render(report))
        .contains("series told apart", "series, next step", "time not rising");
    String page = QualityPage.render(report, real, synthetic);
    assertThat(page).contains("<section id=\"series\"", "<h3>Series</h3>", "by t-SNE");
    assertThat(page).contains("Lengths of sequences", "Distances of neighbouring times");
    assertThat(page).contains("Autocorrelation of state by lag").contains("<bdi>y</bdi>");
    String main = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    assertThat(main).doesNotContain("NaN").doesNotContain("Infinity");
    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(main);
    while (svg.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg.group())));
    }
  }

  @Test
  void noiseIsFoundOutAndNotFitForForecasting() {
    Table noise = persons(120, 3, 0, true);
    QualityReport report = evaluate(real, noise, options(SPEC));
    assertThat(report.verdict())
        .extracting(Finding::code)
        .contains("autocorrelation_off", "no_forecasting");
    assertThat(report.verdict().get(0).text()).contains("Not for forecasting");
    Figure changes = report.figure("series.step_change_distance.value");
    assertThat(changes.value()).isGreaterThan(.15).isCloseTo(changes.floor(), within(.1));
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Table few = persons(30, 4, .5, true);
    QualityOptions one = options(SPEC).toBuilder().seriesSeeds(2).threads(1).build();
    QualityOptions three = one.toBuilder().threads(3).build();
    String json = evaluate(real, few, three).toJson();
    assertThat(json).isEqualTo(evaluate(real, few, one).toJson());
    assertThat(json).contains("\"seeds\" : 2");
  }

  @Test
  void timeThatRunsBackwardsIsToldAndForbidsUses() {
    QualityReport report = evaluate(real, persons(15, 2, .9, false), options(SPEC));
    assertThat(report.figure("series.not_increasing.value"))
        .isEqualTo(new Figure(1, Double.NaN, 0));
    Finding finding = finding(report, "time_not_increasing");
    assertThat(finding.forbids()).contains(Use.SOFTWARE, Use.FORECASTING);
    assertThat(report.verdict().get(0).text()).contains("Not for").contains("forecasting");
    assertThat(report.verdict().get(0).text()).doesNotContain("be used for trying out");
  }

  @Test
  void repeatedTimesAreNotLater() {
    Table half = persons(15, 2, .9, true);
    double[] when = half.numeric(half.schema().indexOf("when")).values();
    double[] halved = Arrays.stream(when).map(t -> Math.floor(t / 2)).toArray();
    Column coarse =
        NumericColumn.of(ColumnSchema.builder("when", ColumnType.INTEGER).build(), halved);
    QualityReport report = evaluate(real, half.with(coarse), options(SPEC));
    long repeats = 0;
    double[] who = half.numeric(0).values();
    for (int i = 1; i < who.length; i++) {
      repeats += who[i] == who[i - 1] && halved[i] == halved[i - 1] ? 1 : 0;
    }
    assertThat(report.figure("series.not_increasing.value").value())
        .isCloseTo(repeats / (double) (who.length - 15), within(1e-12));
  }

  @Test
  void aSyntheticTableThatMakesNoSeriesIsTold() throws Exception {
    Table broken = persons(15, 2, .9, true);
    double[] when = broken.numeric(broken.schema().indexOf("when")).values().clone();
    when[3] = Double.NaN;
    Column holes = NumericColumn.of(ColumnSchema.builder("when", ColumnType.INTEGER).build(), when);
    QualityReport report = evaluate(real, broken.with(holes), options(SPEC));
    assertThat(finding(report, "series_unreadable").evidence()).contains("when");
    assertThat(finding(report, "series_unreadable").forbids()).contains(Use.FORECASTING);
    JsonNode json = new ObjectMapper().readTree(report.toJson()).get("series");
    assertThat(json.at("/discriminative_score/mean").isNull()).isTrue();
    assertThat(json.at("/unreadable").asText()).contains("when");
    assertThat(QualityPage.render(report, real, broken)).doesNotContain("id=\"series\"");
  }

  @Test
  void tinyTablesAreUndefinedAndNoError() {
    Table tiny = persons(2, 1, .9, true);
    QualityReport report = evaluate(tiny, persons(1, 2, .9, true), options(SPEC));
    assertThat(report.figure("series.discriminative_score.mean").value()).isNaN();
    assertThat(report.figure("series.predictive_score.mean").value()).isNaN();
    String page = QualityPage.render(report, tiny, tiny);
    String main = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    assertThat(main).contains("id=\"series\"").doesNotContain("NaN").doesNotContain("t-SNE");
    SeriesSpec single = SeriesSpec.builder().length(24).build();
    Table three = Table.of(List.of(Golden.numbers("a", 1, 2, 3)));
    Table one = Table.of(List.of(Golden.numbers("a", 1)));
    assertThat(evaluate(three, one, options(single)).figures()).isNotEmpty();
    Table constant = Table.of(List.of(Golden.numbers("a", new double[60])));
    Figure figure =
        evaluate(constant, constant, options(SeriesSpec.builder().length(2).stride(1).build()))
            .figure("series.autocorrelation_difference.value");
    assertThat(figure.value()).isNaN();
  }

  @Test
  void labelsAloneAreJudgedButNotPredicted() {
    Random random = new Random(1);
    double[] codes = random.ints(200, 0, 3).asDoubleStream().toArray();
    Table labels = Table.of(List.of(Golden.labels("state", codes)));
    QualityReport report =
        evaluate(labels, labels, options(SeriesSpec.builder().length(4).build()));
    assertThat(report.figure("series.discriminative_score.mean").value()).isBetween(0.0, .3);
    assertThat(report.figure("series.predictive_score.mean").value()).isNaN();
    assertThat(report.figure("series.autocorrelation_difference.value").value()).isLessThan(.1);
  }

  @Test
  void withoutSeriesThereIsNoScore() {
    QualityReport report = evaluate(real, real, QualityOptions.defaults());
    assertThat(report.toJson()).doesNotContain("series");
    assertThat(report.figures().keySet()).noneMatch(key -> key.startsWith("series"));
    assertThat(QualityPage.render(report, real, real)).doesNotContain("id=\"series\"");
    assertThatThrownBy(
            () -> evaluate(real, real, options(SPEC.toBuilder().time(List.of("w")).build())))
        .isInstanceOf(DataException.class);
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> QualityOptions.builder().seriesSeeds(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    QualityOptions kept = options(SPEC).toBuilder().build();
    assertThat(kept.series()).contains(SPEC);
    assertThat(kept.seriesSeeds()).isEqualTo(1);
    assertThat(QualityOptions.defaults().seriesSeeds()).isEqualTo(3);
  }

  private static Finding finding(QualityReport report, String code) {
    return report.verdict().stream().filter(f -> f.code().equals(code)).findFirst().orElseThrow();
  }
}
