package io.semblance.synth.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.MixedRows;
import io.semblance.synth.mixed.NormalScores;
import io.semblance.synth.mixed.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against mixture.json, which mixture.py beside it made with numpy and scipy. */
class MixtureReferenceTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode json;
  private static MixedLayout layout;
  private static double[][] scores;
  private static int[][] states;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = MixtureReferenceTest.class.getResourceAsStream("mixture.json")) {
      json = MAPPER.readTree(in);
    }
    Layout blocks =
        Layout.of(
            List.of(
                new Block("a", Block.Kind.SCALAR, 0, 1),
                new Block("b", Block.Kind.SCALAR, 1, 1),
                new Block("c", Block.Kind.SCALAR, 2, 1),
                new Block("b", Block.Kind.SOFTMAX, 3, 4),
                new Block("c", Block.Kind.SOFTMAX, 7, 2)));
    boolean[][] silent = MixedLayout.nothingSilent(blocks);
    silent[1][3] = true;
    silent[2][1] = true;
    layout = MixedLayout.of(blocks, silent);
    scores = array(json.path("scores"), double[][].class);
    states = array(json.path("states"), int[][].class);
  }

  private static <T> T array(JsonNode node, Class<T> type) {
    return MAPPER.convertValue(node, type);
  }

  private static Mixture mixture(JsonNode of) {
    double[][] means = array(of.path("means"), double[][].class);
    double[][][] factors = array(of.path("factors"), double[][][].class);
    double[][][] probabilities = array(of.path("probabilities"), double[][][].class);
    Gaussian[] gaussians = new Gaussian[means.length];
    double[][][] logs = new double[means.length][probabilities.length][];
    for (int k = 0; k < means.length; k++) {
      gaussians[k] = new FullGaussian(means[k], packed(factors[k]));
      for (int v = 0; v < probabilities.length; v++) {
        logs[k][v] = Arrays.stream(probabilities[v][k]).map(Math::log).toArray();
      }
    }
    return new Mixture(layout, array(of.path("weights"), double[].class), gaussians, logs);
  }

  private static double[] packed(double[][] lower) {
    double[] out = new double[Cholesky.size(lower.length)];
    for (int i = 0; i < lower.length; i++) {
      System.arraycopy(lower[i], 0, out, Cholesky.at(i, 0), i + 1);
    }
    return out;
  }

  /** The rows of the fixture, those with the same speaking numbers together. */
  private static MixedRows rows() {
    List<int[]> patterns = List.of(ints(0, 1, 2), ints(0, 1), ints(0, 2), ints(0));
    List<MixedRows.Pattern> runs = new ArrayList<>();
    double[] flat = new double[scores.length * 3];
    int[] flatStates = new int[scores.length * 2];
    int at = 0;
    for (int[] pattern : patterns) {
      int from = at;
      for (int i = 0; i < scores.length; i++) {
        if (Arrays.equals(layout.speaking(states[i]), pattern)) {
          System.arraycopy(scores[i], 0, flat, at * 3, 3);
          System.arraycopy(states[i], 0, flatStates, at * 2, 2);
          at++;
        }
      }
      runs.add(new MixedRows.Pattern(pattern, from, at));
    }
    assertThat(at).isEqualTo(scores.length);
    assertThat(runs).allMatch(run -> run.to() > run.from());
    return new MixedRows(layout, flat, flatStates, at, new int[at], runs);
  }

  private static int[] ints(int... values) {
    return values;
  }

  @Test
  void logDensitiesAreThoseOfScipy() {
    double[] logs = array(json.path("logs"), double[].class);
    Mixture.Density density = mixture(json).density();
    for (int i = 0; i < logs.length; i++) {
      assertThat(density.log(scores[i], states[i])).isCloseTo(logs[i], within(1e-10));
    }
  }

  @Test
  void oneRoundIsThatOfNumpy() {
    MixedRows rows = rows();
    Prior prior = Prior.of(rows, json.path("ridge").asDouble(), json.path("smoothing").asDouble());
    for (int threads = 1; threads <= 3; threads++) {
      try (Workers workers = new Workers(threads)) {
        ExpectationMaximisation em =
            new ExpectationMaximisation(rows, prior, Covariance.FULL, workers);
        double sum = Arrays.stream(array(json.path("logs"), double[].class)).sum();
        assertThat(em.logLikelihood(mixture(json))).isCloseTo(sum, within(1e-9));
        Mixture next =
            em.run(mixture(json), new ExpectationMaximisation.Plan(1, 0, () -> false, round -> {}))
                .mixture();
        Mixture expected = mixture(json.path("next"));
        assertThat(next.weights()).containsExactly(expected.weights(), within(1e-11));
        for (int k = 0; k < 3; k++) {
          Gaussian wanted = expected.gaussians()[k];
          assertThat(next.gaussians()[k].mean()).containsExactly(wanted.mean(), within(1e-10));
          assertThat(next.gaussians()[k].scale()).containsExactly(wanted.scale(), within(1e-10));
          for (int v = 0; v < 2; v++) {
            assertThat(next.logProbabilities()[k][v])
                .containsExactly(expected.logProbabilities()[k][v], within(1e-10));
          }
        }
      }
    }
  }

  /** A diagonal covariance is a full one without correlations. */
  @Test
  void diagonalAgreesWithFull() {
    double[] mean = {.3, -.7, 1.1};
    double[] deviations = {.5, 2, .8};
    Gaussian diagonal = new DiagonalGaussian(mean, deviations);
    Gaussian full = new FullGaussian(mean, new double[] {.5, 0, 2, 0, 0, .8});
    Prior prior = Prior.of(rows(), .1, .1);
    assertThat(diagonal.logPrior(prior)).isCloseTo(full.logPrior(prior), within(1e-12));
    for (int[] speaking : List.of(ints(), ints(1), ints(0, 2), ints(0, 1, 2))) {
      for (double[] row : scores) {
        assertThat(diagonal.marginal(speaking).logDensity(row, 0))
            .isCloseTo(full.marginal(speaking).logDensity(row, 0), within(1e-12));
      }
    }
    double[] one = new double[3];
    double[] other = new double[3];
    diagonal.draw(new double[] {1, -2, .5}, one);
    full.draw(new double[] {1, -2, .5}, other);
    assertThat(one).containsExactly(other, within(1e-12));
  }

  @Test
  void normalScoresAreThoseOfScipy() {
    for (double[] pair : array(json.path("quantiles"), double[][].class)) {
      assertThat(NormalScores.quantile(pair[0])).isCloseTo(pair[1], within(1e-12));
      assertThat(NormalScores.score(2 * pair[0] - 1)).isCloseTo(pair[1], within(1e-9));
    }
    for (double[] pair : array(json.path("distribution"), double[][].class)) {
      double relative = pair[0] < -7 ? 1e-7 : 1e-11; // a short continued fraction far out
      double tolerance = Math.max(1e-300, relative * pair[1]);
      assertThat(NormalScores.probability(pair[0])).isCloseTo(pair[1], within(tolerance));
    }
  }

  @Test
  void aCodeOfTwoDigitsIsOneCategory() {
    Layout blocks =
        Layout.of(
            List.of(
                new Block("x", Block.Kind.SCALAR, 0, 1),
                new Block("code", Block.Kind.SOFTMAX, 1, 3),
                new Block("code", Block.Kind.SOFTMAX, 4, 4),
                new Block("y", Block.Kind.SOFTMAX, 8, 2)));
    MixedLayout mixed = MixedLayout.of(blocks, MixedLayout.nothingSilent(blocks));
    assertThat(mixed.categories()).extracting(MixedLayout.Category::states).containsExactly(12, 2);
    for (int state = 0; state < 12; state++) {
      float[] row = new float[20];
      mixed.categories().get(0).write(state, row, 10);
      assertThat(mixed.categories().get(0).state(row, 10)).isEqualTo(state);
      assertThat(row[10 + 1 + state / 4]).isEqualTo(1);
      assertThat(row[10 + 4 + state % 4]).isEqualTo(1);
    }
  }
}
