package io.semblance.quality;

import static io.semblance.quality.FlawedTables.TARGET;
import static io.semblance.quality.FlawedTables.simulated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** All scores together: keys, seeds, threads, targets. */
class ScoresTest {

  private final Table train = simulated(0, 6_000);
  private final Table fresh = simulated(6_000, 6_000);
  private final Table holdout = simulated(12_000, 6_000);

  private static QualityReport evaluate(Table real, Table synthetic, Table holdoutOrNull) {
    return QualityReport.evaluate(
        real, synthetic, holdoutOrNull, QualityOptions.builder().target(TARGET).build());
  }

  private static void note(Set<String> threads) {
    threads.add(Thread.currentThread().getName());
  }

  @Test
  void jsonHasTheKeysOfTheJudges() throws Exception {
    QualityReport report = evaluate(train, fresh, holdout);
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    for (String key :
        List.of(
            "/detection/boosted_trees/auc",
            "/detection/boosted_trees/floor",
            "/detection/boosted_trees/ceiling",
            "/detection/boosted_trees/unseen_auc",
            "/detection/boosted_trees/columns/BMI",
            "/detection/logistic/score",
            "/alpha_precision/value",
            "/beta_recall/value",
            "/utility/real",
            "/utility/synthetic",
            "/utility/targets/0/linear/synthetic",
            "/privacy/dcr_share",
            "/privacy/copies",
            "/privacy/membership_auc",
            "/validity/invalid_cells",
            "/coverage/clusters/value")) {
      assertThat(json.at(key).isNumber()).as(key).isTrue();
    }
    assertThat(json.at("/utility/targets/0/column").asText()).isEqualTo(TARGET);
    assertThat(json.at("/verdict/0/text").asText()).isEqualTo(report.verdict().get(0).text());
    String page = QualityPage.render(report, train, fresh);
    assertThat(page).contains("id=\"verdict\"", "id=\"privacy\"", "id=\"utility\"");
    assertThat(ConsoleSummary.render(report)).contains("detection, trees", "May be used for");
  }

  @Test
  void theSameSeedGivesTheSameFiguresAndAWrongTargetIsTold() {
    Table real = train.slice(0, 800);
    String once = evaluate(real, fresh.slice(0, 700), null).toJson();
    assertThat(evaluate(real, fresh.slice(0, 700), null).toJson()).isEqualTo(once);
    QualityOptions wrong = QualityOptions.builder().target("Diabetes").build();
    Assertions.assertThatThrownBy(() -> QualityReport.evaluate(real, fresh, null, wrong))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(TARGET);
  }

  /** Trees, neighbours and clusters share their work among threads, whatever their number. */
  @Test
  void theNumberOfThreadsChangesNothing() {
    Table real = train.slice(0, 800);
    Table other = fresh.slice(0, 700);
    QualityOptions one = QualityOptions.builder().target(TARGET).threads(1).build();
    QualityOptions three = one.toBuilder().threads(3).build();
    assertThat(QualityReport.evaluate(real, other, null, three).toJson())
        .isEqualTo(QualityReport.evaluate(real, other, null, one).toJson());
  }

  @Test
  void oneThreadIsOneThread() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    QualityOptions options =
        QualityOptions.builder()
            .threads(1)
            .onStep(step -> IntStream.range(0, 64).parallel().forEach(i -> note(threads)))
            .build();
    QualityReport.evaluate(train.slice(0, 300), fresh.slice(0, 300), null, options);
    assertThat(threads).hasSize(1);
    assertThat(threads.iterator().next()).doesNotContain("commonPool");
  }

  @Test
  void withoutATargetColumnsAreChosenThatCanBePredicted() {
    QualityReport report = QualityReport.evaluate(train, fresh, holdout, QualityOptions.defaults());
    var utility = report.score(UtilityScore.class).orElseThrow();
    assertThat(utility.targets()).hasSize(3);
    utility
        .targets()
        .forEach(
            target -> {
              var trees = target.boostedTrees();
              assertThat(trees.real()).isGreaterThan(trees.floor() + .1);
              assertThat(trees.synthetic()).isCloseTo(trees.real(), within(.05));
            });
  }
}
