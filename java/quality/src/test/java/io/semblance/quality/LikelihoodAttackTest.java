package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A model that finds its own rows more likely than others is told of; one that does not is not. */
class LikelihoodAttackTest {
  private static QualityReport report(int rows, double shift) {
    Random random = new Random(3);
    double[] training = random.doubles(rows, 0, 1).map(v -> v + shift).toArray();
    double[] heldOut = random.doubles(rows, 0, 1).toArray();
    Table table = Simulators.byName("health-indicators").rows(0, 900, 1);
    return QualityReport.evaluate(
        table.slice(0, 300),
        table.slice(300, 600),
        table.slice(600, 900),
        QualityOptions.builder().likelihoods(new RowLikelihoods(training, heldOut)).build());
  }

  @Test
  void theAucIsReportedAndToldOfBeyondChance() {
    QualityReport telling = report(2_000, .1);
    assertThat(telling.figure("privacy.likelihood_auc").value()).isBetween(.56, .63);
    assertThat(telling.toJson()).contains("telling_model");
    assertThat(report(2_000, 0).toJson()).doesNotContain("telling_model");
    // Thirty rows say nothing of such a difference.
    assertThat(report(30, .1).toJson()).doesNotContain("telling_model");
  }
}
