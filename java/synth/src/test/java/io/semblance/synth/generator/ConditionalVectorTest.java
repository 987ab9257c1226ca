package io.semblance.synth.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.synth.train.EncodedTable;
import org.junit.jupiter.api.Test;

class ConditionalVectorTest {
  private static final Layout LAYOUT =
      Layout.of(
          java.util.List.of(
              new Block("x", Block.Kind.SCALAR, 0, 1),
              new Block("a", Block.Kind.SOFTMAX, 1, 3),
              new Block("b", Block.Kind.SOFTMAX, 4, 2)));
  private static final int WIDTH = 6;

  /** Rows of a: 0 in 90 of 100, 1 in 10, 2 in none; of b: 0 in each fourth. */
  private static float[] rows(int count) {
    float[] rows = new float[count * WIDTH];
    for (int r = 0; r < count; r++) {
      rows[r * WIDTH + 1 + categoryOfA(r)] = 1;
      rows[r * WIDTH + 4 + categoryOfB(r)] = 1;
    }
    return rows;
  }

  private static int categoryOfA(int row) {
    return row % 10 == 0 ? 1 : 0;
  }

  private static int categoryOfB(int row) {
    return row % 4 == 0 ? 0 : 1;
  }

  @Test
  void sharesAreThoseOfTheTable() {
    double[][] shares = EncodedTable.shares(LAYOUT, rows(1000), 1000);
    assertThat(shares).hasNumberOfRows(2);
    assertThat(shares[0]).containsExactly(new double[] {.9, .1, 0}, within(1e-12));
    assertThat(shares[1]).containsExactly(new double[] {.25, .75}, within(1e-12));
  }

  @Test
  void masksCoverTheirBlock() {
    ConditionalVector c =
        new ConditionalVector(LAYOUT, EncodedTable.shares(LAYOUT, rows(100), 100));
    assertThat(c.blockCount()).isEqualTo(2);
    assertThat(c.masks()).containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 1, 1);
  }

  @Test
  void sampledConditionsFollowTheSharesAndDependOnTheRowAlone() {
    ConditionalVector c =
        new ConditionalVector(LAYOUT, EncodedTable.shares(LAYOUT, rows(100), 100));
    int n = 100_000;
    float[] drawn = new float[n * 5];
    c.draw(5, 0, n, drawn);
    double[] ones = new double[5];
    for (int r = 0; r < n; r++) {
      double sum = 0;
      for (int j = 0; j < 5; j++) {
        ones[j] += drawn[r * 5 + j] / n;
        sum += drawn[r * 5 + j];
      }
      assertThat(sum).isEqualTo(1);
    }
    assertThat(ones)
        .containsExactly(
            new double[] {.5 * .9, .5 * .1, 0, .5 * .25, .5 * .75}, within(6 * .5 / Math.sqrt(n)));
    assertThat(ones[2]).isZero();
    float[] part = new float[10 * 5];
    c.draw(5, 777, 10, part);
    assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(drawn, 777 * 5, 787 * 5));
    c.draw(6, 777, 10, part);
    assertThat(part).isNotEqualTo(java.util.Arrays.copyOfRange(drawn, 777 * 5, 787 * 5));
  }

  @Test
  void trainingDrawsCategoriesByTheLogarithmOfTheirFrequency() {
    float[] table = rows(1000);
    ConditionalVector.BlockDraws draws =
        new ConditionalVector.BlockDraws(
            ConditionalVector.softmaxBlocks(LAYOUT), LAYOUT, table, 1000);
    int n = 100_000;
    int[] rows = new int[n];
    int[] blocks = new int[n];
    draws.fill(3, 0, rows, blocks);
    double[] ofBlock = new double[2];
    double[][] category = new double[2][3];
    double[] chosen = new double[1000];
    for (int i = 0; i < n; i++) {
      ofBlock[blocks[i]]++;
      category[blocks[i]][blocks[i] == 0 ? categoryOfA(rows[i]) : categoryOfB(rows[i])]++;
      chosen[rows[i]]++;
    }
    assertThat(ofBlock[0] / n).isEqualTo(.5, within(.01));
    double many = Math.log1p(900);
    double few = Math.log1p(100);
    assertThat(category[0][1] / ofBlock[0]).isEqualTo(few / (many + few), within(.015));
    assertThat(category[0][2]).isZero();
    double quarter = Math.log1p(250);
    assertThat(category[1][0] / ofBlock[1])
        .isEqualTo(quarter / (quarter + Math.log1p(750)), within(.015));
    assertThat(chosen).doesNotContain(0);
    int[] again = new int[50];
    draws.fill(3, 100, again, new int[50]);
    assertThat(again).isEqualTo(java.util.Arrays.copyOfRange(rows, 100, 150));
  }
}
