package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The definitions once more, as slowly and plainly as can be, on a made-up table. */
class FidelityBruteForceTest {

  private static final double TOLERANCE = 1e-9;
  private static final List<String> NUMERIC = List.of("age", "wage", "when");
  private static final List<String> LABELS = List.of("grade", "smoker", "colour");
  private static final List<String> WITH_NUMBERS =
      List.of("age", "wage", "when", "grade", "smoker");

  private final Table real = Mixed.table(700, 1, 0);
  private final Table synthetic = Mixed.table(450, 2, .4);
  private final FidelityScores scores = Fidelity.score(real, synthetic);

  @Test
  void shapeOfNumbers() {
    for (String name : NUMERIC) {
      double[] a = ((NumericColumn) real.column(name)).values();
      double[] b = ((NumericColumn) synthetic.column(name)).values();
      double largest = 0;
      for (double x : a) {
        largest = Math.max(largest, Math.abs(below(a, x) - below(b, x)));
      }
      for (double x : b) {
        largest = Math.max(largest, Math.abs(below(a, x) - below(b, x)));
      }
      double missing = Math.abs(missing(a) - missing(b));
      assertThat(scores.shapeColumns().get(name))
          .as(name)
          .isCloseTo((1 - largest) * (1 - missing), within(TOLERANCE));
    }
  }

  @Test
  void shapeOfLabels() {
    for (String name : LABELS) {
      assertThat(scores.shapeColumns().get(name))
          .as(name)
          .isCloseTo(
              jointLikeness(text(real.column(name)), text(synthetic.column(name))),
              within(TOLERANCE));
    }
  }

  @Test
  void trendOfLabels() {
    double sum = 0;
    for (int i = 0; i < LABELS.size(); i++) {
      for (int j = i + 1; j < LABELS.size(); j++) {
        String a = LABELS.get(i);
        String b = LABELS.get(j);
        double expected =
            jointLikeness(
                both(text(real.column(a)), text(real.column(b))),
                both(text(synthetic.column(a)), text(synthetic.column(b))));
        assertThat(scores.trendPairs().get(a + "~" + b)).isCloseTo(expected, within(TOLERANCE));
        assertThat(scores.ownEdgesPairs().get(a + "~" + b)).isCloseTo(expected, within(TOLERANCE));
        sum += expected;
      }
    }
    assertThat(sum).isLessThan(2.8);
  }

  @Test
  void trendOfNumberAndLabel() {
    for (String number : NUMERIC) {
      double[] x = ((NumericColumn) real.column(number)).values();
      double[] y = ((NumericColumn) synthetic.column(number)).values();
      for (String label : LABELS) {
        String key = number + "~" + label;
        String[] realLabel = text(real.column(label));
        String[] syntheticLabel = text(synthetic.column(label));
        assertThat(scores.trendPairs().get(key))
            .as(key)
            .isCloseTo(
                jointLikeness(both(bins(x, x), realLabel), both(bins(y, x), syntheticLabel)),
                within(TOLERANCE));
        assertThat(scores.ownEdgesPairs().get(key))
            .as(key)
            .isCloseTo(
                jointLikeness(both(bins(x, x), realLabel), both(bins(y, y), syntheticLabel)),
                within(TOLERANCE));
      }
    }
    assertThat(scores.trendPairs()).isNotEqualTo(scores.ownEdgesPairs());
  }

  @Test
  void correlations() {
    double sum = 0;
    for (int i = 0; i < WITH_NUMBERS.size(); i++) {
      for (int j = i + 1; j < WITH_NUMBERS.size(); j++) {
        String a = WITH_NUMBERS.get(i);
        String b = WITH_NUMBERS.get(j);
        double delta =
            Math.abs(
                pearson(number(real.column(a)), number(real.column(b)))
                    - pearson(number(synthetic.column(a)), number(synthetic.column(b))));
        sum += delta;
        if (NUMERIC.contains(a) && NUMERIC.contains(b)) {
          assertThat(scores.trendPairs().get(a + "~" + b))
              .isCloseTo(1 - delta / 2, within(TOLERANCE));
        }
      }
    }
    assertThat(scores.deltaPearsonPairs()).isEqualTo(10);
    assertThat(scores.meanAbsDeltaPearson()).isCloseTo(sum / 10, within(TOLERANCE));
    assertThat(sum / 10).isGreaterThan(.02);
  }

