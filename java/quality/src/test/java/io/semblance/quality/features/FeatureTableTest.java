package io.semblance.quality.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.quality.features.DenseEncoder.Matrix;
import io.semblance.quality.features.DenseEncoder.Scaling;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTableTest {

  private static final String REAL = "b,k,x\n0.0,red,1\n1.0,blue,2\n1.0,red,5\n0.0,blue,\n";

  private final Table real = read(REAL, null);

  private static Table read(String text, Table like) {
    CsvOptions.Builder options = CsvOptions.builder();
    if (like != null) {
      options.schema(like.schema()).lenientCategories(true);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CsvReader.read(new ByteArrayInputStream(bytes), "table", options.build());
  }

  @Test
  void labelsGetTheSameCodesInEveryTable() {
    Table other = read("b,k,x\n1.0,green,3\n,red,4\n", real);
    List<FeatureTable> tables = FeatureTable.align(real, List.of(real, other));
    Feature k = tables.get(1).features().get(1);
    assertThat(k.labels()).containsExactly("blue", "red", "green");
    assertThat(k.known()).isEqualTo(2);
    assertThat(tables.get(0).column(1)).containsExactly(1, 0, 1, 0);
    assertThat(tables.get(1).column(1)).containsExactly(2, 1);
    assertThat(tables.get(1).column(0)).containsExactly(1, Double.NaN);
    assertThat(tables.get(0).column(2)).containsExactly(1, 2, 5, Double.NaN);
  }

  @Test
  void aLabelThatNearlyIsAKnownNumberIsSnappedToIt() {
    Table other = read("b,k,x\n0.9999998,green,3\n-0.0000003,red,4\n", real);
    FeatureTable table = FeatureTable.align(real, List.of(real, other)).get(1);
    assertThat(table.column(0)).containsExactly(2, 3);
    assertThat(table.snapped().column(0)).containsExactly(1, 0);
    assertThat(table.snapped().column(1)).as("words stay").containsExactly(2, 1);
  }

  @Test
  void anotherKindOfValueIsRefused() {
    Table words = read("b,k,x\n1.0,red,big\n0.0,blue,small\n1.0,red,big\n", null);
    assertThatThrownBy(() -> FeatureTable.align(real, List.of(words)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("x");
  }

  @Test
  void denseRowsAreScaledOneHotAndSayWhatIsMissing() {
    FeatureTable table = FeatureTable.align(real, List.of(real)).get(0);
    Matrix rows = DenseEncoder.fit(table, Scaling.MIN_MAX, 10).encode(table);
    assertThat(rows.width()).as("two labels twice, a number and its absence").isEqualTo(6);
    // Labels by frequency, here all equal: in the order of their codes. A missing number is at the
    // mean, (8/3 - 1) / 4.
    float mean = (float) ((8 / 3.0 - 1) / 4);
    assertThat(rows.cells())
        .containsExactly(
            1, 0, 0, 1, 0, 0, //
            0, 1, 1, 0, .25f, 0, //
            0, 1, 0, 1, 1, 0, //
            1, 0, 1, 0, mean, 1);
  }

  @Test
  void quantilesInterpolate() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(DenseEncoder.quantile(sorted, 0)).isEqualTo(1);
    assertThat(DenseEncoder.quantile(sorted, .5)).isEqualTo(3);
    assertThat(DenseEncoder.quantile(sorted, 1)).isEqualTo(8);
  }
}
