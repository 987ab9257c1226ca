package io.semblance.data.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HealthIndicatorsTest {

  private static final int ROWS = 120_000;

  private final Simulator simulator = Simulators.byName("health-indicators");
  private final HealthFacts facts = HealthFacts.load();

  @Test
  void hasTheColumnsOfTheSurvey() {
    assertThat(simulator.schema().size()).isEqualTo(22);
    assertThat(simulator.schema().names()).startsWith("Diabetes_binary", "HighBP", "HighChol");
    assertThat(simulator.schema().column("BMI").type()).isEqualTo(ColumnType.INTEGER);
    assertThat(simulator.schema().column("BMI").min()).isEqualTo(12);
    assertThat(simulator.schema().column("BMI").max()).isEqualTo(98);
    assertThat(simulator.schema().column("BMI").decimals()).isEqualTo(1);
    assertThat(simulator.schema().column("Sex").type()).isEqualTo(ColumnType.BOOLEAN);
    assertThat(simulator.schema().column("Sex").categories()).containsExactly("0.0", "1.0");
  }

  @Test
  void marginalsAreExactWithinSamplingError() {
    Table table = simulator.rows(0, ROWS, 11);
    double[] target = values(table.column(0));
    double surveyRows = facts.classes().stream().mapToLong(HealthFacts.ClassFacts::rows).sum();
    double chiSquare = 0;
    int cells = 0;
    for (HealthFacts.ClassFacts entry : facts.classes()) {
      int[] rows = rowsOf(target, entry.value());
      double share = entry.rows() / surveyRows;
      assertThat((double) rows.length / ROWS)
          .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / ROWS)));
      for (int k = 0; k < facts.columns().size(); k++) {
        DiscreteMarginal marginal = entry.marginals().get(k);
        double[] drawn = values(table.column(k + 1).select(rows));
        double seen = 0;
        for (int level = 0; level < marginal.values().length; level++) {
          double value = marginal.values()[level];
          double p = probability(marginal, level);
          long count = IntStream.range(0, drawn.length).filter(i -> drawn[i] == value).count();
          seen += count;
          double expected = p * drawn.length;
          // Five standard deviations and a half, for some 600 cells.
          assertThat((double) count)
              .as("%s = %s in class %s", facts.columns().get(k), value, entry.value())
              .isCloseTo(expected, within(5.5 * Math.sqrt(expected * (1 - p)) + 2));
          if (expected > 20) {
            chiSquare += (count - expected) * (count - expected) / (expected * (1 - p));
            cells++;
          }
        }
        assertThat(seen).as("no value that the survey does not have").isEqualTo(drawn.length);
      }
    }
    assertThat(cells).isGreaterThan(200);
    // Each cell adds 1 on average; an error of a tenth of a percent in one threshold adds dozens.
    assertThat(chiSquare / cells).isBetween(.6, 1.4);
  }

  @Test
  void rankCorrelationsAreThoseOfEachClass() {
    Table table = simulator.rows(0, ROWS, 12);
    double[] target = values(table.column(0));
    for (HealthFacts.ClassFacts entry : facts.classes()) {
      int[] rows = rowsOf(target, entry.value());
      List<double[]> ranks = new ArrayList<>();
      for (int k = 0; k < facts.columns().size(); k++) {
        ranks.add(midRanks(values(table.column(k + 1).select(rows))));
      }
      for (int i = 0; i < ranks.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(pearson(ranks.get(i), ranks.get(j)))
              .as("%s ~ %s", facts.columns().get(i), facts.columns().get(j))
              .isCloseTo(entry.spearman()[i][j], within(.03));
        }
      }
    }
  }

  @Test
  void aRowDependsOnItsNumberAndTheSeedAlone() {
    Table whole = simulator.rows(0, 1000, 5);
    assertThat(text(simulator.rows(0, 1000, 5))).isEqualTo(text(whole));
    assertThat(text(simulator.rows(0, 10, 5))).isEqualTo(text(whole.slice(0, 10)));
    assertThat(text(simulator.rows(337, 200, 5))).isEqualTo(text(whole.slice(337, 537)));
    assertThat(text(simulator.rows(0, 1000, 6))).isNotEqualTo(text(whole));
    assertThat(text(simulator.rows(5_000_000_000L, 20, 5))).isNotEqualTo(text(whole.slice(0, 20)));
  }

  @Test
  void noRowsAndImpossibleRanges() {
    assertThat(simulator.rows(3, 0, 1).rows()).isZero();
    assertThatThrownBy(() -> simulator.rows(-1, 5, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulator.rows(0, -5, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double probability(DiscreteMarginal marginal, int level) {
    double[] cuts = marginal.thresholds();
    double above = level == cuts.length ? 1 : Normal.cdf(cuts[level]);
    return above - (level == 0 ? 0 : Normal.cdf(cuts[level - 1]));
  }

  private static int[] rowsOf(double[] target, double value) {
    return IntStream.range(0, target.length).filter(i -> target[i] == value).toArray();
  }

  private static double[] values(Column column) {
    if (column instanceof NumericColumn numbers) {
      return numbers.values();
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    return IntStream.range(0, labels.size())
        .mapToDouble(i -> Double.parseDouble(labels.label(i)))
        .toArray();
  }

  private static List<String> text(Table table) {
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (Column column : table.columns()) {
        line.append(values(column.select(new int[] {row}))[0]).append(',');
      }
      cells.add(line.toString());
    }
    return cells;
  }

  /** Values are small whole numbers, so ranks come from counting. */
  private static double[] midRanks(double[] values) {
    int[] counts = new int[101];
    for (double x : values) {
      counts[(int) x]++;
    }
    double[] rank = new double[101];
    int below = 0;
    for (int k = 0; k <= 100; k++) {
      rank[k] = below + .5 * counts[k];
      below += counts[k];
    }
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rank[(int) values[i]];
    }
    return ranks;
  }

  private static double pearson(double[] x, double[] y) {
    double mx = 0;
    double my = 0;
    for (int i = 0; i < x.length; i++) {
      mx += x[i] / x.length;
      my += y[i] / x.length;
    }
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
