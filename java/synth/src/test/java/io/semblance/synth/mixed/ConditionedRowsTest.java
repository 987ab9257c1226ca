package io.semblance.synth.mixed;

import static io.semblance.synth.Conditions.satisfying;
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
import io.semblance.data.condition.Condition;
import io.semblance.synth.Conditional;
import io.semblance.synth.Conditions;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.stage.StagedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Draws under conditions, and of the rest of a row, against rows of the unconditional model that
 * happen to be such.
 */
class ConditionedRowsTest {
  private static final int MANY = 300_000;
  private static final String CIRCUIT = "circuit";
  private static final String FULL = "gmm full";
  private static final String DIAGONAL = "gmm diagonal";

  private static final Map<String, Model> FITTED = new ConcurrentHashMap<>();

  /** Numbers of one peak, of two, with a value of its own, and with holes; labels with holes. */
  private static Table table() {
    Table mixed = Fixtures.mixed(3_000, 1);
    Random random = new Random(5);
    double[] age = Fixtures.values(mixed, "age");
    double[] wait = new double[age.length];
    double[] gain = new double[age.length];
    double[] at = new double[age.length];
    for (int i = 0; i < age.length; i++) {
      boolean late = random.nextDouble() < age[i] / 100;
      wait[i] = Math.rint(1_000 * ((late ? 9 : 2) + .5 * random.nextGaussian())) / 1_000;
      boolean untimed = random.nextInt(10) == 0;
      at[i] =
          untimed
              ? Double.NaN
              : 60
                  * Math.floorMod(Math.round(23 * 60 + age[i] + 90 * random.nextGaussian()), 1_440);
      gain[i] =
          random.nextInt(4) == 0
              ? Double.NaN
              : random.nextInt(3) > 0 ? 0 : Math.rint(100 * (age[i] + 9 * random.nextGaussian()));
    }
    List<Column> columns = new ArrayList<>(mixed.columns());
    columns.add(Fixtures.numbers("wait", ColumnType.NUMBER, 3, wait));
    ColumnSchema clock =
        ColumnSchema.builder("at", ColumnType.TIME)
            .range(0, 86_340)
            .pattern("HH:mm", 60_000)
            .nullable(true)
            .build();
    columns.add(NumericColumn.of(clock, at));
    ColumnSchema holed =
        ColumnSchema.builder("gain", ColumnType.NUMBER)
            .decimals(0)
            .range(-10_000, 20_000)
            .nullable(true)
            .build();
    columns.add(NumericColumn.of(holed, gain));
    return Table.of(columns);
  }

  private static Model fitted(String kind) {
    return FITTED.computeIfAbsent(
        kind,
        key -> {
          String[] words = key.split(" ");
          FitOptions.Builder options = FitOptions.builder().seed(3).threads(2);
          if (words.length > 1) {
            options.set("covariance", words[1]);
          }
          return Synthesizers.byName(words[0]).fit(table(), options.build(), FitListener.silent());
        });
  }

  private static EncodedModel density(String kind) {
    return (EncodedModel) ((StagedModel) fitted(kind)).model();
  }

  /** Means and shares of all columns, and what pairs of them have in common, of the order of 1. */
  private static double[] summary(Table table) {
    double[] age = Fixtures.values(table, "age");
    double[] pay = Fixtures.values(table, "pay");
    double[] wait = Fixtures.values(table, "wait");
    double[] gain = Fixtures.values(table, "gain");
    double[] at = Fixtures.values(table, "at");
    int rows = table.rows();
    return DoubleStream.concat(
            Arrays.stream(Conditions.summary(table)),
            DoubleStream.of(
                mean(rows, i -> (age[i] - 45) * (pay[i] - 1_700) / 15_000),
                mean(rows, i -> at[i] > 43_200 ? 1 : 0),
                mean(rows, i -> Double.isNaN(at[i]) ? 1 : 0),
                mean(rows, i -> wait[i] / 10),
                mean(rows, i -> wait[i] > 5.5 ? (age[i] - 45) / 10 : 0),
                mean(rows, i -> Double.isNaN(gain[i]) ? 1 : 0),
                mean(rows, i -> gain[i] == 0 ? 1 : 0),
                mean(rows, i -> gain[i] > 0 ? gain[i] / 5_000 : 0),
                mean(rows, i -> gain[i] > 0 ? (age[i] - 45) * gain[i] / 50_000 : 0)))
        .toArray();
  }

