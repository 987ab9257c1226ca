package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.quality.WorstPair.Mark;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorstPairsTest {
  private static final int ROWS = 4_000;

  /** How strongly the numbers b, c and d follow a, and whether the label follows the sign of b. */
  private static Table table(long seed, double b, double c, double d, double label) {
    Random random = new Random(seed);
    double[][] x = new double[4][ROWS];
    String[] labels = new String[ROWS];
    for (int row = 0; row < ROWS; row++) {
      x[0][row] = random.nextGaussian();
      double[] follow = {b, c, d};
      for (int k = 0; k < 3; k++) {
        double rest = Math.sqrt(1 - follow[k] * follow[k]);
        x[k + 1][row] = follow[k] * x[0][row] + rest * random.nextGaussian();
      }
      boolean follows = random.nextDouble() < label;
      labels[row] = (follows ? x[0][row] > 0 : random.nextBoolean()) ? "up" : "down";
    }
    return Table.of(
        List.of(
            Golden.numbers("a", x[0]),
            Golden.numbers("b", x[1]),
            Golden.numbers("c", x[2]),
            Golden.numbers("d", x[3]),
            Golden.labels(ColumnType.CATEGORY, "label", List.of("down", "up"), labels)));
  }

  private static WorstPair pair(QualityReport report, String x, String y) {
    return report.worstPairs().stream()
        .filter(p -> p.x().equals(x) && p.y().equals(y))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pairsBelowTheFloorAreMarkedByWhatBecameOfThem() {
    Table real = table(1, 0, .6, .6, 0);
    Table synthetic = table(2, .5, -.6, 0, .8);
    QualityReport report =
        QualityReport.evaluate(
            real,
            synthetic,
            table(3, 0, .6, .6, 0),
            QualityOptions.builder().judges(false).build());

    WorstPair invented = pair(report, "a", "b");
    assertThat(invented.mark()).isEqualTo(Mark.INVENTED);
    assertThat(invented.measure()).isEqualTo("pearson");
    // Three standard errors of r: 3 / sqrt(4000).
    assertThat(invented.real()).isCloseTo(0, within(.05));
    assertThat(invented.synthetic()).isCloseTo(.5, within(.05));
    assertThat(invented.trend()).isLessThan(invented.floor());

    assertThat(pair(report, "a", "c").mark()).isEqualTo(Mark.REVERSED);
    assertThat(pair(report, "a", "label").mark()).isEqualTo(Mark.INVENTED);
    assertThat(pair(report, "a", "label").measure()).isEqualTo("cramers_v");
    // Lost, as shuffling loses it: at the floor, not below.
    assertThat(pair(report, "a", "d").mark()).isEqualTo(Mark.NONE);

    assertThat(report.worstPairs().get(0).x() + report.worstPairs().get(0).y()).isEqualTo("ac");
    assertThat(report.scoredPairs()).isEqualTo(10);
    long marked = report.worstPairs().stream().filter(p -> p.mark() != Mark.NONE).count();
    assertThat(report.pairsBelowFloor()).isEqualTo((int) marked);
    assertThat(ConsoleSummary.render(report)).contains("a~c (reversed)", "below the floor");
    assertThat(QualityPage.render(report, real, synthetic)).contains(">invented dependence<");
  }

  @Test
  void otherRealRowsAreNotBelowTheFloor() {
    QualityReport report =
        QualityReport.evaluate(
            table(1, 0, .6, .3, .2),
            table(2, 0, .6, .3, .2),
            null,
            QualityOptions.builder().judges(false).build());
    assertThat(report.pairsBelowFloor()).isZero();
    assertThat(ConsoleSummary.render(report)).doesNotContain("below the floor");
  }

  @Test
  void columnsAreRankedByTheirDistanceBelowTheCeiling() {
    Table real = table(1, 0, .6, .6, 0);
    QualityReport report =
        QualityReport.evaluate(
            real,
            table(2, 0, -.6, .6, 0),
            table(3, 0, .6, .6, 0),
            QualityOptions.builder().judges(false).build());
    List<ColumnRank> ranks = report.columns();
    // c lost both of its partners, a and d one each.
    assertThat(ranks.get(0).name()).isEqualTo("c");
    assertThat(ranks.get(4).failing()).isLessThan(.05);
    ColumnRank c = ranks.get(0);
    assertThat(c.failing()).isCloseTo(c.trendCeiling() - c.trend(), within(1e-12));
    double mean =
        report.scores().trendPairs().entrySet().stream()
            .filter(e -> e.getKey().matches("c~.*|.*~c"))
            .mapToDouble(Map.Entry::getValue)
            .average()
            .orElseThrow();
    assertThat(c.trend()).isCloseTo(mean, within(1e-12));
    assertThat(c.detectionShare()).isNaN();
  }

  @Test
  void namesWithTildesFindTheirPairs() {
    double[] x = new Random(1).doubles(300).toArray();
    double[] y = new Random(2).doubles(300).toArray();
    double[] constant = new double[300];
    Table table =
        Table.of(
            List.of(
                Golden.numbers("a", x),
                Golden.numbers("a~b", y),
                Golden.numbers("constant", constant),
                Golden.numbers("b", y),
                Golden.numbers("b~b", x)));
    FidelityScores scores = Fidelity.score(table, table);
    List<String> names = List.copyOf(scores.shapeColumns().keySet());
    assertThat(PairKeys.of(names, scores.trendPairs()).stream().map(p -> p.i() + " " + p.j()))
        .containsExactly("0 1", "0 3", "0 4", "1 3", "1 4", "3 4");
  }
}
