package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.simulate.Simulators;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** What codes alone do not say comes back: relations to the unit, bands, endings, tails. */
class FineStructureTest {
  private static final int ROWS = 8_000;

  private static Column numbers(String name, int decimals, double[] values) {
    return NumericColumn.of(
        ColumnSchema.builder(name, ColumnType.NUMBER)
            .range(Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElse(0))
            .decimals(decimals)
            .build(),
        values);
  }

  private static double[] cells(Table table, String name) {
    return ((NumericColumn) table.column(name)).values();
  }

  /** The rows again from their codes alone, as a perfect model of codes would draw them. */
  private static Table again(TokenEncoder encoder, Table table) {
    float[] codes = new float[table.rows() * encoder.width()];
    encoder.encode(table, 0, table.rows(), codes);
    return encoder.decode(codes, table.rows(), 0, 3);
  }

  private static double share(Table table, String a, String b, DoubleBinaryOperator relation) {
    double[] x = cells(table, a);
    double[] y = cells(table, b);
    int holds = 0;
    for (int i = 0; i < x.length; i++) {
      holds += Math.abs(relation.applyAsDouble(x[i], y[i])) < 1e-6 ? 1 : 0;
    }
    return (double) holds / x.length;
  }

  private static Table relations() {
    Random random = new Random(5);
    double[] net = new double[ROWS];
    double[] gross = new double[ROWS];
    double[] paid = new double[ROWS];
    double[] total = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      net[i] = Math.rint(100 * Math.exp(5 + random.nextGaussian())) / 100;
      gross[i] = Math.rint(119 * net[i]) / 100;
      boolean all = random.nextInt(10) < 3;
      paid[i] = all ? gross[i] : Math.rint(100 * gross[i] * random.nextDouble()) / 100;
      total[i] = Math.rint(100 * (gross[i] + paid[i])) / 100;
    }
    return Table.of(
        List.of(
            numbers("net", 2, net),
            numbers("gross", 2, gross),
            numbers("paid", 2, paid),
            numbers("total", 2, total)));
  }

  @Test
  void multiplesEqualNumbersAndSumsHoldToTheUnit() {
    Table real = relations();
    Table drawn = again(TokenEncoder.fit(real, EncoderOptions.defaults()), real);
    DoubleBinaryOperator tax = (net, gross) -> Math.rint(119 * net) / 100 - gross;
    DoubleBinaryOperator equal = (gross, paid) -> gross - paid;
    assertThat(share(drawn, "net", "gross", tax)).isGreaterThan(.9);
    assertThat(share(real, "gross", "paid", equal)).isCloseTo(.3, within(.02));
    assertThat(share(drawn, "gross", "paid", equal)).isCloseTo(.3, within(.03));
    double[] gross = cells(drawn, "gross");
    double[] paid = cells(drawn, "paid");
    double[] total = cells(drawn, "total");
    int sums = 0;
    for (int i = 0; i < ROWS; i++) {
      sums += Math.abs(gross[i] + paid[i] - total[i]) < .005 ? 1 : 0;
    }
    assertThat(sums).isGreaterThan((int) (.9 * ROWS));
    // ... and no row is one of the table.
    int same = 0;
    for (int i = 0; i < ROWS; i++) {
      same += cells(real, "net")[i] == cells(drawn, "net")[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(ROWS / 10);
  }

  @Test
  void independentNumbersStayWithoutRelations() {
    Random random = new Random(6);
    Table real =
        Table.of(
            List.of(
                numbers("a", 3, random.doubles(ROWS).toArray()),
                numbers("b", 3, random.doubles(ROWS).toArray()),
                numbers("c", 3, random.doubles(ROWS).toArray())));
    assertThat(TokenEncoder.fit(real, EncoderOptions.defaults()).describe())
        .doesNotContain("relation");
  }

  @Test
  void aSmallRemainderOfLargePartsKeepsItsDistribution() {
    Random random = new Random(10);
    double[] first = new double[ROWS];
    double[] second = new double[ROWS];
    double[] rest = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rest[i] = .02 + 1e-3 * random.nextDouble();
      first[i] = Math.rint(1e6 * (1 - rest[i]) * random.nextDouble()) / 1e6;
      second[i] = Math.rint(1e6 * (1 - rest[i] - first[i])) / 1e6;
      rest[i] = Math.rint(1e6 * (1 - first[i] - second[i])) / 1e6;
    }
    Table real =
        Table.of(
            List.of(
                numbers("first", 6, first),
                numbers("second", 6, second),
                numbers("rest", 6, rest)));
    double[] drawn = cells(again(TokenEncoder.fit(real, EncoderOptions.defaults()), real), "rest");
    double least = Arrays.stream(rest).min().orElseThrow();
    // Were it what the others leave, it would be clipped to its bounds in most rows.
    assertThat(Arrays.stream(drawn).filter(v -> v == least).count()).isLessThan(ROWS / 50);
  }

  @Test
  void withinABandOnlyWhatTheBandHasIsDrawn() {
    Random random = new Random(7);
    double[] band = new double[ROWS];
    double[] place = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      band[i] = random.nextInt(10);
      place[i] = random.nextInt(40) + band[i] / 10 + .04 * random.nextDouble();
    }
    Table real = Table.of(List.of(numbers("band", 0, band), numbers("place", 3, place)));
    Table drawn = again(TokenEncoder.fit(real, EncoderOptions.defaults()), real);
    int right = 0;
    for (int i = 0; i < ROWS; i++) {
      double part = cells(drawn, "place")[i] % 1 - cells(drawn, "band")[i] / 10;
      right += part > -.01 && part < .05 ? 1 : 0;
    }
    // A bin is .4 wide: chance would give .15.
    assertThat(right).isGreaterThan((int) (.33 * ROWS));
  }

  @Test
  void numbersEndAsTheyLikeTo() {
    Random random = new Random(8);
    double[] fives = new double[ROWS];
    double[] prices = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      fives[i] = 5 * Math.rint(10_000 + 3_000 * random.nextGaussian());
      double price = Math.floor(100 * Math.exp(5 + .7 * random.nextGaussian()));
      prices[i] = random.nextInt(10) < 6 ? Math.floor(price / 10) * 10 + 9 : price;
    }
    Table real = Table.of(List.of(numbers("fives", 0, fives), numbers("prices", 0, prices)));
    Table drawn = again(TokenEncoder.fit(real, EncoderOptions.defaults()), real);
    assertThat(Arrays.stream(cells(drawn, "fives")).filter(v -> v % 5 == 0).count())
        .isGreaterThan((long) (.985 * ROWS));
    double was = Arrays.stream(cells(real, "prices")).filter(v -> v % 10 == 9).count();
    double is = Arrays.stream(cells(drawn, "prices")).filter(v -> v % 10 == 9).count();
    assertThat(is / was).isCloseTo(1, within(.06));
  }

  @Test
  void longTailsHaveBinsOfTheirOwn() {
    Random random = new Random(9);
    double[] tail = new double[ROWS];
    Arrays.setAll(tail, i -> Math.rint(1_000 * Math.exp(2.5 * random.nextGaussian())));
    Table real = Table.of(List.of(numbers("tail", 0, tail)));
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    double[] drawn = cells(again(encoder, real), "tail");
    double[] sorted = tail.clone();
    Arrays.sort(sorted);
    int near = 0;
    int high = 0;
    for (int i = 0; i < ROWS; i++) {
      if (tail[i] >= sorted[ROWS - ROWS / 100]) {
        high++;
        near += drawn[i] / tail[i] > .5 && drawn[i] / tail[i] < 2 ? 1 : 0;
      }
    }
    // The last hundredth spans a factor of twenty.
    assertThat(sorted[ROWS - 1] / sorted[ROWS - ROWS / 100]).isGreaterThan(10);
    assertThat((double) near / high).isGreaterThan(.65);
  }

  @Test
  void aSingleValueOfABinCanBeAskedFor() {
    Random random = new Random(11);
    double[] whole = new double[ROWS];
    Arrays.setAll(whole, i -> random.nextInt(5_000));
    Table real = Table.of(List.of(numbers("whole", 0, whole)));
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    for (double value : new double[] {17, 2_345, 4_901}) {
      double sum = 0;
      for (double w :
          encoder.given(Condition.builder().equal("whole", value).build()).weights().get(0)) {
        sum += w;
      }
      assertThat(sum).as("%s", value).isBetween(.001, .2);
    }
  }

  @Test
  void conditionsAndFilesKeepAllOfIt() {
    Table real = Simulators.byName("card-bills").rows(0, ROWS, 2);
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    assertThat(encoder.describe()).contains("relation");
    TokenEncoder read = TokenEncoder.fromJson(encoder.toJson(), "a.json");
    assertThat(read.toJson()).isEqualTo(encoder.toJson());
    assertThat(cells(again(read, real), "paid3")).isEqualTo(cells(again(encoder, real), "paid3"));

    Condition asked = Condition.builder().between("paid3", 1_234, 5_678).build();
    float[] codes = new float[ROWS * encoder.width()];
    encoder.encode(real, 0, ROWS, codes);
    TokenEncoder.Given given = encoder.given(asked);
    int variable = real.schema().indexOf("paid3");
    double[] weights = given.weights().get(variable);
    Table held = given.encoder().decode(codes, ROWS, 0, 3);
    int allowed = 0;
    for (int row = 0; row < ROWS; row++) {
      if (weights[(int) codes[row * encoder.width() + variable]] > 0) {
        allowed++;
        assertThat(asked.holds(held, row)).as("row %s", row).isTrue();
      }
    }
    assertThat(allowed).isGreaterThan(ROWS / 10);

    String ahead = encoder.toJson().replaceFirst("\"columns\":\\[10\\]", "\"columns\":[22]");
    assertThat(ahead).isNotEqualTo(encoder.toJson());
    assertThatThrownBy(() -> TokenEncoder.fromJson(ahead, "a.json"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not drawn yet");
  }
}
