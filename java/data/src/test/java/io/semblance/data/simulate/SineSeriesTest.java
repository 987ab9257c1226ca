package io.semblance.data.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Table;
import io.semblance.data.csv.Csv;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SineSeriesTest {
  @Test
  void lengthsVaryWithinBoundsAndKeepTheirMean() {
    SineSeries series = SineSeries.of(50, 30, 90, 1);
    int[] lengths = new int[2000];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = series.length(i, 7);
    }
    // The bounds are 20 below and 40 above, so that both of a pair stay within 20 of the mean.
    assertThat(Arrays.stream(lengths).min()).hasValue(30);
    assertThat(Arrays.stream(lengths).max()).hasValue(70);
    assertThat(Arrays.stream(lengths).average()).hasValue(50);
    Table table = series.entities(2000, 7);
    assertThat(table.rows()).isEqualTo(100_000);
    int row = 0;
    for (int i = 0; i < lengths.length; i++) {
      for (int t = 0; t < lengths[i]; t++, row++) {
        assertThat(table.numeric(0).value(row)).isEqualTo(i);
        assertThat(table.numeric(1).value(row)).isEqualTo(t);
      }
    }
    assertThat(series.entities(3, 7).rows()).isEqualTo(100 + lengths[2]);
  }

  @Test
  void valuesAreSines() {
    Table table = SineSeries.of(40, 40, 40, 2).entities(300, 3);
    double largest = 0;
    for (int entity = 0; entity < 300; entity++) {
      for (int k = 2; k < 4; k++) {
        double[] x = new double[40];
        for (int t = 0; t < 40; t++) {
          x[t] = table.numeric(k).value(40 * entity + t);
          largest = Math.max(largest, Math.abs(x[t]));
        }
        // x(t+1) + x(t-1) = 2 cos(w) x(t); the factor is measured where x is largest.
        int top = 1;
        for (int t = 1; t < 39; t++) {
          top = Math.abs(x[t]) > Math.abs(x[top]) ? t : top;
        }
        double factor = (x[top + 1] + x[top - 1]) / x[top];
        assertThat(Math.acos(factor / 2) / (2 * Math.PI)).isBetween(.0249, .1251);
        for (int t = 1; t < 39; t++) {
          assertThat(x[t + 1] + x[t - 1]).isCloseTo(factor * x[t], within(1e-5));
        }
      }
    }
    assertThat(largest).isBetween(1.9, 2.);
  }

  @Test
  void anyPartIsThatOfTheWhole() {
    SineSeries series = SineSeries.standard();
    Table whole = series.rows(0, 500, 9);
    for (int from : new int[] {0, 59, 120, 121, 300}) {
      assertThat(Csv.write(series.rows(from, 100, 9)))
          .isEqualTo(Csv.write(whole.slice(from, from + 100)));
    }
    assertThat(Csv.write(series.rows(0, 500, 8))).isNotEqualTo(Csv.write(whole));
    assertThat(whole.schema()).isEqualTo(series.schema());
    assertThat(series.name()).isEqualTo("series");
  }

  @Test
  void aFileReadsBackAsTheSame() {
    Table table = SineSeries.standard().rows(0, 2000, 1);
    Table back = Csv.read(Csv.write(table));
    for (int k = 0; k < table.width(); k++) {
      assertThat(back.column(k).schema().type()).isEqualTo(table.column(k).schema().type());
    }
    assertThat(Csv.write(back)).isEqualTo(Csv.write(table));
  }

  @Test
  void boundsMustBeInOrder() {
    assertThatThrownBy(() -> SineSeries.of(10, 20, 30, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SineSeries.of(10, 0, 30, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