  private static double mean(int rows, IntToDoubleFunction of) {
    return IntStream.range(0, rows).mapToDouble(of).average().orElse(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {CIRCUIT, FULL, DIAGONAL})
  void rowsUnderAConditionAreThoseOfTheModelThatSatisfyIt(String kind) {
    Table all = density(kind).rows(0, MANY, 77);
    for (Condition condition :
        List.of(
            Condition.builder().oneOf("city", "Oslo").build(),
            Condition.builder().between("age", 30, 40).build(),
            Condition.builder().missing("sick").build(),
            Condition.builder().missing("gain").atMost("wait", 5).build(),
            Condition.builder().between("wait", 2.1, 9.2).build(),
            Condition.builder().atLeast("gain", 0).build(),
            Condition.builder().missing("at").atMost("gain", 2_000).build(),
            Condition.builder().between("age", 25, 30).missing("gain").build(),
            Condition.builder().between("gain", -100, 4_000).between("wait", 8, 9).build(),
            Condition.builder().equal("gain", 0).atLeast("pay", 1_500).build(),
            Condition.builder().between("at", 0, 3_600).atLeast("age", 40).build(), // goes round
            Condition.builder().atLeast("pay", 2_000).oneOf("sick", "1").build(),
            Condition.builder().between("age", 60, 70).between("pay", 1_500, 2_200).build(),
            Condition.builder()
                .between("age", 40, 60)
                .atMost("pay", 1_800)
                .between("wait", 1, 9)
                .atLeast("gain", 1)
                .build(),
            Condition.builder().between("age", 60, 70).oneOf("city", "Rom", "Oslo").build(),
            Condition.builder().equal("age", 55).atMost("pay", 1_700).missing("sick").build())) {
      Conditional.Given given = density(kind).given(condition);
      int[] rows = satisfying(all, condition);
      double share = rows.length / (double) MANY;
      boolean tried = given.triesEach() > 1; // then a pilot of a few rows tells
      assertThat(tried).isEqualTo(condition.toString().startsWith("at 0.0 to"));
      double error = 4 * Math.sqrt(share / MANY) + (tried ? .4 : .01) * share;
      assertThat(given.probability()).as("%s", condition).isCloseTo(share, within(error));
      Table drawn = given.model().sample(20_000, 5);
      assertThat(satisfying(drawn, condition)).as("%s", condition).hasSize(20_000);
      double[] expected = summary(all.select(rows));
      double[] found = summary(drawn);
      for (int i = 0; i < found.length; i++) {
        double noise = 4 * .5 / Math.sqrt(rows.length) + .015;
        assertThat(found[i]).as(condition + " " + i).isCloseTo(expected[i], within(noise));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CIRCUIT, FULL, DIAGONAL})
  void theStagedModelDrawsUnderConditionsTooAndRowsDoNotDependOnSplits(String kind) {
    Condition condition =
        Condition.builder()
            .between("age", 30, 40)
            .atLeast("pay", 1_200)
            .oneOf("city", "Rom")
            .build();
    Model given = fitted(kind).conditional().orElseThrow().given(condition).model();
    Table rows = given.sample(3_000, 4);
    assertThat(satisfying(rows, condition)).hasSize(3_000);
    Table tail = given.sample(SampleOptions.builder().rows(100).firstRow(2_900).seed(4).build());
    assertThat(Fixtures.csv(rows)).endsWith(Fixtures.csv(tail).split("\n", 2)[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {CIRCUIT, FULL, DIAGONAL})
  void aConditionUnderAConditionIsBoth(String kind) {
    Condition one = Condition.builder().between("age", 30, 50).build();
    Condition two = Condition.builder().between("age", 40, 60).build();
    Condition both = Condition.builder().between("age", 30, 50).between("age", 40, 60).build();
    assertThat(both.columns().get("age").least()).isEqualTo(40);
    assertThat(both.columns().get("age").greatest()).isEqualTo(50);
    double p = density(kind).given(both).probability();
    assertThat(p).isLessThan(density(kind).given(one).probability());
    assertThat(p).isLessThan(density(kind).given(two).probability());
    Conditional under = density(kind).given(one).model().conditional().orElseThrow();
    assertThat(satisfying(under.given(two).model().sample(2_000, 1), both)).hasSize(2_000);
  }

  /** What the model knows of hidden cells is what its own rows hold in their place. */
  @ParameterizedTest
  @ValueSource(strings = {CIRCUIT, FULL, DIAGONAL})
  void holesAreFilledAsTheModelWouldHaveDrawnThem(String kind) {
    Condition whole =
        Condition.builder()
            .oneOf("sick", "0", "1")
            .between("gain", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .between("at", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .build();
    Table rows = density(kind).given(whole).model().sample(60_000, 9);
    Random random = new Random(3);
    List<Column> holed = new ArrayList<>();
    for (Column column : rows.columns()) {
      holed.add(holed(column, random, 100));
    }
    Table filled = density(kind).complete(Table.of(holed), 0, 4);
    for (int c = 0; c < holed.size(); c++) {
      assertThat(filled.column(c).missingCount()).as(holed.get(c).name()).isZero();
      for (int row = 0; row < rows.rows(); row++) {
        if (!holed.get(c).isMissing(row)) {
          assertThat(cell(filled, c, row)).isEqualTo(cell(rows, c, row));
        }
      }
    }
    double[] expected = summary(rows);
    double[] found = summary(filled);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("summary " + i).isCloseTo(expected[i], within(.015));
    }
    Table tail = density(kind).complete(Table.of(holed).slice(50_000, 50_100), 50_000, 4);
    assertThat(Fixtures.csv(tail)).isEqualTo(Fixtures.csv(filled.slice(50_000, 50_100)));
  }

  private static Object cell(Table table, int column, int row) {
    return table.column(column) instanceof CategoricalColumn labels
        ? labels.label(row)
        : (Object) table.numeric(column).value(row);
  }

  /** Without a third of its cells, and without the first so many. */
  private static Column holed(Column column, Random random, int none) {
    ColumnSchema nullable = column.schema().toBuilder().nullable(true).build();
    if (column instanceof NumericColumn numbers) {
      double[] values = numbers.values().clone();
      Arrays.setAll(values, i -> i < none || random.nextInt(3) == 0 ? Double.NaN : values[i]);
      return NumericColumn.of(nullable, values);
    }
    if (column.schema().type() == ColumnType.ID) {
      return column;
    }
    int[] codes = ((CategoricalColumn) column).codes().clone();
    Arrays.setAll(
        codes, i -> i < none || random.nextInt(3) == 0 ? CategoricalColumn.MISSING : codes[i]);
    return CategoricalColumn.of(nullable, codes);
  }

  @ParameterizedTest
  @ValueSource(strings = {CIRCUIT, FULL, DIAGONAL})
  void whatCannotBeIsRefusedInWords(String kind) {
    for (Condition bad :
        List.of(
            Condition.builder().oneOf("city", "Bern").build(),
            Condition.builder().between("age", 40, 30).build(),
            Condition.builder().atLeast("age", 500).build(),
            Condition.builder().missing("age").build(),
            Condition.builder().oneOf("age", "40").build(),
            Condition.builder().between("city", 1, 2).build(),
            Condition.builder().oneOf("id", "x").build(),
            Condition.builder().oneOf("city", "Ulm").oneOf("city", "Rom").build(),
            Condition.builder().between("height", 1, 2).build())) {
      assertThatThrownBy(() -> density(kind).given(bad))
          .as("%s", bad)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("column");
    }
  }

  /** A constant, and a label that the schema knows and no row has. */
  private static Table narrow() {
    Random random = new Random(2);
    double[] size = new double[800];
    int[] kind = new int[size.length];
    int[] other = new int[size.length];
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.rint(1_000 * random.nextGaussian()) / 100;
      kind[i] = random.nextInt(2);
      other[i] = size[i] > 5 ? 1 : 0;
    }
    double[] three = new double[size.length];
    Arrays.fill(three, 3);
    ColumnSchema.Builder constant = ColumnSchema.builder("three", ColumnType.INTEGER).range(0, 9);
    return Table.of(
        List.of(
            Fixtures.numbers("size", ColumnType.NUMBER, 2, size),
            Fixtures.labels("kind", kind, "a", "b", "never"),
            Fixtures.labels("other", other, "low", "high"),
            NumericColumn.of(constant.build(), three)));
  }

  private static EncodedModel narrow(String name) {
    FitOptions options = FitOptions.builder().seed(3).threads(2).build();
    Model model = Synthesizers.byName(name).fit(narrow(), options, FitListener.silent());
    return (EncodedModel) ((StagedModel) model).model();
  }

  @ParameterizedTest
  @ValueSource(strings = {"circuit", "gmm"})
  void whatNoRowOfTheModelIsIsRefused(String name) {
    EncodedModel model = narrow(name);
    Condition four = Condition.builder().equal("three", 4).build();
    assertThatThrownBy(() -> model.given(four))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("three 4");
    assertThat(model.given(Condition.builder().equal("three", 3).build()).probability())
        .isCloseTo(1, within(1e-6));
    if (name.equals("gmm")) {
      Condition never = Condition.builder().oneOf("kind", "never").build();
      assertThatThrownBy(() -> model.given(never))
          .isInstanceOf(SynthesisException.class)
          .hasMessageContaining("never");
    }
  }

  /** The other cells still say what they say. */
  @ParameterizedTest
  @ValueSource(strings = {"circuit", "gmm"})
  void cellsThatNoRowHadAreNoReasonToForgetTheOthers(String name) {
    int rows = 400;
    int[] kind = new int[rows];
    Arrays.fill(kind, 2);
    int[] other = new int[rows];
    Arrays.fill(other, CategoricalColumn.MISSING);
    double[] size = new double[rows];
    Arrays.fill(size, 1e6);
    Table table = narrow().slice(0, rows);
    ColumnSchema open =
        table.column("size").schema().toBuilder().range(Double.NaN, Double.NaN).build();
    ColumnSchema holed = table.column("other").schema().toBuilder().nullable(true).build();
    Table asked =
        table
            .with(NumericColumn.of(open, size))
            .with(CategoricalColumn.of(table.column("kind").schema(), kind))
            .with(CategoricalColumn.of(holed, other));
    Table filled = narrow(name).complete(asked, 0, 1);
    assertThat(filled.numeric(0).value(7)).isEqualTo(1e6);
    assertThat(filled.categorical(1).label(7)).isEqualTo("never");
    int[] found = filled.categorical(2).codes(); // of all rows a third are so large
    assertThat(Arrays.stream(found).filter(code -> code == 1).count()).isGreaterThan(rows * 3 / 4);
  }
}
