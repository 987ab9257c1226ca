package io.semblance.synth.autoregressive;

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
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Synthesizers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws under conditions against rows of the unconditional model that happen to satisfy them. */
class AutoregressiveConditionTest {
  private static final int MANY = 200_000;

  @TempDir Path directory;

  private final Model model =
      Synthesizers.byName("autoregressive")
          .fit(
              Fixtures.mixed(3_000, 1),
              FitOptions.builder().seed(3).threads(2).epochs(12).set("width", "16").build(),
              FitListener.silent());

  /** Columns are city, sick, age, pay: what is asked of pay says much of those before it. */
  @Test
  void rowsUnderAConditionAreNearThoseOfTheModelThatSatisfyIt() {
    Conditional conditional = model.conditional().orElseThrow();
    Table all = model.sample(MANY, 77);
    for (Condition condition :
        List.of(
            Condition.builder().oneOf("city", "Oslo").build(),
            Condition.builder().between("age", 29.5, 40).build(),
            Condition.builder().missing("sick").build(),
            Condition.builder().atLeast("pay", 2_000).oneOf("sick", "1").build(),
            Condition.builder().between("pay", 1_500.005, 1_502).build(),
            Condition.builder().equal("age", 55).atMost("pay", 1_750).build())) {
      Conditional.Given given = conditional.given(condition);
      int[] rows = satisfying(all, condition);
      double share = rows.length / (double) MANY;
      assertThat(given.probability())
          .as("%s", condition)
          .isCloseTo(share, within(.004 + .15 * share));
      Table drawn = given.model().sample(6_000, 5);
      assertThat(satisfying(drawn, condition)).as("%s", condition).hasSize(6_000);
      double[] expected = summary(all.select(rows));
      double[] found = summary(drawn);
      double[] free = summary(all);
      for (int i = 0; i < found.length; i++) {
        double noise = 4 * .5 / Math.sqrt(rows.length) + .02 + .1 * Math.abs(expected[i] - free[i]);
        assertThat(found[i]).as(condition + " " + i).isCloseTo(expected[i], within(noise));
      }
    }
  }

  /** The last columns are drawn first: what is asked of them is tried as often as it takes. */
  @Test
  void columnsThatAreAskedOfMayBeDrawnFirst() {
    Table real = Fixtures.mixed(3_000, 1);
    Model first =
        Synthesizers.byName("autoregressive")
            .fit(
                real,
                FitOptions.builder()
                    .seed(3)
                    .threads(2)
                    .epochs(12)
                    .set("width", "16")
                    .set("first", "pay+city")
                    .build(),
                FitListener.silent());
    assertThat(first.schema()).isEqualTo(real.schema());
    Table all = first.sample(MANY, 77);
    assertThat(all.schema()).isEqualTo(real.schema());
    Condition condition = Condition.builder().atLeast("pay", 2_000).oneOf("city", "Oslo").build();
    Conditional.Given given = first.conditional().orElseThrow().given(condition);
    int[] rows = satisfying(all, condition);
    double share = rows.length / (double) MANY;
    assertThat(given.probability()).isCloseTo(share, within(.003 + .1 * share));
    Table drawn = given.model().sample(6_000, 5);
    assertThat(satisfying(drawn, condition)).hasSize(6_000);
    double[] expected = summary(all.select(rows));
    double[] found = summary(drawn);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(4 * .5 / Math.sqrt(rows.length) + .02));
    }
    Table tail =
        given.model().sample(SampleOptions.builder().rows(100).firstRow(5_900).seed(5).build());
    assertThat(Fixtures.csv(drawn)).endsWith(Fixtures.csv(tail).split("\n", 2)[1]);
    double[] likely = first.likelihood().orElseThrow().logLikelihood(real.slice(0, 200));
    double[] usual = model.likelihood().orElseThrow().logLikelihood(real.slice(0, 200));
    double difference = 0;
    for (int i = 0; i < 200; i++) {
      difference += (likely[i] - usual[i]) / 200;
    }
    assertThat(difference).isCloseTo(0, within(1.0)); // in whatever order, the same rows
    Path file = directory.resolve("m");
    first.save(file);
    Model loaded = Models.load(file);
    assertThat(Fixtures.csv(loaded.sample(500, 2))).isEqualTo(Fixtures.csv(first.sample(500, 2)));
    assertThat(loaded.schema()).isEqualTo(first.schema());
  }

  @Test
  void rowsDoNotDependOnSplitsAndWhatCannotBeIsRefused() {
    Conditional conditional = model.conditional().orElseThrow();
    Condition condition = Condition.builder().between("pay", 1_500, 1_700).build();
    Model given = conditional.given(condition).model();
    Table rows = given.sample(1_000, 4);
    Table tail = given.sample(SampleOptions.builder().rows(100).firstRow(900).seed(4).build());
    assertThat(Fixtures.csv(rows)).endsWith(Fixtures.csv(tail).split("\n", 2)[1]);
    for (Condition bad :
        List.of(
            Condition.builder().oneOf("city", "Bern").build(),
            Condition.builder().between("age", 40, 30).build(),
            Condition.builder().atLeast("age", 500).build(),
            Condition.builder().missing("age").build(),
            Condition.builder().oneOf("id", "x").build())) {
      assertThatThrownBy(() -> conditional.given(bad))
          .as("%s", bad)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("column");
    }
  }
}
