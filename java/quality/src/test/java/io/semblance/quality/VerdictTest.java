package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.simulate.Simulators;
import io.semblance.quality.features.RowSample;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tables whose fault is known, and the sentence that must name it. */
class VerdictTest {

  private static final String TARGET = "Diabetes_binary";

  private final Table train = simulated(0, 6_000);
  private final Table fresh = simulated(6_000, 6_000);
  private final Table holdout = simulated(12_000, 6_000);

  private static Table simulated(int from, int rows) {
    return Simulators.byName("health-indicators").rows(from, rows, 9);
  }

  static Table shuffled(Table table) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < table.width(); c++) {
      columns.add(table.column(c).select(RowSample.permutation(table.rows(), 50 + c)));
    }
    return Table.of(columns);
  }

  /** Every number moved a little; labels stay. */
  static Table noisy(Table table, double deviation) {
    Random random = new Random(3);
    Table out = table;
    for (Column column : table.columns()) {
      if (column instanceof NumericColumn numbers) {
        double[] values =
            Arrays.stream(numbers.values())
                .map(v -> v + deviation * random.nextGaussian())
                .toArray();
        out = out.with(NumericColumn.of(column.schema(), values));
      }
    }
    return out;
  }

  static Table withoutLabel(Table table, String column, int code) {
    CategoricalColumn labels = (CategoricalColumn) table.column(column);
    return table.select(
        IntStream.range(0, table.rows()).filter(i -> labels.code(i) != code).toArray());
  }

  private static QualityReport evaluate(Table real, Table synthetic, Table holdoutOrNull) {
    return QualityReport.evaluate(
        real, synthetic, holdoutOrNull, QualityOptions.builder().target(TARGET).build());
  }

  private static List<String> codes(QualityReport report) {
    return report.verdict().stream().map(Finding::code).toList();
  }

  @Test
  void freshRowsAreAtTheCeiling() {
    QualityReport report = evaluate(train, fresh, holdout);
    Judges judges = report.judges().orElseThrow();
    // 6,000 rows a side: the standard error of the AUC is .005.
    assertThat(judges.treeDetection().value()).isCloseTo(.5, within(.02));
    assertThat(judges.privacy().orElseThrow().dcrShare()).isCloseTo(.5, within(.03));
    assertThat(judges.privacy().orElseThrow().membershipAuc()).isCloseTo(.5, within(.03));
    assertThat(judges.alphaPrecision().value()).isGreaterThan(.95);
    assertThat(judges.betaRecall().value()).isBetween(.4, .6);
    assertThat(judges.clusterCoverage().value()).isGreaterThan(.93);
    assertThat(judges.validity().invalidCells()).isLessThan(10);
    assertThat(codes(report))
        .contains("all_well", "no_copying", "joint_structure_kept", "utility")
        .doesNotContain("missing_mode", "invalid_cells", "copying");
    assertThat(report.verdict().get(0).text()).startsWith("May be used for").doesNotContain("Not");
  }

  @Test
  void shuffledColumnsHaveLostTheJointStructure() {
    QualityReport report = evaluate(train, shuffled(train), holdout);
    Judges judges = report.judges().orElseThrow();
    assertThat(judges.treeDetection().value())
        .isGreaterThan(.8)
        .isCloseTo(judges.treeDetection().floor(), within(.02));
    assertThat(judges.utility().orElseThrow().targets().get(0).boostedTrees().synthetic())
        .as("trained on shuffled rows")
        .isBetween(.35, .65);
    assertThat(codes(report))
        .contains("joint_structure_lost", "no_utility")
        .doesNotContain("copying", "missing_mode", "all_well");
  }

  @Test
  void copiesAreCopiesWithAndWithoutHeldOutRowsAndNoise() {
    Table copies = train.select(RowSample.permutation(train.rows(), 2));
    for (Table synthetic : List.of(copies, noisy(copies, 1e-6))) {
      for (Table held : Arrays.asList(holdout.slice(0, 1_000), null)) {
        QualityReport report = evaluate(train, synthetic, held);
        assertThat(report.judges().orElseThrow().privacy().orElseThrow().dcrShare())
            .isGreaterThan(.95);
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

  private static Table blobs(int rows, int count, long seed) {
    Random random = new Random(seed);
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      int blob = random.nextInt(count);
      x[i] = (blob % 2) * 4 + .3 * random.nextGaussian();
      y[i] = (blob / 2) * 4 + .3 * random.nextGaussian();
    }
    return Table.of(List.of(Golden.numbers("x", x), Golden.numbers("y", y)));
  }

  private static Finding missingMode(QualityReport report) {
    return report.verdict().stream()
        .filter(finding -> finding.code().equals("missing_mode"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(report.verdict().toString()));
  }

  @Test
  void invalidCellsAreCountedAndNamed() {
    double[] ages = ((NumericColumn) fresh.column("Age")).values().clone();
    Arrays.fill(ages, 0, 500, 99);
    Arrays.fill(ages, 500, 700, 1.5);
    Table wrong = fresh.with(NumericColumn.of(fresh.column("Age").schema(), ages));
    QualityReport report = evaluate(train, wrong, holdout);
    assertThat(report.judges().orElseThrow().validity().invalidCells()).isBetween(700L, 710L);
    Finding said =
        report.verdict().stream()
            .filter(finding -> finding.code().equals("invalid_cells"))
            .findFirst()
            .orElseThrow();
    assertThat(said.evidence()).contains("Age 700");
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
    assertThat(report.judges().orElseThrow().privacy().orElseThrow().dcrShare()).isGreaterThan(.7);
    assertThat(report.judges().orElseThrow().privacy().orElseThrow().naturalCopies())
        .isGreaterThan(.9);
    assertThat(codes(report)).doesNotContain("copying").contains("joint_structure_lost");
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

  private static void note(Set<String> threads) {
    threads.add(Thread.currentThread().getName());
  }

  @Test
  void aBrokenRelationIsNamed() {
    Table real = withDouble(train.slice(0, 1_000), 0);
    Table other = fresh.slice(0, 1_000);
    Table held = withDouble(holdout.slice(0, 1_000), 0);
    assertThat(codes(evaluate(real, withDouble(other, 0), held))).doesNotContain("broken_rules");
    Finding broken =
        evaluate(real, withDouble(other, .2), held).verdict().stream()
            .filter(f -> f.code().equals("broken_rules"))
            .findFirst()
            .orElseThrow();
    assertThat(broken.level()).isEqualTo(Finding.Level.CAUTION);
    assertThat(broken.text()).contains("BMI determines double");
    QualityReport mostly = evaluate(real, withDouble(other, .8), held);
    Finding bad =
        mostly.verdict().stream()
            .filter(f -> f.code().equals("rules_mostly_broken"))
            .findFirst()
            .orElseThrow();
    assertThat(bad.level()).isEqualTo(Finding.Level.BAD);
    assertThat(bad.text()).contains("BMI determines double");
    assertThat(mostly.verdict().get(0).text()).doesNotContain("used for trying out software");
  }

  /** One more column: twice the body mass index, but for some rows. */
  private static Table withDouble(Table table, double wrong) {
    Random random = new Random(4);
    double[] values = ((NumericColumn) table.column("BMI")).values().clone();
    Arrays.setAll(
        values, i -> 2 * values[i] + (random.nextDouble() < wrong ? 1 + random.nextInt(9) : 0));
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(
        NumericColumn.of(ColumnSchema.builder("double", ColumnType.INTEGER).build(), values));
    return Table.of(columns);
  }

  private static Finding structure(QualityReport report) {
    return report.verdict().stream()
        .filter(f -> f.code().startsWith("joint_structure"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(report.verdict().toString()));
  }

  /** Without a common kind of rows, single columns move; what depends on what stays. */
  @Test
  void aMissingCategoryIsNoLostStructure() {
    Table real = groups(4_000, 1, 0);
    QualityReport report =
        QualityReport.evaluate(real, groups(4_000, 2, 2), null, QualityOptions.defaults());
    assertThat(report.trend().way(.01)).isLessThan(.25);
    assertThat(structure(report).code())
        .as("%s", structure(report))
        .isNotEqualTo("joint_structure_lost");
    assertThat(
            structure(QualityReport.evaluate(real, shuffled(real), null, QualityOptions.defaults()))
                .code())
        .isEqualTo("joint_structure_lost");
  }

  /** Labels that follow one hidden draw; kinds from {@code least} on alone. */
  private static Table groups(int rows, long seed, int least) {
    Random random = new Random(seed);
    int width = 11;
    StringBuilder csv = new StringBuilder("kind,a,b,c,d,e,f,g,h,i,j\n");
    for (int i = 0; i < rows; i++) {
      int kind = least + random.nextInt(5 - least);
      csv.append('k').append(kind);
      for (int c = 1; c < width; c++) {
        csv.append(",v").append(random.nextInt(10) < 6 ? kind : random.nextInt(5));
      }
      csv.append('\n');
    }
    return CsvReader.read(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        "groups",
        CsvOptions.defaults());
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

  private static Table uniform(int rows, int from, long seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("p,q,r\n");
    for (int i = 0; i < rows; i++) {
      for (int c = 0; c < 3; c++) {
        csv.append(c == 0 ? "" : ",").append('v').append(from + random.nextInt(5));
      }
      csv.append('\n');
    }
    return CsvReader.read(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        "uniform",
        CsvOptions.defaults());
  }

  @Test
  void withoutATargetColumnsAreChosenThatCanBePredicted() {
    QualityReport report = QualityReport.evaluate(train, fresh, holdout, QualityOptions.defaults());
    var utility = report.judges().orElseThrow().utility().orElseThrow();
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

  @Test
  void brfss() {
    Table all = RealTables.brfss();
    int[] order = RowSample.permutation(all.rows(), 4);
    int n = 20_000;
    Table half = all.select(Arrays.copyOf(order, n));
    Table other = all.select(Arrays.copyOfRange(order, n, 2 * n));
    Table held = all.select(Arrays.copyOfRange(order, 2 * n, 3 * n));
    QualityReport same = evaluate(half, other, held);
    Judges judges = same.judges().orElseThrow();
    assertThat(judges.treeDetection().value()).isCloseTo(.5, within(.01));
    assertThat(judges.privacy().orElseThrow().dcrShare()).isCloseTo(.5, within(.02));
    assertThat(codes(same)).contains("all_well", "utility");

    QualityReport broken = evaluate(half, shuffled(half), held);
    assertThat(broken.judges().orElseThrow().treeDetection().value()).isGreaterThan(.85);
    assertThat(codes(broken)).contains("joint_structure_lost", "no_utility");

    Table few = half.slice(0, 6_000);
    QualityReport copied = evaluate(few, noisy(few, 1e-6), held.slice(0, 6_000));
    assertThat(copied.judges().orElseThrow().privacy().orElseThrow().dcrShare()).isGreaterThan(.95);
    assertThat(codes(copied)).contains("copying");
    QualityReport healthy = evaluate(few, withoutLabel(other.slice(0, 6_000), TARGET, 1), null);
    assertThat(missingMode(healthy).text()).contains(TARGET);
  }
}
