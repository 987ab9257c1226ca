package io.semblance.quality;

import static io.semblance.quality.FlawedTables.TARGET;
import static io.semblance.quality.FlawedTables.groups;
import static io.semblance.quality.FlawedTables.shuffled;
import static io.semblance.quality.FlawedTables.simulated;
import static io.semblance.quality.FlawedTables.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether lost dependence between columns is told from columns that moved. */
class JointStructureTest {

  private static final String AUC = "detection.boosted_trees.auc";

  private final Table train = simulated(0, 6_000);
  private final Table holdout = simulated(12_000, 6_000);

  private static QualityReport evaluate(Table real, Table synthetic, Table holdoutOrNull) {
    return QualityReport.evaluate(
        real, synthetic, holdoutOrNull, QualityOptions.builder().target(TARGET).build());
  }

  private static List<String> codes(QualityReport report) {
    return report.verdict().stream().map(Finding::code).toList();
  }

  private static Finding structure(QualityReport report) {
    return report.verdict().stream()
        .filter(f -> f.code().startsWith("joint_structure"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(report.verdict().toString()));
  }

  @Test
  void shuffledColumnsHaveLostTheJointStructure() {
    QualityReport report = evaluate(train, shuffled(train), holdout);
    assertThat(report.figure(AUC).value())
        .isGreaterThan(.8)
        .isCloseTo(report.figure(AUC).floor(), within(.02));
    assertThat(
            report
                .score(UtilityScore.class)
                .orElseThrow()
                .targets()
                .get(0)
                .boostedTrees()
                .synthetic())
        .as("trained on shuffled rows")
        .isBetween(.35, .65);
    assertThat(codes(report))
        .contains("joint_structure_lost", "no_utility")
        .doesNotContain("copying", "missing_mode", "all_well");
  }

  /** Without a common kind of rows, single columns move; what depends on what stays. */
  @Test
  void aMissingCategoryIsNoLostStructure() {
    Table real = groups(4_000, 1, 0);
    QualityReport report =
        QualityReport.evaluate(real, groups(4_000, 2, 2), null, QualityOptions.defaults());
    assertThat(report.fidelity().trend().way(.01)).isLessThan(.25);
    assertThat(structure(report).code())
        .as("%s", structure(report))
        .isNotEqualTo("joint_structure_lost");
    assertThat(
            structure(QualityReport.evaluate(real, shuffled(real), null, QualityOptions.defaults()))
                .code())
        .isEqualTo("joint_structure_lost");
  }

  @Test
  void tablesWithNothingInCommonKeepNoStructure() {
    QualityReport report =
        QualityReport.evaluate(
            uniform(3_000, 0, 1), uniform(3_000, 10, 2), null, QualityOptions.defaults());
    assertThat(codes(report))
        .doesNotContain("joint_structure_kept")
        .contains("joint_structure_weak");
    assertThat(report.verdict().get(0).text()).contains("Not for").contains("studying");
  }
}
