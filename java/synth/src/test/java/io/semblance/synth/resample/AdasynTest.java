package io.semblance.synth.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdasynTest {
  private static ResampleSettings two() {
    return new ResampleSettings(2, 1000, LabelChoice.MAJORITY, true, true);
  }

  /** Two classes on a line. */
  private static Table line() {
    return Table.of(
        List.of(
            Tables.numbers("x", 0, 1, 10, 2.5, 11, 12.1, 13.3, 14.6),
            Tables.letters("t", "AAABBBBB")));
  }

  private static Map<Double, Integer> weights(RowPool pool, int c) {
    RowPool.ClassRows rows = pool.classes().get(c);
    NumericColumn x = (NumericColumn) pool.columns().get(0);
    Map<Double, Integer> weights = new TreeMap<>();
    for (int i = rows.from(); i < rows.to(); i++) {
      weights.put(x.value(i), rows.weights()[i - rows.from()]);
    }
    return weights;
  }

  @Test
  void densitiesAreSharesOfOtherClassesAround() {
    // By hand, K = 2. Of A: 0 has 1 (A), 2.5 (B); 1 has 0 (A), 2.5 (B); 10 has 11 (B), 12.1 (B).
    // Of B: 2.5 has 1 (A), 0 (A); 11 has 10 (A), 12.1 (B); the others have B alone.
    RowPool pool = Tables.pool(line(), "t", two());
    assertEquals(Map.of(0.0, 1, 1.0, 1, 10.0, 2), weights(pool, 0));
    assertEquals(Map.of(2.5, 2, 11.0, 1, 12.1, 0, 13.3, 0, 14.6, 0), weights(pool, 1));
  }

  @Test
  void rowsOfGreaterDensityAreUsedMoreOften() {
    // Normalised they are 2/3 for 2.5 and 1/3 for 11. From 2.5 (to 11 or 12.1) a row comes below
    // 7 with the shares 4.5/8.5 and 4.5/9.6; from 11 (to 12.1 or 13.3) never.
    Table drawn = Tables.draw(line(), "t", two(), 20_000);
    int rows = 0;
    int below = 0;
    for (int i = 0; i < drawn.rows(); i++) {
      if (Tables.codes(drawn, "t")[i] == 1) {
        rows++;
        below += Tables.values(drawn, "x")[i] < 7 ? 1 : 0;
        assertTrue(Tables.values(drawn, "x")[i] <= 13.3, "12.1 and above are no bases");
      }
    }
    double share = 2.0 / 3 * (4.5 / 8.5 + 4.5 / 9.6) / 2;
    assertEquals(share, (double) below / rows, 5 * Math.sqrt(share * (1 - share) / rows));
    double b = 5.0 / 8;
    assertEquals(
        b,
        (double) rows / drawn.rows(),
        5 * Math.sqrt(b * (1 - b) / drawn.rows()),
        "classes keep their shares");
  }

  @Test
  void theTargetDoesNotTakePartInDistances() {
    // With it, each row would have its own class around it.
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    Table table = Table.of(List.of(Tables.numbers("x", x), Tables.letters("t", "ABABABAB")));
    RowPool pool =
        Tables.pool(table, "t", new ResampleSettings(1, 99, LabelChoice.PAIR, true, true));
    assertEquals(4, Arrays.stream(pool.classes().get(0).weights()).sum());
    assertEquals(4, Arrays.stream(pool.classes().get(1).weights()).sum());
  }

  @Test
  void aClassByItselfIsDrawnEvenly() {
    Table table =
        Table.of(
            List.of(Tables.numbers("x", 1, 2, 3, 101, 102, 103), Tables.letters("t", "AAABBB")));
    RowPool pool = Tables.pool(table, "t", two());
    assertNull(pool.classes().get(0).weights());
    assertNull(pool.classes().get(1).weights());
    int[] near = pool.classes().get(1).neighbours();
    Arrays.sort(near);
    assertArrayEquals(new int[] {3, 3, 4, 4, 5, 5}, near);
  }

  @Test
  void densitiesAreMeasuredWhereClassesHaveTheirShares() {
    // Class A is nine tenths of the table and held in part; rows of B, without any structure,
    // must still find nine tenths of their neighbours in A.
    int n = 4000;
    double[] x = new double[n];
    int[] t = new int[n];
    Random random = new Random(1);
    for (int i = 0; i < n; i++) {
      x[i] = random.nextDouble();
      t[i] = i % 10 == 0 ? 1 : 0;
    }
    Table table = Table.of(List.of(Tables.numbers("x", x), Tables.labels("t", t, "A", "B")));
    RowPool pool =
        Tables.pool(table, "t", new ResampleSettings(5, 500, LabelChoice.PAIR, true, true));
    RowPool.ClassRows b = pool.classes().get(1);
    assertEquals(400, b.to() - b.from());
    double share = Arrays.stream(b.weights()).sum() / (5.0 * 400);
    // 500 reference rows, each the neighbour of several: as if there were 500 draws.
    assertEquals(0.9, share, 5 * Math.sqrt(0.9 * 0.1 / 500));
  }

  @Test
  void withoutClassesItIsSmote() {
    Table table = Tables.mixed(300, 2);
    assertNull(Tables.pool(table, null, two()).classes().get(0).weights());
    FitOptions options = FitOptions.builder().seed(1).build();
    Model model = Synthesizers.byName("adasyn").fit(table, options, FitListener.silent());
    assertTrue(
        model.provenance().training().events().stream().anyMatch(e -> e.contains("smote does")),
        "said");
  }
}
