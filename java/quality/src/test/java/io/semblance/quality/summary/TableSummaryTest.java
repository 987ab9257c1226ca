package io.semblance.quality.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A table summarised whole, in pieces, and in parts that are merged. */
class TableSummaryTest {

  private static TableSummary whole(Table table) {
    try (Work work = new Work(2)) {
      TableSummary summary = new TableSummary(table.schema(), null);
      summary.add(table, 0, work);
      return summary;
    }
  }

  private static TableSummary merged(Table table, int... cuts) {
    try (Work work = new Work(1)) {
      TableSummary summary = new TableSummary(table.schema(), null);
      int from = 0;
      for (int to : cuts) {
        TableSummary part = new TableSummary(table.schema(), null);
        part.add(table.slice(from, to), from, work);
        summary.merge(part);
        from = to;
      }
      return summary;
    }
  }

  @Test
  void partsThatAreMergedAgreeWithTheWhole() {
    Table table = Simulators.byName("health-indicators").rows(0, 6000, 4);
    TableSummary whole = whole(table);
    TableSummary merged = merged(table, 1000, 1001, 4000, 6000);
    assertThat(merged.rows()).isEqualTo(6000);
    assertThat(merged.rowCounts().duplicates()).isEqualTo(whole.rowCounts().duplicates());
    assertThat(merged.rowCounts().duplicates())
        .isEqualTo(6000 - table.withoutDuplicateRows().rows())
        .isPositive();
    assertThat(merged.rowCounts().top(3).get(0).count())
        .isEqualTo(whole.rowCounts().top(3).get(0).count());
    for (int i = 0; i < table.width(); i++) {
      ColumnSummary a = whole.columns().get(i);
      ColumnSummary b = merged.columns().get(i);
      assertThat(b.distinct()).isEqualTo(a.distinct());
      assertThat(b.missing()).isEqualTo(a.missing());
      if (a instanceof NumericSummary x && b instanceof NumericSummary y) {
        assertThat(y.common(20)).isEqualTo(x.common(20));
        assertThat(y.least(5)).isEqualTo(x.least(5));
        assertThat(y.greatest(5)).isEqualTo(x.greatest(5));
        assertThat(y.zeros()).isEqualTo(x.zeros());
        assertThat(y.moments().deviation()).isCloseTo(x.moments().deviation(), within(1e-9));
      } else {
        assertThat(((LabelSummary) b).common(9)).isEqualTo(((LabelSummary) a).common(9));
      }
    }
    for (int i = 0; i < whole.numberColumns().size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(merged.coMoments().correlation(i, j))
            .isCloseTo(whole.coMoments().correlation(i, j), within(1e-10));
      }
    }
    assertThat(merged.ends().head()).isEqualTo(whole.ends().head());
    assertThat(merged.ends().tail()).isEqualTo(whole.ends().tail());
  }

  @Test
  void theRowSampleDoesNotDependOnHowTheTableIsCut() {
    Table table = Simulators.byName("health-indicators").rows(0, 5000, 4);
    HashedRows one = new HashedRows(600);
    one.add(table, 0);
    HashedRows other = new HashedRows(600);
    for (int from = 0; from < 5000; from += 250) {
      other.add(table.slice(from, from + 250), from);
    }
    HashedRows left = new HashedRows(600);
    left.add(table.slice(0, 3000), 0);
    HashedRows right = new HashedRows(600);
    right.add(table.slice(3000, 5000), 3000);
    left.merge(right);
    assertThat(one.whole()).isFalse();
    assertThat(one.table().rows()).isEqualTo(600);
    for (HashedRows sample : List.of(other, left)) {
      Table rows = sample.table();
      assertThat(rows.rows()).isEqualTo(600);
      for (int row = 0; row < 600; row++) {
        for (int c = 0; c < table.width(); c++) {
          assertThat(Cells.text(rows.column(c), row))
              .isEqualTo(Cells.text(one.table().column(c), row));
        }
      }
    }
  }

  @Test
  void beyondTheBoundFiguresAreEstimatesAndSayIt() {
    Random random = new Random(6);
    double[] values = random.doubles(60_000).toArray();
    ColumnSchema schema = ColumnSchema.builder("x", ColumnType.NUMBER).build();
    NumericSummary exact = (NumericSummary) ColumnSummary.of(schema, 100_000);
    NumericSummary rough = (NumericSummary) ColumnSummary.of(schema, 5000);
    NumericSummary later = (NumericSummary) ColumnSummary.of(schema, 5000);
    NumericColumn column = NumericColumn.of(schema, values);
    exact.add(column);
    rough.add(column.slice(0, 3000)); // still exact, merged with one that no longer is
    later.add(column.slice(3000, 60_000));
    rough.merge(later);
    assertThat(exact.exact()).isTrue();
    assertThat(exact.distinct()).isEqualTo(60_000);
    assertThat(rough.exact()).isFalse();
    assertThat((double) rough.distinct()).isCloseTo(60_000, within(3000.0));
    assertThat(rough.distribution().quantile(.5))
        .isCloseTo(exact.distribution().quantile(.5), within(.006));
    assertThat(rough.least(3)).isEqualTo(exact.least(3));
    assertThat(rough.greatest(3)).isEqualTo(exact.greatest(3));
    assertThat(rough.moments().mean()).isCloseTo(exact.moments().mean(), within(1e-12));
  }

  @Test
  void labelsBeyondTheBoundAreCountedFromBelow() {
    int n = 30_000;
    List<String> labels = new ArrayList<>();
    int[] codes = new int[n];
    Map<String, Integer> places = new HashMap<>();
    Random random = new Random(1);
    int frequent = 0;
    for (int row = 0; row < n; row++) {
      String label = random.nextInt(5) == 0 ? "often" : "rare " + random.nextInt(20_000);
      frequent += label.equals("often") ? 1 : 0;
      codes[row] = places.computeIfAbsent(label, k -> places.size());
      if (labels.size() < places.size()) {
        labels.add(label);
      }
    }
    ColumnSchema schema =
        ColumnSchema.builder("label", ColumnType.CATEGORY).categories(labels).build();
    LabelSummary summary = (LabelSummary) ColumnSummary.of(schema, 500);
    summary.add(CategoricalColumn.of(schema, codes));
    assertThat(summary.exact()).isFalse();
    assertThat(summary.common(1).get(0).key()).isEqualTo("often");
    assertThat(summary.common(1).get(0).count()).isBetween(frequent - 500L, (long) frequent);
    assertThat((double) summary.distinct()).isCloseTo(places.size(), within(places.size() * .05));
  }

  @Test
  void missingCellsAreFoundAlongTheRowsAndTogether() {
    double[] x = new double[1000];
    double[] y = new double[1000];
    for (int row = 0; row < 1000; row++) {
      x[row] = row < 100 ? Double.NaN : row;
      y[row] = row < 50 || row >= 950 ? Double.NaN : row;
    }
    List<Column> columns =
        List.of(
            NumericColumn.of(ColumnSchema.builder("x", ColumnType.NUMBER).build(), x),
            NumericColumn.of(ColumnSchema.builder("y", ColumnType.NUMBER).build(), y));
    Missingness missing = whole(Table.of(columns)).missingness();
    assertThat(missing.missing(0)).isEqualTo(100);
    assertThat(missing.together(0, 1)).isEqualTo(50);
    assertThat(missing.rowsWith(0)).isEqualTo(850);
    assertThat(missing.rowsWith(2)).isEqualTo(50);
    // phi = (n11 n - a b) / sqrt(a (n - a) b (n - b)) with a = b = 100 and n11 = 50
    assertThat(missing.correlation(0, 1))
        .isCloseTo((50 * 1000 - 100 * 100) / (100.0 * 900), within(1e-12));
    assertThat(missing.blockRows()).isEqualTo(16);
    assertThat(missing.shares(0)[0]).isEqualTo(1);
    assertThat(missing.shares(0)[7]).isZero();
    assertThat(missing.shares(1)[missing.shares(1).length - 1]).isEqualTo(1);
  }

  @Test
  void orderOfValuesAndWidestGap() {
    ColumnSchema schema =
        ColumnSchema.builder("t", ColumnType.DATETIME).pattern("uuuu-MM-dd", 86_400_000).build();
    NumericSummary first = (NumericSummary) ColumnSummary.of(schema, 1000);
    first.add(NumericColumn.of(schema, new double[] {0, 1, 2, 3}));
    NumericSummary second = (NumericSummary) ColumnSummary.of(schema, 1000);
    second.add(NumericColumn.of(schema, new double[] {9, 10, 11}));
    first.merge(second);
    assertThat(first.order().rising()).isTrue();
    assertThat(first.order().strict()).isTrue();
    assertThat(first.order().widestGap()).containsExactly(3, 9);
    second.merge(first);
    assertThat(second.order().rising()).isFalse();
    assertThat(second.order().falling()).isFalse();
  }
}
