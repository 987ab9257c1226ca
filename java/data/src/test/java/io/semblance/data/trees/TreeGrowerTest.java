package io.semblance.data.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Splits of several outputs against the best of all cuts, tried one by one. */
class TreeGrowerTest {
  private static final int ROWS = 300;

  private final double[] number = new double[ROWS];
  private final double[] label = new double[ROWS];
  private final double[][] gradients = new double[2][ROWS];
  private final double[] ones = new double[ROWS];

  private BinnedRows rows(long seed) {
    Random random = new Random(seed);
    Arrays.fill(ones, 1);
    for (int i = 0; i < ROWS; i++) {
      number[i] = random.nextInt(40);
      label[i] = random.nextInt(3);
      gradients[0][i] = random.nextGaussian() + (number[i] > 25 ? 1 : 0);
      gradients[1][i] = random.nextGaussian() + (label[i] == 1 ? 1 : 0);
    }
    return BinnedRows.of(
        List.of(BinMapper.numbers(number), BinMapper.codes(label, 3)),
        List.of(number, label),
        ROWS);
  }

  private double score(boolean[] in, boolean side) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < ROWS; i++) {
      n += in[i] == side ? 1 : 0;
    }
    for (double[] output : gradients) {
      double g = 0;
      for (int i = 0; i < ROWS; i++) {
        g += in[i] == side ? output[i] : 0;
      }
      sum += g * g / n;
    }
    return sum;
  }

  @Test
  void theFirstSplitIsTheBestOfAllCuts() {
    for (long seed = 1; seed <= 5; seed++) {
      BinnedRows rows = rows(seed);
      List<boolean[]> cuts = new ArrayList<>();
      for (int c = 0; c < 39; c++) {
        boolean[] in = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
          in[i] = number[i] <= c;
        }
        cuts.add(in);
      }
      for (int c = 0; c < 3; c++) {
        boolean[] in = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
          in[i] = label[i] == c;
        }
        cuts.add(in);
      }
      double best =
          cuts.stream().mapToDouble(in -> score(in, true) + score(in, false)).max().orElseThrow();
      int[] leaves = new int[ROWS];
      TreeGrower grower = new TreeGrower(rows, new TreeOptions(1, 0, 1, 0), 2, false);
      Tree tree =
          grower.grow(
              gradients,
              ones,
              (leaf, of, from, to, sums, count) -> {
                assertThat(count).isEqualTo(to - from);
                for (int i = from; i < to; i++) {
                  leaves[of[i]] = leaf;
                }
                return leaf;
              });
      boolean[] found = new boolean[ROWS];
      Arrays.setAll(new int[ROWS], i -> (found[i] = leaves[i] == tree.left(0)) ? 1 : 0);
      assertThat(score(found, true) + score(found, false))
          .isCloseTo(best, org.assertj.core.data.Offset.offset(1e-9));
      for (int i = 0; i < ROWS; i++) {
        assertThat(tree.predict(rows, i)).isEqualTo(leaves[i]);
      }
    }
  }

  /** The same tree and sums whether threads share columns or not; leaves are never too small. */
  @Test
  void leavesAreLargeEnoughAndThreadsChangeNothing() {
    BinnedRows rows = rows(9);
    List<String> trees = new ArrayList<>();
    for (boolean shared : new boolean[] {false, true}) {
      StringBuilder text = new StringBuilder();
      new TreeGrower(rows, new TreeOptions(20, 0, 12, 0), 2, shared)
          .grow(
              gradients,
              ones,
              (leaf, of, from, to, sums, count) -> {
                assertThat(to - from).isGreaterThanOrEqualTo(12);
                text.append(leaf).append(' ').append(to - from).append(Arrays.toString(sums));
                return 0;
              });
      trees.add(text.toString());
    }
    assertThat(trees.get(0)).isEqualTo(trees.get(1)).contains("1 ");
  }

  /** Of noise no split gains so many variances. */
  @Test
  void noiseIsNotSplitWhereEvidenceIsAsked() {
    BinnedRows rows = rows(4);
    Random random = new Random(3);
    double[][] noise = new double[1][ROWS];
    Arrays.setAll(noise[0], i -> random.nextGaussian());
    TreeGrower grower = new TreeGrower(rows, new TreeOptions(5, 0, 1, 25), 1, false);
    Tree tree = grower.grow(noise, ones, (leaf, of, from, to, sums, count) -> 0);
    assertThat(tree.size()).isEqualTo(1);
    assertThat(grower.gains()).containsOnly(0);
  }
}
