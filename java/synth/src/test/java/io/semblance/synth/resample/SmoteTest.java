package io.semblance.synth.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.semblance.data.Column;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoteTest {
  private static final ResampleSettings SMOTE = Tables.SMOTE;
  private static final ResampleSettings PAIR =
      new ResampleSettings(5, 50_000, LabelChoice.PAIR, true, false);

  @Test
  void theExampleOfThePaper() {
    // Section 4.2 of Chawla et al. (2002): (6,4) and its neighbour (4,3) give (6,4) + u (-2,-1).
    assertEquals(6 - 2 * 0.25, Interpolation.between(6, 4, 0.25));
    assertEquals(4 - 1 * 0.25, Interpolation.between(4, 3, 0.25));
    Table two = Table.of(List.of(Tables.numbers("f1", 6, 4), Tables.numbers("f2", 4, 3)));
    Table drawn = Tables.draw(two, null, SMOTE, 2000);
    double[] f1 = Tables.values(drawn, "f1");
    double[] f2 = Tables.values(drawn, "f2");
    for (int i = 0; i < f1.length; i++) {
      assertEquals(4 - (6 - f1[i]) / 2, f2[i], 1e-12, "one u serves both numbers");
      assertTrue(f1[i] > 4 && f1[i] < 6);
    }
    // Uniform on the segment: mean 5 and variance 4/12, within five of their standard errors.
    double mean = Arrays.stream(f1).average().orElseThrow();
    assertEquals(5, mean, 5 * Math.sqrt(1.0 / 3 / f1.length));
    double variance = Arrays.stream(f1).map(v -> (v - 5) * (v - 5)).average().orElseThrow();
    // The squared distance from the middle has mean 1/3 and variance 1/5 - 1/9.
    assertEquals(1.0 / 3, variance, 5 * Math.sqrt((1.0 / 5 - 1.0 / 9) / f1.length));
  }

  @Test
  void labelsAreThoseOfMostNeighbours() {
    // Six rows near each other: each has the five others as neighbours.
    Table six =
        Table.of(List.of(Tables.numbers("x", 1, 2, 3, 4, 5, 6), Tables.letters("p", "AABBBB")));
    Table drawn = Tables.draw(six, null, SMOTE, 500);
    assertEquals(Set.of(1), distinct(Tables.codes(drawn, "p")), "at least three of five have B");
  }

  @Test
  void tiedLabelsAreDrawnByTheRow() {
    // Four neighbours: a row with A sees A B B B, a row with B sees A A B B.
    ResampleSettings four = new ResampleSettings(4, 100, LabelChoice.MAJORITY, true, false);
    Table five =
        Table.of(List.of(Tables.numbers("x", 1, 2, 3, 4, 5), Tables.letters("p", "AABBB")));
    int rows = 4000;
    long as =
        Arrays.stream(Tables.codes(Tables.draw(five, null, four, rows), "p"))
            .filter(c -> c == 0)
            .count();
    double share = 0.6 * 0.5; // three rows of five, and there one of two labels
    assertEquals(share, (double) as / rows, 5 * Math.sqrt(share * (1 - share) / rows));
  }

  @Test
  void aNumberIsMissingTheMoreOftenTheNearerTheRowWithoutIt() {
    // The row at y has gone the part y of the way to the row without x, whichever was its base.
    Table two = Table.of(List.of(Tables.numbers("x", 5, Double.NaN), Tables.numbers("y", 0, 1)));
    Table drawn = Tables.draw(two, null, Tables.SMOTE, 4000);
    double[] missing =
        IntStream.range(0, drawn.rows())
            .filter(i -> Double.isNaN(Tables.values(drawn, "x")[i]))
            .mapToDouble(i -> Tables.values(drawn, "y")[i])
            .toArray();
    assertEquals(0.5, missing.length / 4000.0, 5 * Math.sqrt(0.25 / 4000));
    // Of density 2y: mean 2/3, variance 1/18.
    double mean = Arrays.stream(missing).average().orElseThrow();
    assertEquals(2.0 / 3, mean, 5 * Math.sqrt(1.0 / 18 / missing.length));
  }

  @Test
  void missingIsALabelToo() {
    Table six =
        Table.of(List.of(Tables.numbers("x", 1, 2, 3, 4, 5, 6), Tables.letters("p", "AA----")));
    assertEquals(Set.of(-1), distinct(Tables.codes(Tables.draw(six, null, SMOTE, 200), "p")));
  }

  @Test
  void labelsOfThePairKeepTheirShares() {
    Table table = Tables.mixed(2000, 3);
    Table drawn = Tables.draw(table, "kind", PAIR, 6000);
    for (String column : List.of("city", "sick", "kind")) {
      for (int code = -1; code < 3; code++) {
        // Neighbours lean a little to the middle of their class, so shares are not quite kept.
        assertEquals(
            share(Tables.codes(table, column), code),
            share(Tables.codes(drawn, column), code),
            0.05,
            column + " " + code);
      }
    }
  }

  @Test
  void everyNumberLiesBetweenARowAndOneOfItsNeighbours() {
    Table table = Tables.mixed(700, 4);
    RowPool pool = Tables.pool(table, "kind", SMOTE);
    Table drawn = new Interpolation(pool, Interpolation.identifiers(table)).draw(0, 400, 9);
    List<NumericColumn> real =
        pool.columns().stream()
            .filter(NumericColumn.class::isInstance)
            .map(NumericColumn.class::cast)
            .toList();
    for (int row = 0; row < drawn.rows(); row++) {
      int kind = Tables.codes(drawn, "kind")[row];
      RowPool.ClassRows own =
          pool.classes().stream()
              .filter(c -> c.name().equals(kind < 0 ? "missing" : "abc".substring(kind, kind + 1)))
              .findFirst()
              .orElseThrow();
      int r = row;
      boolean found =
          IntStream.range(own.from(), own.to())
              .anyMatch(
                  base ->
                      IntStream.range(0, own.each())
                          .map(j -> own.neighbours()[(base - own.from()) * own.each() + j])
                          .anyMatch(other -> onSegment(drawn, r, real, base, other)));
      assertTrue(found, "row " + row);
    }
  }

  /** Whether one u explains all numbers, as far as their rounding tells. */
  private static boolean onSegment(
      Table drawn, int row, List<NumericColumn> real, int base, int other) {
    double least = 0;
    double most = 1;
    for (NumericColumn column : real) {
      double x = column.value(base);
      double z = column.value(other);
      double value = Tables.values(drawn, column.name())[row];
      if (Double.isNaN(x) || Double.isNaN(z)) {
        if (Double.compare(value, x) != 0 && Double.compare(value, z) != 0) {
          return false;
        }
      } else if (x == z) {
        if (value != x) {
          return false;
        }
      } else {
        double step =
            switch (column.name()) {
              case "age" -> 1;
              case "pay" -> 0.01;
              case "day" -> 86_400_000;
              default -> 1e-12;
            };
        double half = (step / 2 + 1e-9 * step) / Math.abs(z - x);
        double u = (value - x) / (z - x);
        least = Math.max(least, u - half);
        most = Math.min(most, u + half);
      }
    }
    return least <= most;
  }

  @Test
  void noCellIsInvalid() {
    Table table = Tables.mixed(900, 5);
    for (ResampleSettings settings : List.of(SMOTE, PAIR)) {
      Table drawn = Tables.draw(table, "kind", settings, 3000);
      assertEquals(table.schema(), drawn.schema());
      assertEquals(3000, drawn.rows());
      for (Column column : drawn.columns()) {
        double missing = (double) table.column(column.name()).missingCount() / table.rows();
        double got = (double) column.missingCount() / drawn.rows();
        assertEquals(missing == 0, got == 0, column.name());
        if (column instanceof NumericColumn numbers) {
          for (double value : numbers.values()) {
            assertTrue(valid(column, value), column.name() + " " + value);
          }
          assertEquals(missing, got, 0.05, column.name());
        }
      }
      for (double value : Tables.values(drawn, "fixed")) {
        assertEquals(0.1, value);
      }
      assertEquals(
          3000, new HashSet<>(Arrays.asList(texts(drawn))).size(), "identifiers are unique");
    }
  }

  private static String[] texts(Table table) {
    return IntStream.range(0, table.rows())
        .mapToObj(table.categorical(0)::label)
        .toArray(String[]::new);
  }

  private static boolean valid(Column column, double v) {
    if (Double.isNaN(v)) {
      return column.schema().nullable();
    }
    boolean lattice =
        switch (column.name()) {
          case "age" -> v == Math.rint(v);
          case "pay" -> v == Math.rint(v * 100) / 100;
          case "day" -> v % 86_400_000 == 0;
          default -> true;
        };
    return lattice && v >= column.schema().min() && v <= column.schema().max();
  }

  @Test
  void classesKeepTheirShares() {
    Table table = Tables.mixed(3000, 6);
    int rows = 20_000;
    int[] drawn = Tables.codes(Tables.draw(table, "kind", SMOTE, rows), "kind");
    for (int code = -1; code < 3; code++) {
      double share = share(Tables.codes(table, "kind"), code);
      assertEquals(
          share, share(drawn, code), 5 * Math.sqrt(share * (1 - share) / rows), "class " + code);
    }
  }

  @Test
  void aGreatClassIsHeldInPartAndKeepsItsShare() {
    Table table = Tables.mixed(2000, 7);
    ResampleSettings few = new ResampleSettings(5, 150, LabelChoice.MAJORITY, true, false);
    RowPool pool = Tables.pool(table, "kind", few);
    long[] counts =
        IntStream.range(0, 3)
            .mapToLong(c -> Arrays.stream(Tables.codes(table, "kind")).filter(k -> k == c).count())
            .toArray();
    for (int c = 0; c < 3; c++) {
      RowPool.ClassRows rows = pool.classes().get(c);
      assertEquals(counts[c], rows.trainingRows());
      assertEquals(Math.min(150, counts[c]), rows.to() - rows.from());
    }
    int[] drawn =
        Tables.codes(
            new Interpolation(pool, Interpolation.identifiers(table)).draw(0, 10_000, 1), "kind");
    assertEquals(counts[0] / 2000.0, share(drawn, 0), 0.03);
  }

  @Test
  void fewDifferentNumbersAreClassesAndManyAreNot() {
    double[] grade = IntStream.range(0, 400).mapToDouble(i -> 3 + i % 20).toArray();
    double[] x = IntStream.range(0, 400).mapToDouble(i -> (i * 37) % 101).toArray();
    Table table = Table.of(List.of(Tables.numbers("grade", grade), Tables.numbers("x", x)));
    assertEquals(20, Tables.pool(table, "grade", SMOTE).classes().size());
    Set<Double> kept = new HashSet<>();
    for (double v : Tables.values(Tables.draw(table, "grade", SMOTE, 500), "grade")) {
      kept.add(v);
    }
    assertTrue(kept.stream().allMatch(v -> v == Math.rint(v)), "classes do not mix: " + kept);
    RowPool regression = Tables.pool(table, "x", SMOTE);
    assertEquals(1, regression.classes().size());
    assertEquals("", regression.classes().get(0).name());
  }

  @Test
  void theOnlyRowOfAClassComesAsItIs() {
    Table table = Table.of(List.of(Tables.numbers("x", 1, 2, 3, 50), Tables.letters("t", "AAAB")));
    Table drawn = Tables.draw(table, "t", SMOTE, 400);
    for (int i = 0; i < drawn.rows(); i++) {
      assertEquals(Tables.codes(drawn, "t")[i] == 1, Tables.values(drawn, "x")[i] == 50);
    }
    assertTrue(share(Tables.codes(drawn, "t"), 1) > 0.1);
  }

  @Test
  void rowsDependOnTheirNumberAlone() {
    Table table = Tables.mixed(500, 8);
    Interpolation source =
        new Interpolation(Tables.pool(table, "kind", SMOTE), Interpolation.identifiers(table));
    Table whole = source.draw(0, 100, 9);
    Table split = Table.concat(List.of(source.draw(0, 50, 9), source.draw(50, 50, 9)));
    assertEquals(cells(whole), cells(split));
    assertTrue(!cells(whole).equals(cells(source.draw(0, 100, 10))), "the seed counts");
    assertTrue(!cells(whole).equals(cells(source.draw(100, 100, 9))), "the number counts");
  }

  @Test
  void theSameSeedGivesTheSamePoolWhateverTheThreads() {
    Table table = Tables.mixed(3000, 8);
    Table one = rows(ResampleFit.fit(table, "kind", SMOTE, 5, 1, () -> false), table);
    Table four = rows(ResampleFit.fit(table, "kind", SMOTE, 5, 4, () -> false), table);
    Table other = rows(ResampleFit.fit(table, "kind", SMOTE, 6, 4, () -> false), table);
    assertEquals(cells(one), cells(four));
    assertTrue(!cells(one).equals(cells(other)));
  }

  private static Table rows(RowPool pool, Table table) {
    return new Interpolation(pool, Interpolation.identifiers(table)).draw(0, 200, 1);
  }

  private static List<List<String>> cells(Table table) {
    return IntStream.range(0, table.rows())
        .mapToObj(
            row ->
                table.columns().stream()
                    .map(
                        c ->
                            c instanceof NumericColumn n
                                ? Double.toString(n.value(row))
                                : String.valueOf(
                                    table.categorical(table.schema().indexOf(c.name())).label(row)))
                    .toList())
        .toList();
  }

  @Test
  void aTableOfIdentifiersAloneGetsNewOnes() {
    Table table = Tables.mixed(50, 1).selectColumns(List.of("id"));
    Table drawn = Tables.draw(table, null, SMOTE, 70);
    assertEquals(70, new HashSet<>(Arrays.asList(texts(drawn))).size());
  }

  @Test
  void whatCannotBeResampledIsRefused() {
    Table table = Tables.mixed(50, 1);
    assertThrows(SynthesisException.class, () -> Tables.pool(table, "id", SMOTE));
    assertThrows(SynthesisException.class, () -> Tables.pool(table.slice(0, 0), null, SMOTE));
    assertThrows(
        SynthesisException.class, () -> ResampleFit.fit(table, null, SMOTE, 1, 1, () -> true));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ResampleSettings(0, 100, LabelChoice.PAIR, true, false));
  }

  @Test
  void numbersOfAnySizeAreInterpolated() {
    double most = Double.MAX_VALUE;
    assertEquals(0, Interpolation.between(-most, most, 0.5));
    assertEquals(0.1, Interpolation.between(0.1, 0.1, 0.7));
  }

  @Test
  void timesOfDayGoTheShorterWayRound() {
    assertEquals(23 * 3600, Interpolation.onCircle(22 * 3600, 0, 0.5, 86_400));
    assertEquals(3600, Interpolation.onCircle(2 * 3600, 23 * 3600, 1.0 / 3, 86_400));
    assertEquals(0.1, Interpolation.onCircle(0.1, 0.1, 0.7, 86_400));
    assertTrue(Double.isNaN(Interpolation.onCircle(Double.NaN, Double.NaN, 0.7, 86_400)));
  }

  private static Set<Integer> distinct(int[] codes) {
    Set<Integer> all = new HashSet<>();
    for (int code : codes) {
      all.add(code);
    }
    return all;
  }

  private static double share(int[] codes, int code) {
    return (double) Arrays.stream(codes).filter(c -> c == code).count() / codes.length;
  }

  @Test
  void aClassOfOneRowIsSaidToBeCopied() {
    Table table =
        Table.of(List.of(Tables.numbers("x", 1, 2, 3, 4, 5, 6), Tables.letters("t", "AAAAAB")));
    FitOptions options = FitOptions.builder().seed(1).target("t").build();
    List<String> events =
        Synthesizers.byName("smote")
            .fit(table, options, FitListener.silent())
            .provenance()
            .training()
            .events();
    assertTrue(
        events.contains("Class B has one row, and all rows drawn of it are copies of that row"));
  }
}
