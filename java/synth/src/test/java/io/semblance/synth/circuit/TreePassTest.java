package io.semblance.synth.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.MixedRows;
import io.semblance.synth.train.EncodedTable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums over hidden states, against all of them written out. */
class TreePassTest {
  private static final int STATES = 4;
  private static final int ROWS = 7;

  private final Random random = new Random(1);
  private final Variables variables;
  private final int[] tokens;
  private final DependenceTree tree = DependenceTree.ofParents(new int[] {1, -1, 1, 2});
  private final LatentTree model;

  TreePassTest() {
    Table table =
        Table.of(
            List.of(
                labels("a"),
                labels("b"),
                Fixtures.numbers(
                    "n", ColumnType.NUMBER, 3, random.doubles(60).map(x -> 10 * x).toArray()),
                labels("c")));
    EncodedTable data =
        EncodedTable.of(table, EncoderOptions.builder().encoder("n", "quantile").build());
    MixedLayout layout = MixedLayout.of(data.layout(), data.rows(), data.count());
    variables = Variables.of(data.layout(), layout);
    MixedRows rows = MixedRows.of(layout, data.rows(), IntStream.range(0, 60).toArray(), 1);
    tokens = variables.tokens(rows);
    float[][] edges = new float[4][];
    for (int c = 0; c < 4; c++) {
      edges[c] = c == tree.root() ? null : distributions(STATES);
    }
    float[][] categories = {distributions(3), distributions(3), distributions(3)};
    float[][] means = {numbers(-1, 1)};
    float[][] deviations = {numbers(.5, 1.5)};
    float[] root = new float[STATES];
    Arrays.fill(root, 1f / STATES);
    model = new LatentTree(variables, tree, STATES, root, edges, categories, means, deviations);
  }

  private Column labels(String name) {
    return Fixtures.labels(name, random.ints(60, 0, 3).toArray(), "x", "y", "z");
  }

  private float[] numbers(double least, double most) {
    float[] all = new float[STATES];
    for (int k = 0; k < STATES; k++) {
      all[k] = (float) (least + (most - least) * random.nextDouble());
    }
    return all;
  }

  /** Columns of sum 1. */
  private float[] distributions(int rows) {
    float[] table = new float[rows * STATES];
    for (int k = 0; k < STATES; k++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        table[i * STATES + k] = .1f + random.nextFloat();
        sum += table[i * STATES + k];
      }
      for (int i = 0; i < rows; i++) {
        table[i * STATES + k] /= (float) sum;
      }
    }
    return table;
  }

  /** The joint density of a row's tokens and hidden states. */
  private double joint(int row, int[] hidden, float[][] emissions) {
    double p = model.root()[hidden[tree.root()]];
    for (int c = 0; c < 4; c++) {
      if (c != tree.root()) {
        p *= model.edges()[c][hidden[c] * STATES + hidden[tree.parents()[c]]];
      }
    }
    for (int v = 0; v < variables.count(); v++) {
      int token = tokens[row * variables.count() + v];
      p *= emissions[v][token * STATES + hidden[variables.columns()[v]]];
    }
    return p;
  }

  @Test
  void likelihoodAndExpectedCountsAreThoseOfAllHiddenStatesWrittenOut() {
    float[][] emissions = model.emissions();
    TreePass pass = new TreePass(variables, tree, STATES, 16);
    int[] order = IntStream.range(0, 60).toArray();
    double[] logs = pass.up(model, emissions, tokens, order, 3, 3 + ROWS).clone();
    TreeStatistics counts = TreeStatistics.zero(variables, tree, STATES);
    float[][] above = new float[4][];
    for (int c = 0; c < 4; c++) {
      above[c] = model.edges()[c] == null ? null : Products.transposed(model.edges()[c], STATES);
    }
    pass.down(model, above, tokens, order, 3, 3 + ROWS, counts);
    counts.finish(model);

    TreeStatistics wanted = TreeStatistics.zero(variables, tree, STATES);
    for (int r = 0; r < ROWS; r++) {
      double sum = 0;
      for (int round = 0; round < 2; round++) {
        for (int code = 0; code < STATES * STATES * STATES * STATES; code++) {
          int[] hidden = {code % 4, code / 4 % 4, code / 16 % 4, code / 64};
          double p = joint(3 + r, hidden, emissions);
          if (round == 0) {
            sum += p;
            continue;
          }
          float part = (float) (p / sum);
          wanted.root()[hidden[tree.root()]] += part;
          for (int c = 0; c < 4; c++) {
            if (c != tree.root()) {
              wanted.edges()[c][hidden[c] * STATES + hidden[tree.parents()[c]]] += part;
            }
          }
          for (int v = 0; v < variables.count(); v++) {
            int token = tokens[(3 + r) * variables.count() + v];
            wanted.emissions()[v][token * STATES + hidden[variables.columns()[v]]] += part;
          }
        }
        assertThat(logs[r]).isCloseTo(Math.log(sum), within(1e-5));
      }
    }
    assertClose(counts.root(), wanted.root());
    for (int c = 0; c < 4; c++) {
      if (c != tree.root()) {
        assertClose(counts.edges()[c], wanted.edges()[c]);
      }
    }
    for (int v = 0; v < variables.count(); v++) {
      assertClose(counts.emissions()[v], wanted.emissions()[v]);
    }
  }

  private static void assertClose(float[] found, float[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      assertThat(found[i]).isCloseTo(wanted[i], within(2e-4f));
    }
  }

  @Test
  void productsAreThoseOfTheirDefinition() {
    for (int rows : new int[] {1, 2, 5, 8}) {
      int n = 8;
      float[] a = floats(rows * n);
      float[] b = floats(rows * n);
      float[] w = floats(n * n);
      float[] product = new float[rows * n];
      Products.multiply(a, rows, n, w, product);
      float[] outer = floats(n * n);
      float[] before = outer.clone();
      Products.addTransposed(a, b, rows, n, outer);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = before[i * n + j];
          for (int r = 0; r < rows; r++) {
            sum += (double) a[r * n + i] * b[r * n + j];
          }
          assertThat((double) outer[i * n + j]).isCloseTo(sum, within(1e-5));
        }
        for (int r = 0; r < rows; r++) {
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += (double) a[r * n + k] * w[k * n + i];
          }
          assertThat((double) product[r * n + i]).isCloseTo(sum, within(1e-5));
        }
      }
    }
  }

  private float[] floats(int count) {
    float[] all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = random.nextFloat() - .3f;
    }
    return all;
  }

  @Test
  void dependenceIsMeasuredWithoutWhatChanceBrings() {
    byte[] a = new byte[4000];
    byte[] b = new byte[4000];
    for (int i = 0; i < a.length; i++) {
      a[i] = (byte) random.nextInt(8);
      b[i] = (byte) random.nextInt(8);
    }
    assertThat(DependenceTree.information(a, a)).isCloseTo(Math.log(8), within(.01));
    assertThat(DependenceTree.information(a, b)).isLessThan(.002);
    double[][] shared = {{0, 5, 1, 1}, {5, 0, 4, 1}, {1, 4, 0, 3}, {1, 1, 3, 0}};
    DependenceTree chain = DependenceTree.joined(shared);
    assertThat(chain.root()).isEqualTo(1);
    assertThat(chain.parents()).containsExactly(1, -1, 1, 2);
    assertThat(DependenceTree.ofParents(new int[] {1, 0})).isNull();
    assertThat(DependenceTree.ofParents(new int[] {-1, -1})).isNull();
    assertThat(DependenceTree.ofParents(new int[] {-1, 9})).isNull();
  }
}
