package io.semblance.quality.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GruTest {

  /** Of PyTorch in double precision; {@code golden/gru.json} says how. */
  @Test
  void statesAndGradientsAreThoseOfPyTorch() throws IOException {
    JsonNode golden = golden();
    JsonNode x = golden.get("x");
    int steps = x.size();
    int batch = x.get(0).size();
    int inputs = x.get(0).get(0).size();
    int hidden = golden.get("y").get(0).get(0).size();
    Gru gru = new Gru(inputs, hidden, batch, steps);
    int at = 0;
    for (String name : new String[] {"w_ih", "w_hh", "b_ih", "b_hh"}) {
      for (double value : flat(golden.get(name))) {
        gru.weights[at++] = (float) value;
      }
    }
    for (int t = 0; t < steps; t++) {
      Arrays.fill(gru.mask[t], 1);
      for (int b = 0; b < batch; b++) {
        for (int k = 0; k < inputs; k++) {
          gru.x[t][k][b] = (float) x.get(t).get(b).get(k).asDouble();
        }
      }
    }
    gru.forward(steps);
    float[][][] twice = new float[steps][hidden][batch];
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch; b++) {
        for (int j = 0; j < hidden; j++) {
          double expected = golden.get("y").get(t).get(b).get(j).asDouble();
          assertThat((double) gru.h[t + 1][j][b]).isCloseTo(expected, within(1e-6));
          // The loss is the sum of squares.
          twice[t][j][b] = 2 * gru.h[t + 1][j][b];
        }
      }
    }
    gru.backwardFromStates(twice);
    at = 0;
    for (String name : new String[] {"dw_ih", "dw_hh", "db_ih", "db_hh"}) {
      for (double expected : flat(golden.get(name))) {
        assertThat((double) gru.gradient[at++]).as(name).isCloseTo(expected, within(5e-6));
      }
    }
  }

  /** Windows of unequal length, a loss of every step's output, against differences in double. */
  @Test
  void gradientsOfEveryStepAreDifferences() {
    gradients(false);
  }

  /** The same of the output after each window's own last step. */
  @Test
  void gradientsOfTheLastStepAreDifferences() {
    gradients(true);
  }

  private static void gradients(boolean last) {
    int[] lengths = {7, 3, 1, 7, 5};
    Gru gru = new Gru(3, 4, lengths.length, 9);
    Random random = new Random(4);
    for (int i = 0; i < gru.weights.length; i++) {
      gru.weights[i] = (float) (.5 * random.nextGaussian());
    }
    float[][] c = new float[9][lengths.length]; // the loss is sum of c y
    for (int t = 0; t < 9; t++) {
      for (int b = 0; b < lengths.length; b++) {
        boolean there = t < lengths[b];
        gru.mask[t][b] = there ? 1 : 0;
        c[t][b] = there && (!last || t == lengths[b] - 1) ? (float) random.nextGaussian() : 0;
        for (int k = 0; k < 3; k++) {
          // What lies beyond the end must not matter.
          gru.x[t][k][b] = (float) random.nextGaussian();
        }
      }
    }
    gru.forward(7);
    if (last) {
      float[] dy = new float[lengths.length];
      for (int b = 0; b < dy.length; b++) {
        dy[b] = c[lengths[b] - 1][b];
      }
      gru.backwardFromLast(dy);
    } else {
      gru.backward(c);
    }
    double[] w = new double[gru.weights.length];
    for (int i = 0; i < w.length; i++) {
      w[i] = gru.weights[i];
    }
    for (int i = 0; i < w.length; i++) {
      double kept = w[i];
      w[i] = kept + 1e-5;
      double up = PlainGru.loss(gru, w, lengths, c);
      w[i] = kept - 1e-5;
      double down = PlainGru.loss(gru, w, lengths, c);
      w[i] = kept;
      assertThat((double) gru.gradient[i])
          .as("weight " + i)
          .isCloseTo((up - down) / 2e-5, within(2e-5));
    }
  }

  @Test
  void fastFunctionsAreClose() {
    float[] a = new float[4001];
    float[] s = new float[4001];
    for (int i = 0; i < a.length; i++) {
      a[i] = (i - 2000) / 50f;
      s[i] = a[i];
    }
    Rows.tanh(a);
    Rows.sigmoid(s);
    for (int i = 0; i < a.length; i++) {
      double x = (float) (i - 2000) / 50f;
      assertThat((double) a[i]).isCloseTo(Math.tanh(x), within(3e-7));
      assertThat((double) s[i]).isCloseTo(1 / (1 + Math.exp(-x)), within(3e-7));
    }
  }

  @Test
  void adamWalksAgainstTheSignAtFirst() {
    float[] w = {1, 1, 1};
    new Adam(3, .01).update(w, new float[] {5, -1e-3f, 0});
    assertThat(w[0]).isCloseTo(.99f, within(1e-6f));
    assertThat(w[1]).isCloseTo(1.01f, within(1e-6f));
    assertThat(w[2]).isEqualTo(1);
  }

  /** Two steps by hand: m and v of the gradients 1 and then -1. */
  @Test
  void adamRemembers() {
    float[] w = {0};
    Adam adam = new Adam(1, .1);
    adam.update(w, new float[] {1});
    adam.update(w, new float[] {-1});
    // m = .9 * .1 - .1 = -.01, unbiased by .19; v = .001999, unbiased by .001999.
    assertThat(w[0]).isCloseTo(-.1f + .1f * .01f / .19f, within(1e-6f));
  }

  @Test
  void firstWeightsAreGlorots() {
    Gru gru = new Gru(6, 3, 4, 5);
    gru.initialise(new SplittableRandom(1));
    double gates = Math.sqrt(6.0 / (9 + 6));
    for (int i = 0; i < 2 * 3 * 6; i++) {
      assertThat((double) Math.abs(gru.weights[i])).isLessThan(gates).isPositive();
    }
    int bi = 3 * 3 * (6 + 3);
    assertThat(Arrays.copyOfRange(gru.weights, bi, bi + 18))
        .containsExactly(1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static double[] flat(JsonNode node) {
    if (!node.isArray()) {
      return new double[] {node.asDouble()};
    }
    double[] all = {};
    for (JsonNode each : node) {
      double[] more = flat(each);
      int at = all.length;
      all = Arrays.copyOf(all, at + more.length);
      System.arraycopy(more, 0, all, at, more.length);
    }
    return all;
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = GruTest.class.getResourceAsStream("/golden/gru.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** The equations as they are written, window by window, in double precision. */
  private static final class PlainGru {

    static double loss(Gru gru, double[] w, int[] lengths, float[][] c) {
      int d = gru.inputs;
      int u = gru.hidden;
      int hh = 3 * u * d;
      int bi = hh + 3 * u * u;
      int bh = bi + 3 * u;
      int head = bh + 3 * u;
      double loss = 0;
      for (int b = 0; b < lengths.length; b++) {
        double[] h = new double[u];
        for (int t = 0; t < lengths[b]; t++) {
          double[] next = new double[u];
          for (int j = 0; j < u; j++) {
            double[] byX = new double[3];
            double[] byH = new double[3];
            for (int g = 0; g < 3; g++) {
              int k = g * u + j;
              byX[g] = w[bi + k];
              byH[g] = w[bh + k];
              for (int i = 0; i < d; i++) {
                byX[g] += w[k * d + i] * gru.x[t][i][b];
              }
              for (int i = 0; i < u; i++) {
                byH[g] += w[hh + k * u + i] * h[i];
              }
            }
            double r = 1 / (1 + Math.exp(-byX[0] - byH[0]));
            double z = 1 / (1 + Math.exp(-byX[1] - byH[1]));
            double n = Math.tanh(byX[2] + r * byH[2]);
            next[j] = (1 - z) * n + z * h[j];
          }
          h = next;
          double y = w[head + u];
          for (int j = 0; j < u; j++) {
            y += w[head + j] * h[j];
          }
          loss += c[t][b] * y;
        }
      }
      return loss;
    }
  }
}
