package io.semblance.synth.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.MixedRows;
import io.semblance.synth.mixed.Workers;
import io.semblance.synth.stage.StagedModel;
import io.semblance.synth.train.EncodedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mixture learns, from tables whose law is known. */
class MixtureLearningTest {
  private static Model fit(Table table, FitOptions.Builder options) {
    return Synthesizers.byName("gmm").fit(table, options.build(), FitListener.silent());
  }

  private static FitOptions.Builder options() {
    return FitOptions.builder().seed(7);
  }

  /** The model without its stages. */
  private static MixtureModel parameters(Model model) {
    return (MixtureModel) ((StagedModel) model).model();
  }

  /**
   * Three groups of shares .5, .3, .2; in each two numbers about a place of their own, correlated
   * by .9, -.9 and 0, and a label that is the group's own in 90 of 100 rows.
   */
  private static Table groups(int rows, long seed) {
    Random random = new Random(seed);
    double[] x = new double[rows];
    double[] y = new double[rows];
    int[] label = new int[rows];
    double[] correlations = {.9, -.9, 0};
    for (int i = 0; i < rows; i++) {
      double u = random.nextDouble();
      int g = u < .5 ? 0 : u < .8 ? 1 : 2;
      double r = correlations[g];
      double a = random.nextGaussian();
      double b = r * a + Math.sqrt(1 - r * r) * random.nextGaussian();
      x[i] = 4 * g + a;
      y[i] = (g == 1 ? 5 : 0) + b;
      label[i] = random.nextInt(10) < 9 ? g : random.nextInt(3);
    }
    return Table.of(
        List.of(
            Fixtures.numbers("x", ColumnType.NUMBER, 6, x),
            Fixtures.numbers("y", ColumnType.NUMBER, 6, y),
            Fixtures.labels("label", label, "p", "q", "r")));
  }

  private static double correlationNear(Table table, double from, double to) {
    double[] x = Fixtures.values(table, "x");
    double[] y = Fixtures.values(table, "y");
    int[] near = IntStream.range(0, x.length).filter(i -> x[i] > from && x[i] < to).toArray();
    return Fixtures.correlation(
        Arrays.stream(near).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(near).mapToDouble(i -> y[i]).toArray());
  }

  @Test
  void groupsComeBackWithTheirSharesMomentsAndLabels() {
    Table real = groups(6_000, 1);
    Model model = fit(real, options());
    Table drawn = model.sample(20_000, 3);
    for (double[] band : new double[][] {{-2, 1.5}, {2.5, 5.5}, {6.5, 10}}) {
      assertThat(correlationNear(drawn, band[0], band[1]))
          .isCloseTo(correlationNear(real, band[0], band[1]), within(.1));
    }
    int[] realLabels = Fixtures.codes(real, "label");
    int[] labels = Fixtures.codes(drawn, "label");
    double[] x = Fixtures.values(drawn, "x");
    double[] realX = Fixtures.values(real, "x");
    for (int g = 0; g < 3; g++) {
      assertThat(share(labels, g)).isCloseTo(share(realLabels, g), within(.015));
      assertThat(mean(x, labels, g)).isCloseTo(mean(realX, realLabels, g), within(.12));
    }
  }

  private static double share(int[] codes, int code) {
    return Arrays.stream(codes).filter(c -> c == code).count() / (double) codes.length;
  }

  private static double mean(double[] x, int[] codes, int code) {
    return IntStream.range(0, x.length)
        .filter(i -> codes[i] == code)
        .mapToDouble(i -> x[i])
        .average()
        .orElseThrow();
  }

  /** Classes without numbers: the latent class model, whose parameters are known. */
  @Test
  void latentClassesAreRecovered() {
    int rows = 20_000;
    Random random = new Random(3);
    double[][] yes = {{.9, .8, .9, .85, .1}, {.1, .2, .15, .1, .7}};
    int[][] codes = new int[5][rows];
    for (int i = 0; i < rows; i++) {
      int k = random.nextDouble() < .3 ? 0 : 1;
      for (int v = 0; v < 5; v++) {
        codes[v][i] = random.nextDouble() < yes[k][v] ? 1 : 0;
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int v = 0; v < 5; v++) {
      columns.add(Fixtures.labels("v" + v, codes[v], "no", "yes"));
    }
    Model model = fit(Table.of(columns), options());
    Mixture mixture = parameters(model).mixture();
    assertThat(mixture.size()).as(model.describe()).isBetween(2, 4);
    mixture = parameters(fit(Table.of(columns), options().set("components", "2"))).mixture();
    int first = mixture.weights()[0] < .5 ? 0 : 1;
    assertThat(mixture.weights()[first]).isCloseTo(.3, within(.02));
    for (int k = 0; k < 2; k++) {
      for (int v = 0; v < 5; v++) {
        double p = Math.exp(mixture.logProbabilities()[k == 0 ? first : 1 - first][v][1]);
        assertThat(p).isCloseTo(yes[k][v], within(.03));
      }
    }
  }

  /** One component of normal scores is a Gaussian copula: it keeps the correlation of ranks. */
  @Test
  void oneComponentHasTheCorrelationOfNormalScores() {
    int rows = 20_000;
    Random random = new Random(4);
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      double a = random.nextGaussian();
      double b = .6 * a + .8 * random.nextGaussian();
      x[i] = Math.exp(a);
      y[i] = b * b * b;
    }
    Table table =
        Table.of(
            List.of(
                Fixtures.numbers("x", ColumnType.NUMBER, 8, x),
                Fixtures.numbers("y", ColumnType.NUMBER, 8, y)));
    FitOptions.Builder quantiles =
        options()
            .set("components", "1")
            .encoder(
                EncoderOptions.builder().encoder("x", "quantile").encoder("y", "quantile").build());
    Gaussian only = parameters(fit(table, quantiles)).mixture().gaussians()[0];
    assertThat(only.mean()).containsExactly(new double[] {0, 0}, within(.01));
    double[] l = only.scale();
    double correlation = l[1] / Math.hypot(l[1], l[2]); // of L L'
    assertThat(l[0]).isCloseTo(1, within(.01));
    assertThat(correlation).isCloseTo(.6, within(.015));
  }

