package io.semblance.quality.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.quality.features.DenseEncoder.Matrix;
import io.semblance.quality.features.Feature;
import io.semblance.quality.features.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void kMeansFindsThreeFarClusters() {
    Random random = new Random(1);
    float[] cells = new float[2 * 300];
    for (int i = 0; i < 300; i++) {
      cells[2 * i] = (float) (10 * (i % 3) + random.nextGaussian());
      cells[2 * i + 1] = (float) (i % 3 == 1 ? 10 + random.nextGaussian() : random.nextGaussian());
    }
    Matrix rows = new Matrix(cells, 300, 2);
    int[] cluster = KMeans.fit(rows, 3, 1).nearest(rows);
    for (int i = 3; i < 300; i++) {
      assertThat(cluster[i]).isEqualTo(cluster[i % 3]);
    }
    assertThat(cluster[0]).isNotEqualTo(cluster[1]).isNotEqualTo(cluster[2]);
  }

  @Test
  void labelsTailsAndRepeatsAreCounted() {
    List<Feature> features =
        List.of(
            new Feature("k", ColumnType.CATEGORY, List.of("a", "b", "c", "d")),
            new Feature("x", ColumnType.NUMBER, List.of()));
    double[][] real = new double[2][1000];
    double[][] narrow = new double[2][1000];
    for (int i = 0; i < 1000; i++) {
      real[0][i] = i % 4;
      real[1][i] = i;
      narrow[0][i] = i % 3;
      narrow[1][i] = 100 + i % 400;
    }
    Coverage said =
        Coverage.of(FeatureTable.of(features, real), FeatureTable.of(features, narrow), 0);
    assertThat(said.labels()).isEqualTo(.75);
    assertThat(said.tails()).isZero();
    assertThat(said.naturalRepeatedRows()).isZero();
    assertThat(said.repeatedRows()).isZero();
    assertThat(said.missingModes().stream().map(MissingMode::where))
        .contains("k = d", "x 0 to 99", "x 500 to 999");
    Coverage itself =
        Coverage.of(FeatureTable.of(features, real), FeatureTable.of(features, real), 0);
    assertThat(itself.missingModes()).isEmpty();
    assertThat(itself.labels()).isEqualTo(1);
    assertThat(itself.tails()).isEqualTo(1);
    assertThat(itself.clusters()).isCloseTo(1, within(1e-9));
    double[][] twice = {real[0].clone(), new double[1000]};
    Arrays.setAll(twice[1], i -> i % 4);
    assertThat(
            Coverage.of(FeatureTable.of(features, real), FeatureTable.of(features, twice), 0)
                .repeatedRows())
        .isEqualTo(.996);
  }
}
