package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constant, missing, unknown, mismatched, tiny: what the definitions do not say. */
class FidelityEdgesTest {

  private static final double NONE = Double.NaN;

  @Test
  void aTableAgainstItselfIsPerfect() {
    Table table = Mixed.table(300, 5, 0);
    FidelityScores scores = Fidelity.score(table, table);
    assertThat(scores.shapeMean()).isEqualTo(1);
    assertThat(scores.trendMean()).isEqualTo(1);
    assertThat(scores.ownEdgesMean()).isEqualTo(1);
    assertThat(scores.meanAbsDeltaPearson()).isZero();
  }

  @Test
  void oneColumnHasNoPairs() {
    Table table = table(Golden.numbers("a", 1, 2, 3));
    FidelityScores scores = Fidelity.score(table, table);
    assertThat(scores.shapeMean()).isEqualTo(1);
    assertThat(scores.trendPairs()).isEmpty();
    assertThat(scores.trendMean()).isNaN();
    assertThat(scores.meanAbsDeltaPearson()).isNaN();
    assertThat(scores.deltaPearsonPairs()).isZero();
  }

  @Test
  void aColumnConstantInTheRealTableHasNoCorrelation() {
    Table real = table(Golden.numbers("a", 1, 2, 3), Golden.numbers("b", .1, .1, .1));
    Table synthetic = table(Golden.numbers("a", 1, 2, 3), Golden.numbers("b", 1, 2, 3));
    FidelityScores scores = Fidelity.score(real, synthetic);
    assertThat(scores.trendPairs()).isEmpty();
    assertThat(scores.meanAbsDeltaPearson()).isNaN();
    assertThat(scores.shapeColumns().get("b")).isZero();
  }

  @Test
  void freezingAColumnCountsAsTheLossOfItsCorrelation() {
    Table real = table(Golden.numbers("a", 1, 2, 3), Golden.numbers("b", 2, 4, 6));
    Table synthetic = table(Golden.numbers("a", 1, 2, 3), Golden.numbers("b", 4, 4, 4));
    FidelityScores scores = Fidelity.score(real, synthetic);
    assertThat(scores.meanAbsDeltaPearson()).isCloseTo(1, within(1e-12));
    assertThat(scores.trendPairs().get("a~b")).isCloseTo(.5, within(1e-12));
  }

  @Test
  void aWrongShareOfMissingNumbersCosts() {
    Table real = table(Golden.numbers("a", 1, 2, 3, 4));
    Table synthetic = table(Golden.numbers("a", NONE, 1, 2, 3, 4, NONE, NONE, NONE));
    assertThat(Fidelity.score(real, synthetic).shapeMean()).isCloseTo(.5, within(1e-12));
  }

  @Test
  void missingThroughout() {
    Table none = table(Golden.numbers("a", NONE, NONE), Golden.labels("c", 0, 1));
    Table some = table(Golden.numbers("a", 1, NONE), Golden.labels("c", 0, 1));
    assertThat(Fidelity.score(none, none).shapeColumns().get("a")).isEqualTo(1);
    assertThat(Fidelity.score(none, some).shapeColumns().get("a")).isZero();
    assertThat(Fidelity.score(some, none).shapeColumns().get("a")).isZero();
    assertThat(Fidelity.score(some, none).trendPairs().get("a~c")).isCloseTo(.5, within(1e-12));
  }

  @Test
  void labelsAreMatchedByTextAndUnknownOnesCount() {
    Table real = table(labels("c", List.of("x", "y"), "x", "y", "x", "y"));
    Table synthetic = table(labels("c", List.of("new", "y", "x"), "x", "x", "y", "new"));
    assertThat(Fidelity.score(real, synthetic).shapeMean()).isCloseTo(.75, within(1e-12));
  }

  @Test
  void wordsHaveNoCorrelationButBooleansDo() {
    List<String> words = List.of("no", "yes");
    Column a = Golden.labels(ColumnType.BOOLEAN, "a", words, "no", "yes", "yes", "no");
    Column same = Golden.labels(ColumnType.BOOLEAN, "b", words, "no", "yes", "yes", "no");
    Column other = Golden.labels(ColumnType.BOOLEAN, "b", words, "yes", "no", "no", "yes");
    assertThat(Fidelity.score(table(a, same), table(a, other)).meanAbsDeltaPearson())
        .isCloseTo(2, within(1e-12));
    Column word = labels("c", words, "no", "yes", "yes", "no");
    assertThat(Fidelity.score(table(a, word), table(a, word)).deltaPearsonPairs()).isZero();
  }

  @Test
  void aTildeInANameDoesNotSwallowAPair() {
    Table table =
        table(
            Golden.labels("a", 0, 1),
            Golden.labels("b~c", 0, 1),
            Golden.labels("a~b", 0, 1),
            Golden.labels("c", 0, 1));
    assertThat(Fidelity.score(table, table).trendPairs()).hasSize(6);
  }

  @Test
  void clearErrors() {
    Table real = table(Golden.numbers("age", 1, 2), Golden.numbers("b", 1, 2));
    assertThatThrownBy(() -> Fidelity.score(real, table(Golden.numbers("age", 1, 2))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("b");
    assertThatThrownBy(
            () ->
                Fidelity.score(real, table(Golden.labels("age", 1, 2), Golden.numbers("b", 1, 2))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("age")
        .hasMessageContaining("schema");
    assertThatThrownBy(() -> Fidelity.score(real, real.slice(0, 0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("synthetic table has no rows");
  }

  private static Table table(Column... columns) {
    return Table.of(List.of(columns));
  }

  private static Column labels(String name, List<String> categories, String... texts) {
    return Golden.labels(ColumnType.CATEGORY, name, categories, texts);
  }
}