  @Test
  void meansAndKeys() {
    assertThat(scores.shapeColumns().keySet())
        .containsExactly("age", "wage", "when", "grade", "smoker", "colour");
    assertThat(scores.trendPairs()).hasSize(15);
    assertThat(scores.shapeMean()).isCloseTo(mean(scores.shapeColumns()), within(TOLERANCE));
    assertThat(scores.trendMean()).isCloseTo(mean(scores.trendPairs()), within(TOLERANCE));
    assertThat(scores.ownEdgesMean()).isCloseTo(mean(scores.ownEdgesPairs()), within(TOLERANCE));
  }

  private static double mean(Map<String, Double> scores) {
    double sum = 0;
    for (double score : scores.values()) {
      sum += score;
    }
    return sum / scores.size();
  }

  private static double below(double[] values, double x) {
    int count = 0;
    int present = 0;
    for (double v : values) {
      present += Double.isNaN(v) ? 0 : 1;
      count += v <= x ? 1 : 0;
    }
    return Double.isNaN(x) ? 0 : (double) count / present;
  }

  private static double missing(double[] values) {
    double count = 0;
    for (double v : values) {
      count += Double.isNaN(v) ? 1 : 0;
    }
    return count / values.length;
  }

  private static double jointLikeness(String[] real, String[] synthetic) {
    Map<String, Double> difference = new HashMap<>();
    for (String cell : real) {
      difference.merge(cell, 1.0 / real.length, Double::sum);
    }
    for (String cell : synthetic) {
      difference.merge(cell, -1.0 / synthetic.length, Double::sum);
    }
    return 1 - difference.values().stream().mapToDouble(Math::abs).sum() / 2;
  }

  private static String[] bins(double[] values, double[] range) {
    double min = Arrays.stream(range).filter(Double::isFinite).min().orElseThrow();
    double max = Arrays.stream(range).filter(Double::isFinite).max().orElseThrow();
    String[] names = new String[values.length];
    for (int i = 0; i < names.length; i++) {
      double x = values[i];
      if (Double.isNaN(x)) {
        names[i] = "missing";
      } else if (x < min) {
        names[i] = "below";
      } else if (x >= max) {
        names[i] = "top";
      } else {
        names[i] = "bin " + (int) ((x - min) / (max - min) * 10);
      }
    }
    return names;
  }

  private static String[] text(Column column) {
    CategoricalColumn labels = (CategoricalColumn) column;
    return IntStream.range(0, column.size()).mapToObj(labels::label).toArray(String[]::new);
  }

  private static double[] number(Column column) {
    if (column instanceof NumericColumn numeric) {
      return numeric.values();
    }
    Function<String, Double> parse = text -> text == null ? Double.NaN : Double.valueOf(text);
    return Arrays.stream(text(column)).map(parse).mapToDouble(v -> v).toArray();
  }

  private static String[] both(String[] a, String[] b) {
    return IntStream.range(0, a.length).mapToObj(i -> a[i] + "|" + b[i]).toArray(String[]::new);
  }

  /** As a mean over all pairs of rows: n^2 work, and no mean is subtracted. */
  private static double pearson(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        if (Double.isFinite(x[i] + y[i]) && Double.isFinite(x[j] + y[j])) {
          xy += (x[i] - x[j]) * (y[i] - y[j]);
          xx += (x[i] - x[j]) * (x[i] - x[j]);
          yy += (y[i] - y[j]) * (y[i] - y[j]);
        }
      }
    }
    return xy / Math.sqrt(xx * yy);
  }
}
