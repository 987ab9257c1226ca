package io.semblance.synth.mixed;

import io.semblance.engine.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows to fit a mixture to: normal scores and states. Rows in which the same numbers speak stand
 * together, since they share the marginal of a Gaussian.
 *
 * @param layout of the rows
 * @param scores {@code count * layout.numbers()}, row by row; 0 where a number is silent
 * @param states {@code count * layout.categories().size()}, row by row
 * @param source numbers of the rows in the encoded table
 * @param patterns which numbers speak, in runs of rows without gaps
 */
public record MixedRows(
    MixedLayout layout,
    double[] scores,
    int[] states,
    int count,
    int[] source,
    List<Pattern> patterns) {
  private static final int TIES = 3_003; // of those that Streams leaves to mixtures

  /**
   * The rows from {@code from} to before {@code to}.
   *
   * @param speaking the numbers that speak in them, in rising order
   */
  public record Pattern(int[] speaking, int from, int to) {}

  /**
   * Turns encoded rows into scores.
   *
   * <p>A scalar that many rows share fills an interval of ranks. Each of the rows takes a point of
   * it (uniform dequantisation, Theis et al., "A note on the evaluation of generative models",
   * 2016): a density of discrete values has no upper bound, and the likelihood would reward nothing
   * but narrow components upon them. Encoders read every point of the interval as the same value.
   *
   * @param chosen row numbers, in any order
   */
  public static MixedRows of(MixedLayout layout, float[] encoded, int[] chosen, long seed) {
    int d = layout.numbers();
    int v = layout.categories().size();
    Map<List<Integer>, List<Integer>> byPattern = new LinkedHashMap<>();
    int[] rowStates = new int[v];
    for (int i = 0; i < chosen.length; i++) {
      layout.states(encoded, chosen[i] * layout.width(), rowStates);
      List<Integer> key = Arrays.stream(layout.speaking(rowStates)).boxed().toList();
      byPattern.computeIfAbsent(key, k -> new ArrayList<>()).add(chosen[i]);
    }
    double[] scores = new double[chosen.length * d];
    int[] states = new int[chosen.length * v];
    int[] source = new int[chosen.length];
    List<Pattern> patterns = new ArrayList<>();
    int at = 0;
    for (Map.Entry<List<Integer>, List<Integer>> e : byPattern.entrySet()) {
      int[] speaking = e.getKey().stream().mapToInt(j -> j).toArray();
      patterns.add(new Pattern(speaking, at, at + e.getValue().size()));
      for (int row : e.getValue()) {
        layout.states(encoded, row * layout.width(), rowStates);
        for (int c = 0; c < v; c++) {
          states[at * v + c] = rowStates[c];
        }
        source[at++] = row;
      }
    }
    for (int j = 0; j < d; j++) {
      score(layout, encoded, source, patterns, j, seed, scores);
    }
    return new MixedRows(layout, scores, states, chosen.length, source, List.copyOf(patterns));
  }

  /** Scores of one number in all rows in which it speaks. */
  private static void score(
      MixedLayout layout,
      float[] encoded,
      int[] source,
      List<Pattern> patterns,
      int number,
      long seed,
      double[] out) {
    int d = layout.numbers();
    float[] sorted = new float[source.length];
    int n = 0;
    for (Pattern p : patterns) {
      if (Arrays.binarySearch(p.speaking(), number) >= 0) {
        for (int i = p.from(); i < p.to(); i++) {
          sorted[n++] = encoded[source[i] * layout.width() + number] + 0f; // one kind of zero
        }
      }
    }
    Ties ties = Ties.of(Arrays.copyOf(sorted, n));
    int[] words = new int[4];
    for (Pattern p : patterns) {
      if (Arrays.binarySearch(p.speaking(), number) >= 0) {
        for (int i = p.from(); i < p.to(); i++) {
          float scalar = encoded[source[i] * layout.width() + number] + 0f;
          Philox.block(seed, TIES, source[i], number / 4, words, 0);
          double place = Philox.uniform(words[number % 4]);
          out[i * d + number] = NormalScores.score(ties.at(scalar, place));
        }
      }
    }
  }

  /** The state of a row in a category. */
  public int state(int row, int category) {
    return states[row * layout.categories().size() + category];
  }

  /** Share of each state of each category. */
  public double[][] shares() {
    double[][] shares = new double[layout.categories().size()][];
    for (int v = 0; v < shares.length; v++) {
      shares[v] = new double[layout.categories().get(v).states()];
      for (int i = 0; i < count; i++) {
        shares[v][state(i, v)]++;
      }
      for (int s = 0; s < shares[v].length; s++) {
        shares[v][s] /= count;
      }
    }
    return shares;
  }

  /** Variance of each number about its mean, over the rows in which it speaks; 1 for none. */
  public double[] variances() {
    int d = layout.numbers();
    double[] sums = new double[d];
    double[] squares = new double[d];
    int[] counts = new int[d];
    for (Pattern p : patterns) {
      for (int i = p.from(); i < p.to(); i++) {
        for (int j : p.speaking()) {
          sums[j] += scores[i * d + j];
          squares[j] += scores[i * d + j] * scores[i * d + j];
          counts[j]++;
        }
      }
    }
    double[] variances = new double[d];
    for (int j = 0; j < d; j++) {
      double mean = counts[j] == 0 ? 0 : sums[j] / counts[j];
      double variance = counts[j] == 0 ? 0 : squares[j] / counts[j] - mean * mean;
      variances[j] = variance > 1e-6 ? variance : 1;
    }
    return variances;
  }
}