  @ParameterizedTest
  @EnumSource
  void noRoundLowersThePosterior(Covariance covariance) {
    for (Table table : List.of(gaps(1_500), Fixtures.mixed(400, 2), groups(800, 3))) {
      EncodedTable data = EncodedTable.of(table, EncoderOptions.defaults());
      MixedLayout layout = MixedLayout.of(data.layout(), data.rows(), data.count());
      int[] all = IntStream.range(0, data.count()).toArray();
      MixedRows rows = MixedRows.of(layout, data.rows(), all, 1);
      try (Workers workers = new Workers(2)) {
        ExpectationMaximisation em =
            new ExpectationMaximisation(rows, Prior.of(rows, .01, .1), covariance, workers);
        ExpectationMaximisation.Outcome outcome =
            em.run(
                em.start(8, data.rows(), 1),
                new ExpectationMaximisation.Plan(60, -1, () -> false, round -> {}));
        List<Double> values = outcome.logPosteriors();
        assertThat(values).hasSize(60);
        for (int i = 1; i < values.size(); i++) {
          assertThat(values.get(i)).as("round " + i).isGreaterThan(values.get(i - 1) - 1e-9);
        }
        assertThat(values.get(59)).isGreaterThan(values.get(0) + .01);
      }
    }
  }

  /**
   * A number that is 0 in a third of the rows, missing in some, and else follows another one: the
   * spike and the gaps must not bend what is between the two.
   */
  private static Table gaps(int rows) {
    Random random = new Random(8);
    double[] x = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = random.nextGaussian();
      double u = random.nextDouble();
      y[i] = u < .33 ? 0 : u < .45 ? Double.NaN : 10 + 2 * x[i] + .5 * random.nextGaussian();
    }
    return Table.of(
        List.of(
            Fixtures.numbers("x", ColumnType.NUMBER, 6, x),
            NumericColumn.of(
                ColumnSchema.builder("y", ColumnType.NUMBER)
                    .range(0, 20)
                    .decimals(6)
                    .nullable(true)
                    .build(),
                y)));
  }

  @Test
  void spikesAndGapsLeaveTheRestAlone() {
    Table real = gaps(4_000);
    Model model = fit(real, options().set("components", "2"));
    Table drawn = model.sample(20_000, 1);
    double[] x = Fixtures.values(drawn, "x");
    double[] y = Fixtures.values(drawn, "y");
    int[] rest = IntStream.range(0, y.length).filter(i -> y[i] > 0).toArray();
    assertThat(Arrays.stream(y).filter(Double::isNaN).count() / 20_000.0)
        .isCloseTo(.12, within(.02));
    assertThat(Arrays.stream(y).filter(v -> v == 0).count() / 20_000.0).isCloseTo(.33, within(.02));
    // corr(x, 10 + 2 x + .5 e) = 2 / sqrt(4.25)
    assertThat(
            Fixtures.correlation(
                Arrays.stream(rest).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(rest).mapToDouble(i -> y[i]).toArray()))
        .isCloseTo(2 / Math.sqrt(4.25), within(.02));
  }

  /** The density of rows from the model's own law is above that of rows that are shuffled. */
  @Test
  void likelihoodPrefersRowsThatHangTogether() {
    Table real = groups(4_000, 5);
    MixtureModel model = parameters(fit(real, options()));
    Table other = groups(1_000, 6);
    double[] y = Fixtures.values(other, "y");
    double[] turned = new double[y.length];
    Arrays.setAll(turned, i -> y[(i + 500) % y.length]);
    Table torn =
        Table.of(
            List.of(
                other.column("x"),
                Fixtures.numbers("y", ColumnType.NUMBER, 6, turned),
                other.column("label")));
    double whole = Arrays.stream(model.logLikelihood(other)).average().orElseThrow();
    double apart = Arrays.stream(model.logLikelihood(torn)).average().orElseThrow();
    assertThat(whole).isGreaterThan(apart + 1);
    float[] encoded = new float[1_000 * model.encoder().layout().width()];
    model.encoder().encode(other, 0, 1_000, encoded, 0);
    assertThat(model.logLikelihood(encoded, 17)).isEqualTo(model.logLikelihood(other)[17]);
  }
}
