package io.semblance.synth.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSpaceTest {
  private static final double NAN = Double.NaN;

  /**
   * The example of section 6.1 of Chawla et al. (2002): F1 = 1 2 3 A B C, F2 = 4 6 5 A D E, F3 = 3
   * 5 6 A B K.
   */
  private static final List<Column> EXAMPLE =
      List.of(
          Tables.numbers("x", 1, 4, 3),
          Tables.numbers("y", 2, 6, 5),
          Tables.numbers("z", 3, 5, 6),
          Tables.letters("p", "AAA"),
          Tables.letters("q", "BDB"),
          Tables.letters("r", "CEK"));

  /**
   * Squared distances from the first of the rows 0, 1, 2 to the others, in units of the columns.
   */
  private static double[] fromFirst(List<Column> columns, boolean scaled) {
    FeatureSpace space = new FeatureSpace(columns, scaled);
    int[] rows = {0, 1, 2};
    Points points = space.points(rows);
    Neighbours near =
        new NeighbourSearch(points, points, space.labelCost(rows), 2).run(1, () -> false);
    double[] squared = new double[3];
    for (int i = 0; i < 2; i++) {
      squared[near.positions()[i]] = near.squared()[i] * space.unit() * space.unit();
    }
    return squared;
  }

  @Test
  void theExampleOfThePaper() {
    // Deviations are sqrt(14/9), sqrt(26/9) and sqrt(14/9); the square of their median is 14/9.
    double median = 14.0 / 9;
    double[] squared = fromFirst(EXAMPLE, false);
    assertEquals(3 * 3 + 4 * 4 + 2 * 2 + median + median, squared[1], 1e-5);
    assertEquals(2 * 2 + 3 * 3 + 3 * 3 + median, squared[2], 1e-5);
  }

  @Test
  void scaledNumbersAreMeasuredInTheirStandardDeviations() {
    double[] squared = fromFirst(EXAMPLE, true);
    assertEquals(9 / (14.0 / 9) + 16 / (26.0 / 9) + 4 / (14.0 / 9) + 1 + 1, squared[1], 1e-5);
    assertEquals(4 / (14.0 / 9) + 9 / (26.0 / 9) + 9 / (14.0 / 9) + 1, squared[2], 1e-5);
  }

  @Test
  void aNumberMissingInOneRowCountsLikeALabelThatDiffers() {
    // The numbers 1 and 3 deviate by 1 from their mean, those of y by sqrt(2/3) of 0, 1, 2.
    List<Column> columns = List.of(Tables.numbers("x", 1, NAN, 3), Tables.numbers("y", 0, 1, 2));
    double median = Math.pow((1 + Math.sqrt(2.0 / 3)) / 2, 2);
    double[] squared = fromFirst(columns, false);
    assertEquals(median + 1, squared[1], 1e-5);
    assertEquals(4 + 4, squared[2], 1e-5);
  }

  @Test
  void aNumberMissingInBothRowsDoesNotCount() {
    List<Column> columns = List.of(Tables.numbers("x", NAN, NAN, 3), Tables.numbers("y", 0, 1, 2));
    assertEquals(1, fromFirst(columns, false)[1], 1e-5);
  }

  @Test
  void theLabelsCostIsThatOfTheClass() {
    FeatureSpace space = new FeatureSpace(List.of(Tables.numbers("x", 0, 2, 100, 100)), false);
    // 0 and 2 deviate by 1 from their mean.
    assertEquals(1, space.labelCost(new int[] {0, 1}) * space.unit() * space.unit(), 1e-5);
  }

  @Test
  void labelsCostOneWhereNoNumberVaries() {
    FeatureSpace constant = new FeatureSpace(List.of(Tables.numbers("x", 3, 3)), true);
    assertEquals(1, constant.labelCost(new int[] {0, 1}));
    assertEquals(0, constant.points(new int[] {0, 1}).numbers().length);
    FeatureSpace within = new FeatureSpace(List.of(Tables.numbers("x", 3, 3, 4)), true);
    assertEquals(1, within.labelCost(new int[] {0, 1}));
  }

  @Test
  void timesOfDayAreFarApartByTheChordOfTheClock() {
    double hour = 3600;
    List<Column> columns =
        List.of(
            Tables.numbers(
                ColumnSchema.builder("t", ColumnType.TIME).pattern("HH:mm", 60_000),
                23 * hour,
                1 * hour,
                11 * hour));
    // Angles of 30 and 180 degrees; a chord is twice the radius times the sine of half of it.
    double radius = 24 * hour / (2 * Math.PI);
    double[] squared = fromFirst(columns, false);
    double chord = 2 * radius * Math.sin(Math.toRadians(15));
    assertEquals(chord * chord, squared[1], 1e-5 * chord * chord);
    assertEquals(4 * radius * radius, squared[2], 4e-5 * radius * radius);
  }

  @Test
  void numbersBeyondTheRangeOfFloatsHaveDistances() {
    List<Column> columns =
        List.of(Tables.numbers("x", -1e150, 0, 1e150), Tables.numbers("y", 1e12, 1e12, 0));
    // Variances are 2/3 of 1e300 and 2/9 of 1e24.
    double[] scaled = fromFirst(columns, true);
    assertEquals(1.5, scaled[1], 1e-5);
    assertEquals(4 * 1.5 + 4.5, scaled[2], 1e-5);
  }
}
