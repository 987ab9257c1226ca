package io.semblance.synth.circuit;

import static io.semblance.synth.Conditions.satisfying;
import static io.semblance.synth.Conditions.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.synth.Conditional;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.stage.StagedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws under conditions against rows of the unconditional model that happen to satisfy them. */
class CircuitConditionTest {
  private static final int MANY = 300_000;

  private final Model model =
      Synthesizers.byName("circuit")
          .fit(
              Fixtures.mixed(3_000, 1),
              FitOptions.builder().seed(3).threads(2).build(),
              FitListener.silent());

  private Conditional circuit() {
    return (CircuitModel) ((StagedModel) model).model();
  }

  private Table all() {
    return ((CircuitModel) ((StagedModel) model).model()).rows(0, MANY, 77);
  }

  @Test
  void rowsUnderAConditionAreThoseOfTheModelThatSatisfyIt() {
    Table all = all();
    for (Condition condition :
        List.of(
            Condition.builder().oneOf("city", "Oslo").build(),
            Condition.builder().between("age", 30, 40).build(),
            Condition.builder().missing("sick").build(),
            Condition.builder().atLeast("pay", 2_000).oneOf("sick", "1").build(),
            Condition.builder().between("age", 60, 70).oneOf("city", "Rom", "Oslo").build(),
            Condition.builder().equal("age", 55).atMost("pay", 1_700).missing("sick").build())) {
      Conditional.Given given = circuit().given(condition);
      int[] rows = satisfying(all, condition);
      double share = rows.length / (double) MANY;
      double error = 4 * Math.sqrt(share / MANY);
      assertThat(given.probability()).as("%s", condition).isCloseTo(share, within(error));
      Table drawn = given.model().sample(20_000, 5);
      assertThat(satisfying(drawn, condition)).hasSize(20_000);
      double[] expected = summary(all.select(rows));
      double[] found = summary(drawn);
      for (int i = 0; i < found.length; i++) {
        double noise = 4 * .5 / Math.sqrt(rows.length) + .015;
        assertThat(found[i]).as(condition + " " + i).isCloseTo(expected[i], within(noise));
      }
    }
  }

  @Test
  void theStagedModelDrawsUnderConditionsTooAndRowsDoNotDependOnSplits() {
    Condition condition = Condition.builder().between("age", 30, 40).oneOf("city", "Rom").build();
    Model given = model.conditional().orElseThrow().given(condition).model();
    Table rows = given.sample(3_000, 4);
    assertThat(satisfying(rows, condition)).hasSize(3_000);
    Table tail = given.sample(SampleOptions.builder().rows(100).firstRow(2_900).seed(4).build());
    assertThat(Fixtures.csv(rows)).endsWith(Fixtures.csv(tail).split("\n", 2)[1]);
  }

  @Test
  void aConditionUnderAConditionIsBoth() {
    Condition one = Condition.builder().between("age", 30, 50).build();
    Condition two = Condition.builder().between("age", 40, 60).build();
    Condition both = Condition.builder().between("age", 30, 50).between("age", 40, 60).build();
    assertThat(both.columns().get("age").least()).isEqualTo(40);
    assertThat(both.columns().get("age").greatest()).isEqualTo(50);
    double p = circuit().given(both).probability();
    assertThat(p).isLessThan(circuit().given(one).probability());
    assertThat(p).isLessThan(circuit().given(two).probability());
  }

  @Test
  void whatCannotBeIsRefusedInWords() {
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
      assertThatThrownBy(() -> circuit().given(bad))
          .as("%s", bad)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("column");
    }
  }
}
