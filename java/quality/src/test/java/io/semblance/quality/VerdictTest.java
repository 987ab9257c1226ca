package io.semblance.quality;

import static io.semblance.quality.FlawedTables.TARGET;
import static io.semblance.quality.FlawedTables.blobs;
import static io.semblance.quality.FlawedTables.noisy;
import static io.semblance.quality.FlawedTables.shuffled;
import static io.semblance.quality.FlawedTables.simulated;
import static io.semblance.quality.FlawedTables.withDouble;
import static io.semblance.quality.FlawedTables.withoutLabel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.NumericColumn;
import io.semblance.data.RealTables;
import io.semblance.data.Table;
import io.semblance.quality.features.RandomRows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables whose fault is known, and the sentence that must name it. */
class VerdictTest {

  private static final String AUC = "detection.boosted_trees.auc";

  private final Table train = simulated(0, 6_000);
  private final Table fresh = simulated(6_000, 6_000);
  private final Table holdout = simulated(12_000, 6_000);

  private static QualityReport evaluate(Table real, Table synthetic, Table holdoutOrNull) {
    return QualityReport.evaluate(
        real, synthetic, holdoutOrNull, QualityOptions.builder().target(TARGET).build());
  }

  private static List<String> codes(QualityReport report) {
    return report.verdict().stream().map(Finding::code).toList();
  }

  private static Finding finding(QualityReport report, String code) {
    return report.verdict().stream()
        .filter(finding -> finding.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError(report.verdict().toString()));
  }

  private static Finding missingMode(QualityReport report) {
    return finding(report, "missing_mode");
  }

  /** A table of few different rows: real rows have twins among each other. */
  @Test
  void twinsThatRealRowsHaveTooAreNoCopies() {
    List<String> few = List.of(TARGET, "HighBP", "HighChol", "Smoker", "GenHlth", "Age", "Income");
    Table real = simulated(0, 4_500).selectColumns(few);
    Table synthetic = simulated(6_000, 4_500).selectColumns(few);
    QualityReport report = evaluate(real, synthetic, simulated(12_000, 500).selectColumns(few));
    assertThat(codes(report)).contains("no_copying").doesNotContain("copying");
  }

  @Test
  void freshRowsAreAtTheCeiling() {
    QualityReport report = evaluate(train, fresh, holdout);
    // 6,000 rows a side: the standard error of the AUC is .005.
    assertThat(report.figure(AUC).value()).isCloseTo(.5, within(.02));
    assertThat(report.figure("privacy.dcr_share").value()).isCloseTo(.5, within(.03));
    assertThat(report.figure("privacy.membership_auc").value()).isCloseTo(.5, within(.03));
    assertThat(report.figure("alpha_precision.value").value()).isGreaterThan(.95);
    assertThat(report.figure("beta_recall.value").value()).isBetween(.4, .6);
    assertThat(report.figure("coverage.clusters.value").value()).isGreaterThan(.93);
    assertThat(report.score(ValidityScore.class).orElseThrow().invalidCells()).isLessThan(10);
    assertThat(codes(report))
        .contains("all_well", "no_copying", "joint_structure_kept", "utility")
        .doesNotContain("missing_mode", "invalid_cells", "copying");
    assertThat(report.verdict().get(0).text()).startsWith("May be used for").doesNotContain("Not");
  }

  @Test
  void copiesAreCopiesWithAndWithoutHeldOutRowsAndNoise() {
    Table copies = train.select(RandomRows.permutation(train.rows(), 2));
    for (Table synthetic : List.of(copies, noisy(copies, 1e-6))) {
      for (Table held : Arrays.asList(holdout.slice(0, 1_000), null)) {
        QualityReport report = evaluate(train, synthetic, held);
        assertThat(report.figure("privacy.dcr_share").value()).isGreaterThan(.95);
        assertThat(codes(report)).contains("copying").doesNotContain("all_well", "no_copying");
        assertThat(report.verdict().get(0).text()).contains("Not for").contains("passing it on");
        assertThat(report.verdict().get(0).text()).startsWith("Copying:");
        assertThat(report.verdict().get(0).level()).isEqualTo(Finding.Level.BAD);
      }
    }
  }

  @Test
  void someCopiesAmongFreshRowsAreFound() {
    Table some = Table.concat(List.of(train.slice(0, 1_500), fresh.slice(0, 4_500)));
    assertThat(codes(evaluate(train, some, holdout))).contains("copying");
    assertThat(codes(evaluate(train, some, null))).contains("copying");
  }

