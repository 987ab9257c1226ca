package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.Validation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FidelityValidationTest {
  private static final SeriesSpec SPEC =
      SeriesSpec.builder().sequenceBy(List.of("who")).time(List.of("t")).build();

  /** Sixty straight lines of twenty steps, with noise upon them. */
  private static Table lines(double noise, long seed) {
    Random levels = new Random(9); // the same lines, so that their changes alone differ
    Random random = new Random(seed);
    int steps = 20;
    double[][] cells = new double[3][60 * steps];
    for (int i = 0; i < cells[0].length; i++) {
      int t = i % steps;
      cells[0][i] = i / steps;
      cells[1][i] = t;
      cells[2][i] =
          t == 0 ? levels.nextGaussian() : cells[2][i - 1] + 0.02 + noise * random.nextGaussian();
    }
    return Table.of(
        List.of(
            numbers("who", ColumnType.INTEGER, cells[0]),
            numbers("t", ColumnType.INTEGER, cells[1]),
            numbers("x", ColumnType.NUMBER, cells[2])));
  }

  private static NumericColumn numbers(String name, ColumnType type, double[] values) {
    return NumericColumn.of(ColumnSchema.builder(name, type).build(), values);
  }

  /** Correlation with the next step is .99 and more in both. */
  @Test
  void roughSeriesAreFartherThanSmoothOnes() {
    Validation validation = FidelityValidation.against(lines(0.001, 1), SPEC);
    double smooth = validation.lossOf(lines(0.001, 2));
    double rough = validation.lossOf(lines(0.01, 3));
    assertThat(rough).isGreaterThan(smooth + 0.1);
  }
}
