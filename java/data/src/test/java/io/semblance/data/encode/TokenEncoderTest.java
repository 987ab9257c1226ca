package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenEncoderTest {
  private static final int ROWS = 6_000;

  private static Column labels(String name, int count, int[] codes) {
    List<String> names = IntStream.range(0, count).mapToObj(i -> "l" + i).toList();
    boolean gaps = Arrays.stream(codes).anyMatch(c -> c < 0);
    return CategoricalColumn.of(
        ColumnSchema.builder(name, ColumnType.CATEGORY).categories(names).nullable(gaps).build(),
        codes);
  }

  private static Column numbers(String name, int decimals, double[] values) {
    boolean gaps = Arrays.stream(values).anyMatch(Double::isNaN);
    return NumericColumn.of(
        ColumnSchema.builder(name, ColumnType.NUMBER)
            .range(
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN),
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN))
            .decimals(decimals)
            .nullable(gaps)
            .build(),
        values);
  }

  /** Few labels, many labels, few values, a skewed number with a spike and gaps, a constant. */
  private static Table table(long seed) {
    Random random = new Random(seed);
    int[] few = random.ints(ROWS, -1, 4).toArray();
    int[] many = new int[ROWS];
    double[] dice = new double[ROWS];
    double[] pay = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      many[i] = (int) (3_000 * Math.pow(random.nextDouble(), 3));
      dice[i] = 1 + random.nextInt(6);
      double wage = Math.rint(100 * Math.exp(7 + random.nextGaussian())) / 100;
      pay[i] = random.nextInt(10) < 3 ? 0 : random.nextInt(20) == 0 ? Double.NaN : wage;
    }
    return Table.of(
        List.of(
            labels("few", 4, few),
            labels("many", 3_000, many),
            numbers("dice", 0, dice),
            numbers("pay", 2, pay),
            numbers("one", 0, new double[ROWS])));
  }

  private static float[] codes(TokenEncoder encoder, Table table) {
    float[] codes = new float[table.rows() * encoder.width()];
    encoder.encode(table, 0, table.rows(), codes);
    return codes;
  }

  @Test
  void whatIsDecodedHasTheSameCodesAndLabelsAndFewValuesComeBackExactly() {
    Table real = table(1);
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    assertThat(encoder.variables())
        .extracting(TokenVariable::column)
        .containsExactly("few", "many", "many", "dice", "pay");
    float[] codes = codes(encoder, real);
    Table back = encoder.decode(codes, ROWS, 0, 9);
    assertThat(codes(encoder, back)).isEqualTo(codes);
    for (String exact : List.of("few", "many")) {
      assertThat(((CategoricalColumn) back.column(exact)).codes())
          .isEqualTo(((CategoricalColumn) real.column(exact)).codes());
    }
    for (String exact : List.of("dice", "one")) {
      assertThat(((NumericColumn) back.column(exact)).values())
          .isEqualTo(((NumericColumn) real.column(exact)).values());
    }
    double[] was = ((NumericColumn) real.column("pay")).values();
    double[] is = ((NumericColumn) back.column("pay")).values();
    int moved = 0;
    for (int i = 0; i < ROWS; i++) {
      assertThat(Double.isNaN(is[i])).isEqualTo(Double.isNaN(was[i]));
      assertThat(is[i] == 0).isEqualTo(was[i] == 0);
      moved += is[i] != was[i] && !Double.isNaN(was[i]) ? 1 : 0;
    }
    // A number of a bin is drawn anew: hardly one is the real one.
    assertThat(moved).isGreaterThan(3_500);
    // ... from the distribution of the column.
    double[] sorted = Arrays.stream(was).filter(v -> v > 0).sorted().toArray();
    double[] drawn = Arrays.stream(is).filter(v -> v > 0).sorted().toArray();
    for (double q : new double[] {.02, .1, .5, .9, .96}) {
      int at = (int) (q * sorted.length);
      assertThat(drawn[at] / sorted[at]).as("quantile " + q).isCloseTo(1, within(.05));
    }
  }

  @Test
  void sharesAreThoseOfTheTableAndOrderIsThatOfValues() {
    Table real = table(2);
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    float[] codes = codes(encoder, real);
    for (int v = 0; v < encoder.width(); v++) {
      TokenVariable variable = encoder.variables().get(v);
      double[] counts = new double[variable.states()];
      for (int i = 0; i < ROWS; i++) {
        counts[(int) codes[i * encoder.width() + v]]++;
      }
      for (int s = 0; s < counts.length; s++) {
        assertThat(variable.shares()[s]).isCloseTo(counts[s] / ROWS, within(1e-9));
      }
    }
    assertThat(encoder.variables().get(0).ordered()).isFalse();
    TokenVariable dice = encoder.variables().get(3);
    assertThat(dice.ranks()).isSorted();
    assertThat(dice.scores()).isSorted();
    assertThat(dice.ranks()[0]).isCloseTo(1 / 12.0, within(.01));
  }

  @Test
  void rowsDoNotDependOnHowTheyAreSplit() {
    Table real = table(3);
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    float[] codes = codes(encoder, real);
    double[] whole = ((NumericColumn) encoder.decode(codes, ROWS, 100, 5).column("pay")).values();
    float[] tail = Arrays.copyOfRange(codes, 500 * encoder.width(), codes.length);
    double[] rest =
        ((NumericColumn) encoder.decode(tail, ROWS - 500, 600, 5).column("pay")).values();
    assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, 500, ROWS));
  }

  @Test
  void jsonBringsTheSameEncoderBack() {
    Table real = table(4);
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    TokenEncoder read = TokenEncoder.fromJson(encoder.toJson(), "a.json");
    assertThat(read.toJson()).isEqualTo(encoder.toJson());
    float[] codes = codes(encoder, real);
    assertThat(codes(read, real)).isEqualTo(codes);
    assertThat(((NumericColumn) read.decode(codes, ROWS, 0, 1).column("pay")).values())
        .isEqualTo(((NumericColumn) encoder.decode(codes, ROWS, 0, 1).column("pay")).values());
    assertThat(read.describe()).isEqualTo(encoder.describe()).contains("3000 labels in two digits");
  }

  @Test
  void wildCodesBecomeCellsThatTheSchemaAllows() {
    Table real = table(5);
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    float[] wild = new float[20 * encoder.width()];
    float[] some = {-7, 1e9f, Float.NaN, Float.POSITIVE_INFINITY, 3.7f};
    for (int i = 0; i < wild.length; i++) {
      wild[i] = some[i % some.length];
    }
    Table rows = encoder.decode(wild, 20, 0, 1);
    List<Double> pays = new ArrayList<>();
    for (double pay : ((NumericColumn) rows.column("pay")).values()) {
      pays.add(pay);
    }
    assertThat(pays).allMatch(p -> Double.isNaN(p) || p >= 0);
    assertThat(((NumericColumn) rows.column("dice")).values())
        .containsAnyOf(1, 6)
        .doesNotContain(Double.NaN);
  }

  @Test
  void damagedTextAndUnknownLabelsAreRefusedInWords() {
    Table real = table(6);
    TokenEncoder encoder = TokenEncoder.fit(real, EncoderOptions.defaults());
    String json = encoder.toJson();
    for (String damaged :
        List.of(
            json.replaceFirst("\"tokens\":\"numbers\"", "\"tokens\":\"labels\""),
            json.replaceFirst("\"tokens\":\"labels\"", "\"tokens\":\"numbers\""),
            json.replaceFirst("\"tokens\":\"labels\"", "\"tokens\":\"x\""),
            json.replaceFirst("\"counts\":\\[", "\"counts\":[1,1,"),
            json.replaceFirst("\"edges\":\\[[^\\]]*\\]", "\"edges\":[3,2]"),
            json.replaceFirst("\"relations\":\\[\\]", "\"relations\":[{\"unit\":0}]"),
            json.replaceFirst("\"column\":\"few\"", "\"column\":\"other\""),
            json.substring(0, json.length() / 2))) {
      assertThat(damaged).isNotEqualTo(json);
      assertThatThrownBy(() -> TokenEncoder.fromJson(damaged, "a.json"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("a.json");
    }
    int[] last = IntStream.generate(() -> 4).limit(ROWS).toArray();
    Table other = real.with(labels("few", 5, last));
    assertThatThrownBy(() -> codes(encoder, other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("l4");
  }
}
