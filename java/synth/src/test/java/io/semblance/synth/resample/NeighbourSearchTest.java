package io.semblance.synth.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourSearchTest {
  private static final int K = 5;

  private static int[] upTo(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  private static List<Column> compared(Table table) {
    return table.columns().stream().filter(c -> c.schema().type() != ColumnType.ID).toList();
  }

  /** The squared distance by the words of {@link FeatureSpace}, in doubles. */
  private static double squared(List<Column> columns, int a, int b) {
    double sum = 0;
    for (Column column : columns) {
      if (column instanceof CategoricalColumn labels) {
        sum += labels.code(a) == labels.code(b) ? 0 : 1;
      } else {
        double[] values = ((NumericColumn) column).values();
        if (Double.isNaN(values[a]) || Double.isNaN(values[b])) {
          sum += Double.isNaN(values[a]) && Double.isNaN(values[b]) ? 0 : 1;
        } else {
          sum += (values[a] - values[b]) * (values[a] - values[b]);
        }
      }
    }
    return sum;
  }

  /** The columns with their numbers divided by their standard deviations. */
  private static List<Column> scaled(List<Column> columns) {
    return columns.stream().map(NeighbourSearchTest::scaled).toList();
  }

  private static Column scaled(Column column) {
    if (column instanceof CategoricalColumn) {
      return column;
    }
    double[] values = ((NumericColumn) column).values();
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(known).average().orElseThrow();
    double variance =
        Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double deviation = variance < 1e-20 ? 1 : Math.sqrt(variance);
    return Tables.numbers(column.name(), Arrays.stream(values).map(v -> v / deviation).toArray());
  }

  @Test
  void theNeighboursAreThoseOfComparingEveryPair() {
    int n = NeighbourSearch.TILE + 300; // a whole tile and a part of one
    List<Column> columns = compared(Tables.mixed(n, 1));
    FeatureSpace space = new FeatureSpace(columns, true);
    Points points = space.points(upTo(n));
    Neighbours near =
        new NeighbourSearch(points, points, space.labelCost(upTo(n)), K).run(2, () -> false);
    List<Column> reference = scaled(columns);
    for (int query : new int[] {0, 1, 511, NeighbourSearch.TILE - 1, NeighbourSearch.TILE, n - 1}) {
      double[] all =
          IntStream.range(0, n)
              .filter(i -> i != query)
              .mapToDouble(i -> squared(reference, query, i))
              .sorted()
              .toArray();
      for (int j = 0; j < K; j++) {
        int found = near.positions()[query * K + j];
        assertEquals(all[j], squared(reference, query, found), 1e-5 * (1 + all[j]));
        assertEquals(all[j], near.squared()[query * K + j], 1e-5 * (1 + all[j]));
      }
    }
  }

  @Test
  void amongEqualDistancesTheNextInTurnWins() {
    // Two values of one column: distances are 0 and one other, so nearly all of them are ties.
    int n = 3 * NeighbourSearch.TILE - 7;
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = i % 600 == 0 ? 1 : 0; // two ones in each of three tiles
    }
    FeatureSpace space = new FeatureSpace(List.of(Tables.numbers("x", values)), true);
    Points points = space.points(upTo(n));
    Neighbours near = new NeighbourSearch(points, points, 1, 7).run(1, () -> false);
    for (int query = 0; query < n; query += 50) {
      int q = query;
      int[] expected =
          IntStream.range(1, n)
              .map(step -> (q + step) % n)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> Math.abs(values[i] - values[q])))
              .limit(7)
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(
          expected, Arrays.copyOfRange(near.positions(), 7 * query, 7 * query + 7), "of " + query);
    }
  }

  @Test
  void whereAllDistancesAreEqualNoRowIsEverybodysNeighbour() {
    int n = 1500;
    Column different =
        Tables.labels(
            "name", upTo(n), IntStream.range(0, n).mapToObj(i -> "n" + i).toArray(String[]::new));
    Points points = new FeatureSpace(List.of(different), true).points(upTo(n));
    Neighbours near = new NeighbourSearch(points, points, 1, K).run(1, () -> false);
    int[] chosen = new int[n];
    for (int position : near.positions()) {
      chosen[position]++;
    }
    assertArrayEquals(IntStream.generate(() -> K).limit(n).toArray(), chosen);
  }

  @Test
  void queriesNeedNotBeAmongTheReferences() {
    int n = 3000;
    List<Column> columns = compared(Tables.mixed(n, 2));
    FeatureSpace space = new FeatureSpace(columns, true);
    int[] some = IntStream.range(0, 1200).map(i -> 2 * i).toArray();
    Neighbours near =
        new NeighbourSearch(space.points(upTo(n)), space.points(some), 1, K).run(2, () -> false);
    List<Column> reference = scaled(columns);
    for (int query : new int[] {0, 1, 1199, 1200, 2398, 2401, n - 1}) {
      double[] all =
          Arrays.stream(some)
              .filter(i -> i != query)
              .mapToDouble(i -> squared(reference, query, i))
              .sorted()
              .toArray();
      for (int j = 0; j < K; j++) {
        int found = some[near.positions()[query * K + j]];
        assertTrue(found != query);
        assertEquals(all[j], squared(reference, query, found), 1e-5 * (1 + all[j]));
      }
    }
  }

  @Test
  void threadsDoNotChangeIt() {
    int n = 5000;
    FeatureSpace space = new FeatureSpace(compared(Tables.mixed(n, 3)), true);
    Points points = space.points(upTo(n));
    Neighbours alone = new NeighbourSearch(points, points, 1, K).run(1, () -> false);
    Neighbours four = new NeighbourSearch(points, points, 1, K).run(4, () -> false);
    assertArrayEquals(alone.positions(), four.positions());
    assertArrayEquals(alone.squared(), four.squared());
  }

  @Test
  void fewRowsHaveFewNeighbours() {
    FeatureSpace space = new FeatureSpace(List.of(Tables.numbers("x", 1, 2, 4)), true);
    Points three = space.points(upTo(3));
    Neighbours near = new NeighbourSearch(three, three, 1, K).run(8, () -> false);
    assertEquals(2, near.each());
    assertArrayEquals(new int[] {1, 2, 0, 2, 1, 0}, near.positions());
    Points one = space.points(new int[] {1});
    assertEquals(0, new NeighbourSearch(one, one, 1, K).run(1, () -> false).each());
  }

  @Test
  void aSearchThatIsCancelledEnds() {
    int n = 20 * NeighbourSearch.TILE;
    Points points = new FeatureSpace(compared(Tables.mixed(n, 4)), true).points(upTo(n));
    AtomicInteger asked = new AtomicInteger();
    assertNull(new NeighbourSearch(points, points, 1, K).run(1, () -> asked.incrementAndGet() > 2));
    assertTrue(asked.get() < 10, asked + " times asked");
  }
}
