package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probabilities of rows against how often they come, and holes against both. */
class LikelihoodTest {
  private static final int[] STATES = {2, 3, 4};
  private static final int ALL = 24;

  private static Table table(int[][] codes) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < STATES.length; c++) {
      List<String> labels = IntStream.range(0, STATES[c]).mapToObj(i -> "l" + i).toList();
      columns.add(
          CategoricalColumn.of(
              ColumnSchema.builder("c" + c, ColumnType.CATEGORY).categories(labels).build(),
              codes[c]));
    }
    return Table.of(columns);
  }

  private static Table train() {
    Random random = new Random(2);
    int[][] codes = new int[3][6_000];
    for (int i = 0; i < codes[0].length; i++) {
      codes[0][i] = random.nextInt(10) < 3 ? 1 : 0;
      codes[1][i] = random.nextInt(10) < 7 ? codes[0][i] : random.nextInt(3);
      codes[2][i] = random.nextInt(10) < 6 ? codes[0][i] + codes[1][i] : random.nextInt(4);
    }
    return table(codes);
  }

  private static Table everyRow() {
    int[][] codes = new int[3][ALL];
    for (int i = 0; i < ALL; i++) {
      codes[0][i] = i % 2;
      codes[1][i] = i / 2 % 3;
      codes[2][i] = i / 6;
    }
    return table(codes);
  }

  private static int number(Table rows, int row) {
    return rows.categorical(0).code(row)
        + 2 * rows.categorical(1).code(row)
        + 6 * rows.categorical(2).code(row);
  }

  private static Model fitted(String name) {
    FitOptions.Builder options = FitOptions.builder().seed(3).threads(2);
    return Synthesizers.byName(name).fit(train(), options.build(), FitListener.silent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressive", "circuit", "gmm"})
  void probabilitiesSumToOneAndAreThoseOfDrawnRows(String name) {
    Model model = fitted(name);
    double[] logs = model.likelihood().orElseThrow().logLikelihood(everyRow());
    int drawn = 200_000;
    Table rows = model.sample(drawn, 8);
    double[] shares = new double[ALL];
    for (int row = 0; row < drawn; row++) {
      shares[number(rows, row)] += 1.0 / drawn;
    }
    double sum = 0;
    for (int i = 0; i < ALL; i++) {
      double p = Math.exp(logs[i]);
      sum += p;
      assertThat(shares[i]).as("row %s", i).isCloseTo(p, within(5 * Math.sqrt(p / drawn) + 1e-4));
    }
    assertThat(sum).isCloseTo(1, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressive", "circuit", "gmm"})
  void holesAreFilledByTheDistributionGivenTheOtherCells(String name) {
    Model model = fitted(name);
    double[] logs = model.likelihood().orElseThrow().logLikelihood(everyRow());
    int count = 20_000;
    int[][] codes = new int[3][count];
    for (int i = 0; i < count; i++) {
      codes[0][i] = CategoricalColumn.MISSING; // what comes first must be found by weighing
      codes[1][i] = 1;
      codes[2][i] = 2;
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : table(new int[][] {new int[count], codes[1], codes[2]}).columns()) {
      columns.add(column);
    }
    ColumnSchema first = columns.get(0).schema().toBuilder().nullable(true).build();
    columns.set(0, CategoricalColumn.of(first, codes[0]));
    Table holed = Table.of(columns);
    Completion completion = model.completion().orElseThrow();
    Table filled = completion.complete(holed, 0, 5);
    double ones = 0;
    for (int row = 0; row < count; row++) {
      assertThat(filled.categorical(1).code(row)).isEqualTo(1);
      assertThat(filled.categorical(2).code(row)).isEqualTo(2);
      ones += filled.categorical(0).code(row) / (double) count;
    }
    double zero = Math.exp(logs[2 * 1 + 6 * 2]);
    double one = Math.exp(logs[1 + 2 * 1 + 6 * 2]);
    assertThat(ones).isCloseTo(one / (zero + one), within(.02));
    assertThat(one / (zero + one)).isGreaterThan(.5);

    Table part = completion.complete(holed.slice(777, 900), 777, 5);
    for (int row = 0; row < 123; row++) {
      assertThat(part.categorical(0).code(row)).isEqualTo(filled.categorical(0).code(777 + row));
    }
    assertThat(completion.complete(holed, 0, 6).categorical(0).codes())
        .isNotEqualTo(filled.categorical(0).codes());
  }

  @Test
  void modelsThatPlayGamesDoNotKnow() {
    assertThat(fitted("copula").likelihood()).isEmpty();
    assertThat(fitted("copula").completion()).isEmpty();
  }
}
