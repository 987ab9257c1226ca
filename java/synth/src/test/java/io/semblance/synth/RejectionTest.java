package io.semblance.synth;

import static io.semblance.synth.Conditions.satisfying;
import static io.semblance.synth.Conditions.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import org.junit.jupiter.api.Test;

/** Draws under conditions from a model that does not know them. */
class RejectionTest {
  private final Model model =
      Synthesizers.byName("copula")
          .fit(
              Fixtures.mixed(2_000, 1),
              FitOptions.builder().seed(3).threads(2).build(),
              FitListener.silent());

  private final Condition rare =
      Condition.builder().oneOf("city", "Oslo").between("age", 30, 34).build();

  private static SampleOptions options(long first, long rows, int threads) {
    return SampleOptions.builder().firstRow(first).rows(rows).threads(threads).seed(4).build();
  }

  @Test
  void allRowsSatisfyAndAreThoseOfTheModel() {
    assertThat(model.conditional()).isEmpty();
    Conditional.Given given = Conditional.of(model).given(rare);
    Table drawn = given.model().sample(options(0, 9_000, 2));
    assertThat(satisfying(drawn, rare)).hasSize(9_000);
    Table all = model.sample(200_000, 5);
    int[] rows = satisfying(all, rare);
    assertThat(given.probability())
        .isCloseTo(rows.length / 200_000.0, within(.2 * rows.length / 200_000));
    double[] expected = summary(all.select(rows));
    double[] found = summary(drawn);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(.03 + 2 / Math.sqrt(rows.length)));
    }
  }

  @Test
  void otherConditionsHaveOtherRows() {
    Condition wider = Condition.builder().oneOf("city", "Oslo").between("age", 30, 35).build();
    double[] some =
        Fixtures.values(Conditional.of(model).given(rare).model().sample(500, 4), "pay");
    double[] others =
        Fixtures.values(Conditional.of(model).given(wider).model().sample(500, 4), "pay");
    int same = 0;
    for (int i = 0; i < 500; i++) {
      same += some[i] == others[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(100);
  }

  @Test
  void aRowIsTheSameHoweverTheWorkIsSplit() {
    Model given = Conditional.of(model).given(rare).model();
    Table whole = given.sample(options(0, 9_000, 1));
    Table parts = given.sample(options(3_000, 6_000, 3));
    for (String column : new String[] {"age", "pay"}) {
      double[] all = Fixtures.values(whole, column);
      double[] some = Fixtures.values(parts, column);
      for (int i = 0; i < 6_000; i++) {
        assertThat(some[i]).isEqualTo(all[3_000 + i]);
      }
    }
  }

  /** Rows that are tried for rows that are tried: far down they are still their own. */
  @Test
  void nestedTestsDoNotComeToAnEndOfNumbers() {
    RowTest young = RowTest.of("young", (rows, row) -> Fixtures.values(rows, "age")[row] < 50);
    RowTest even = RowTest.of("even", (rows, row) -> Fixtures.values(rows, "age")[row] % 2 == 0);
    Model inner = Conditional.byTrying(model, young).model();
    Model both = Conditional.byTrying(inner, even).model();
    double[] near = Fixtures.values(both.sample(options(0, 200, 1)), "pay");
    for (long far : new long[] {2_097_152, 4_194_304, 400_000_000_000L}) {
      double[] pays = Fixtures.values(both.sample(options(far, 200, 1)), "pay");
      int same = 0;
      for (int i = 0; i < 200; i++) {
        same += pays[i] == near[i] ? 1 : 0;
      }
      assertThat(same).as("row %d", far).isLessThan(20);
    }
  }

  /** A test of one's own, in Java. */
  @Test
  void aPredicateHoldsInEveryRow() {
    RowTest even =
        RowTest.of("an even age", (rows, row) -> Fixtures.values(rows, "age")[row] % 2 == 0);
    Conditional.Given given = Conditional.byTrying(model, even);
    assertThat(given.probability()).isCloseTo(.5, within(.1));
    double[] ages = Fixtures.values(given.model().sample(3_000, 2), "age");
    for (double age : ages) {
      assertThat(age % 2).isZero();
    }
    RowTest never = RowTest.of("an age of a thousand", (rows, row) -> false);
    assertThatThrownBy(() -> Conditional.byTrying(model, never))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("an age of a thousand");
  }

  @Test
  void whatNeverComesOrWouldTakeHoursIsRefused() {
    ColumnSchema age = model.schema().column(model.schema().indexOf("age"));
    ColumnSchema pay = model.schema().column(model.schema().indexOf("pay"));
    Condition never = Condition.builder().equal("age", age.min()).equal("pay", pay.max()).build();
    assertThatThrownBy(() -> Conditional.of(model).given(never))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("None of 1,000,000 rows");
    Model given = Conditional.of(model).given(rare).model();
    assertThatThrownBy(() -> given.sample(options(0, 1_000_000_000_000L, 1)))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("would have to be tried");
    Condition unknown = Condition.builder().oneOf("city", "Atlantis").build();
    assertThatThrownBy(() -> Conditional.of(model).given(unknown))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Atlantis");
  }
}
