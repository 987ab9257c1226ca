package io.semblance.synth.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tree of columns whose pairs of neighbours have the greatest mutual information together (C.
 * K. Chow and C. N. Liu, "Approximating discrete probability distributions with dependence trees",
 * 1968).
 *
 * @param parents the column above each, -1 for the root
 * @param order from the root down
 */
record DependenceTree(int[] parents, int[] order) {
  /** Levels of a column, by which pairs are compared. */
  private static final int LEVELS = 16;

  private static final int MOST_ROWS = 50_000;
  private static final long MOST_PAIRS_TIMES_ROWS = 2_000_000_000L;

  /**
   * Of rows.
   *
   * @param tokens of {@code rows} rows in random order, see {@link Variables}
   */
  static DependenceTree of(Variables variables, int[] tokens, int rows) {
    int columns = variables.names().size();
    long pairs = Math.max(1, (long) columns * (columns - 1) / 2);
    int some =
        (int) Math.min(Math.min(rows, MOST_ROWS), Math.max(500, MOST_PAIRS_TIMES_ROWS / pairs));
    byte[][] levels = levels(variables, tokens, some);
    double[][] shared = new double[columns][columns];
    for (int a = 0; a < columns; a++) {
      for (int b = 0; b < a; b++) {
        shared[a][b] = information(levels[a], levels[b]);
        shared[b][a] = shared[a][b];
      }
    }
    return joined(shared);
  }

  /** The columns with at most sixteen levels each: of equal shares, or the most frequent states. */
  private static byte[][] levels(Variables variables, int[] tokens, int rows) {
    byte[][] levels = new byte[variables.names().size()][];
    int width = variables.count();
    for (int c = 0; c < levels.length; c++) {
      long[] codes = new long[rows];
      for (int v = 0; v < width; v++) {
        if (variables.columns()[v] == c) {
          byte[] own = levelsOf(variables, v, tokens, rows);
          for (int r = 0; r < rows; r++) {
            codes[r] = codes[r] * (LEVELS + 1) + own[r];
          }
        }
      }
      levels[c] = mostFrequent(codes);
    }
    return levels;
  }

  private static byte[] levelsOf(Variables variables, int v, int[] tokens, int rows) {
    int size = variables.size(v);
    long[] counts = new long[size];
    long spoken = 0;
    for (int r = 0; r < rows; r++) {
      int token = tokens[r * variables.count() + v];
      if (token >= 0) {
        counts[token]++;
        spoken++;
      }
    }
    byte[] levelOf = new byte[size];
    if (v < variables.categories()) {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(counts[b], counts[a]));
      for (int i = 0; i < size; i++) {
        levelOf[order[i]] = (byte) Math.min(i, LEVELS - 1);
      }
    } else {
      long before = 0;
      for (int i = 0; i < size; i++) {
        double middle = before + counts[i] / 2.0;
        levelOf[i] = (byte) Math.min(LEVELS - 1, (int) (LEVELS * middle / Math.max(1, spoken)));
        before += counts[i];
      }
    }
    byte[] levels = new byte[rows];
    for (int r = 0; r < rows; r++) {
      int token = tokens[r * variables.count() + v];
      levels[r] = token < 0 ? (byte) LEVELS : levelOf[token];
    }
    return levels;
  }

  private static byte[] mostFrequent(long[] codes) {
    long[] distinct = Arrays.stream(codes).sorted().distinct().toArray();
    int[] counts = new int[distinct.length];
    for (long code : codes) {
      counts[Arrays.binarySearch(distinct, code)]++;
    }
    Integer[] order = new Integer[distinct.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Integer.compare(counts[b], counts[a]));
    byte[] rank = new byte[distinct.length];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = (byte) Math.min(i, LEVELS);
    }
    byte[] levels = new byte[codes.length];
    for (int r = 0; r < levels.length; r++) {
      levels[r] = rank[Arrays.binarySearch(distinct, codes[r])];
    }
    return levels;
  }

  /** Mutual information in nats, less what independent columns have by chance (Miller 1955). */
  static double information(byte[] a, byte[] b) {
    int n = LEVELS + 1;
    int[] both = new int[n * n];
    for (int r = 0; r < a.length; r++) {
      both[a[r] * n + b[r]]++;
    }
    int[] first = new int[n];
    int[] second = new int[n];
    for (int i = 0; i < both.length; i++) {
      first[i / n] += both[i];
      second[i % n] += both[i];
    }
    double sum = 0;
    for (int i = 0; i < both.length; i++) {
      if (both[i] > 0) {
        double expected = (double) first[i / n] * second[i % n] / a.length;
        sum += both[i] * Math.log(both[i] / expected);
      }
    }
    long levelsA = Arrays.stream(first).filter(c -> c > 0).count();
    long levelsB = Arrays.stream(second).filter(c -> c > 0).count();
    double chance = (levelsA - 1) * (levelsB - 1) / (2.0 * a.length);
    return Math.max(0, sum / a.length - chance);
  }

  /** Prim's algorithm, from the column that shares the most with all others. */
  static DependenceTree joined(double[][] shared) {
    int n = shared.length;
    int[] parents = new int[n];
    Arrays.fill(parents, -1);
    int root = 0;
    for (int c = 1; c < n; c++) {
      root = Arrays.stream(shared[c]).sum() > Arrays.stream(shared[root]).sum() ? c : root;
    }
    double[] best = shared[root].clone();
    int[] via = new int[n];
    Arrays.fill(via, root);
    boolean[] in = new boolean[n];
    in[root] = true;
    for (int joined = 1; joined < n; joined++) {
      int next = -1;
      for (int c = 0; c < n; c++) {
        next = !in[c] && (next < 0 || best[c] > best[next]) ? c : next;
      }
      in[next] = true;
      parents[next] = via[next];
      for (int c = 0; c < n; c++) {
        if (!in[c] && shared[next][c] > best[c]) {
          best[c] = shared[next][c];
          via[c] = next;
        }
      }
    }
    return ofParents(parents);
  }

  /** A tree by its parents, which say all of it; null if they make none. */
  static DependenceTree ofParents(int[] parents) {
    int n = parents.length;
    List<Integer> order = new ArrayList<>();
    boolean[] in = new boolean[n];
    boolean more = true;
    while (more) {
      more = false;
      for (int c = 0; c < n; c++) {
        boolean root = parents[c] == -1 && order.isEmpty();
        if (!in[c] && (root || parents[c] >= 0 && parents[c] < n && in[parents[c]])) {
          in[c] = true;
          order.add(c);
          more = true;
        }
      }
    }
    return order.size() == n
        ? new DependenceTree(parents, order.stream().mapToInt(c -> c).toArray())
        : null;
  }

  int root() {
    return order[0];
  }

  int size() {
    return order.length;
  }
}