  /**
   * Real rows that nearly all have twins, and few held out: crude rows, equal to none of them, are
   * often closest to one that is not held out, but no closer than chance has it.
   */
  @Test
  void crudeRowsOfARepetitiveTableAreNoCopies() {
    Table kinds = train.slice(0, 250);
    Random random = new Random(8);
    int[] drawn =
        IntStream.range(0, 3_300)
            .map(i -> (int) (250 * Math.pow(random.nextDouble(), 6)))
            .toArray();
    Table real = kinds.select(Arrays.copyOf(drawn, 3_000));
    Table held = kinds.select(Arrays.copyOfRange(drawn, 3_000, 3_300));
    QualityReport report = evaluate(real, shuffled(real), held);
    assertThat(report.figure("privacy.dcr_share").value()).isGreaterThan(.7);
    assertThat(report.figure("privacy.copies").ceiling()).isGreaterThan(.9);
    assertThat(codes(report)).doesNotContain("copying").contains("joint_structure_lost");
  }

  @Test
  void aMissingModeIsNamed() {
    QualityReport label = evaluate(train, withoutLabel(fresh, TARGET, 1), holdout);
    Finding said = missingMode(label);
    assertThat(said.text()).contains(TARGET + " = 1");

    NumericColumn health = (NumericColumn) fresh.column("MentHlth");
    Table noZeros =
        fresh.select(IntStream.range(0, fresh.rows()).filter(i -> health.value(i) != 0).toArray());
    assertThat(missingMode(evaluate(train, noZeros, holdout)).text()).contains("MentHlth = 0");
    assertThat(codes(label)).doesNotContain("all_well", "copying");
  }

  @Test
  void aMissingClusterThatNoSingleColumnShowsIsNamed() {
    Table real = blobs(4_000, 4, 1);
    Table without = blobs(4_000, 3, 2);
    QualityReport report = QualityReport.evaluate(real, without, null, QualityOptions.defaults());
    // The fourth blob lies at (4, 4), where each coordinate alone is that of another blob.
    assertThat(missingMode(report).text()).contains("x 3", "y 3");
    QualityReport whole =
        QualityReport.evaluate(real, blobs(4_000, 4, 3), null, QualityOptions.defaults());
    assertThat(codes(whole)).doesNotContain("missing_mode");
  }

  @Test
  void invalidCellsAreCountedAndNamed() {
    double[] ages = ((NumericColumn) fresh.column("Age")).values().clone();
    Arrays.fill(ages, 0, 500, 99);
    Arrays.fill(ages, 500, 700, 1.5);
    Table wrong = fresh.with(NumericColumn.of(fresh.column("Age").schema(), ages));
    QualityReport report = evaluate(train, wrong, holdout);
    assertThat(report.score(ValidityScore.class).orElseThrow().invalidCells())
        .isBetween(700L, 710L);
    Finding said = finding(report, "invalid_cells");
    assertThat(said.evidence()).contains("Age 700");
  }

  @Test
  void aBrokenRelationIsNamed() {
    Table real = withDouble(train.slice(0, 1_000), 0);
    Table other = fresh.slice(0, 1_000);
    Table held = withDouble(holdout.slice(0, 1_000), 0);
    assertThat(codes(evaluate(real, withDouble(other, 0), held))).doesNotContain("broken_rules");
    Finding broken = finding(evaluate(real, withDouble(other, .2), held), "broken_rules");
    assertThat(broken.level()).isEqualTo(Finding.Level.CAUTION);
    assertThat(broken.text()).contains("BMI determines double");
    QualityReport mostly = evaluate(real, withDouble(other, .8), held);
    Finding bad = finding(mostly, "rules_mostly_broken");
    assertThat(bad.level()).isEqualTo(Finding.Level.BAD);
    assertThat(bad.text()).contains("BMI determines double");
    assertThat(mostly.verdict().get(0).text()).doesNotContain("used for trying out software");
  }

  @Test
  void brfss() {
    Table all = RealTables.brfss();
    int[] order = RandomRows.permutation(all.rows(), 4);
    int n = 20_000;
    Table half = all.select(Arrays.copyOf(order, n));
    Table other = all.select(Arrays.copyOfRange(order, n, 2 * n));
    Table held = all.select(Arrays.copyOfRange(order, 2 * n, 3 * n));
    QualityReport same = evaluate(half, other, held);
    assertThat(same.figure(AUC).value()).isCloseTo(.5, within(.01));
    assertThat(same.figure("privacy.dcr_share").value()).isCloseTo(.5, within(.02));
    assertThat(codes(same)).contains("all_well", "utility");

    QualityReport broken = evaluate(half, shuffled(half), held);
    assertThat(broken.figure(AUC).value()).isGreaterThan(.85);
    assertThat(codes(broken)).contains("joint_structure_lost", "no_utility");

    Table few = half.slice(0, 6_000);
    QualityReport copied = evaluate(few, noisy(few, 1e-6), held.slice(0, 6_000));
    assertThat(copied.figure("privacy.dcr_share").value()).isGreaterThan(.95);
    assertThat(codes(copied)).contains("copying");
    QualityReport healthy = evaluate(few, withoutLabel(other.slice(0, 6_000), TARGET, 1), null);
    assertThat(missingMode(healthy).text()).contains(TARGET);
  }
}
