package io.semblance.synth.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.rule.Rules;
import io.semblance.data.rule.SeenKeys;
import io.semblance.synth.Conditional;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No key comes twice in a sample, and the sample does not depend on how it was drawn. */
class UniqueKeysTest {
  private static final int PATIENTS = 60;
  private static final int VISITS = 200;
  private static final Rules RULES;
  private static final Model MODEL;

  static {
    double[] patient = IntStream.range(0, 3_000).mapToDouble(i -> i % PATIENTS).toArray();
    double[] visit = IntStream.range(0, 3_000).mapToDouble(i -> i * 7 % VISITS).toArray();
    int[] ward = IntStream.range(0, 3_000).map(i -> i % 5 % 3).toArray();
    Table table =
        Table.of(
            List.of(
                Fixtures.numbers("patient", ColumnType.INTEGER, 0, patient),
                Fixtures.numbers("visit", ColumnType.INTEGER, 0, visit),
                Fixtures.labels("ward", ward, "a", "b", "c")));
    RULES = Rules.of(List.of("key of patient visit"), table);
    MODEL =
        StagedModel.of(
            Synthesizers.byName("cart").fit(table, FitOptions.defaults(), FitListener.silent()),
            new RuleStage(RULES));
  }

  private static SampleOptions.Builder rows(int rows) {
    return SampleOptions.builder().rows(rows).seed(3);
  }

  @Test
  void noKeyComesTwiceHoweverTheSampleIsDrawn() {
    Table all = MODEL.sample(rows(6_000).threads(1).build());
    Model raw = ((StagedModel) MODEL).model();
    assertThat(RULES.broken(raw.sample(rows(6_000).build()))[0]).as("it would").isGreaterThan(.1);
    assertThat(RULES.broken(all)).containsExactly(0);
    assertThat(Fixtures.csv(MODEL.sample(rows(6_000).threads(2).build())))
        .isEqualTo(Fixtures.csv(all));
    assertThat(Fixtures.csv(MODEL.sample(rows(1_000).firstRow(4_500).build())))
        .isEqualTo(Fixtures.csv(all.slice(4_500, 5_500)));
    assertThat(MODEL.sample(rows(0).build()).rows()).isZero();
  }

  @Test
  void blocksThatShareTheirKeysHaveNoneInCommon() {
    Condition wardA = Condition.builder().oneOf("ward", "a").build();
    Condition wardB = Condition.builder().oneOf("ward", "b", "c").build();
    SeenKeys seen = new SeenKeys(MODEL.keys());
    Table first = Conditional.of(MODEL).given(wardA).model().sample(rows(2_000).seen(seen).build());
    Table second =
        Conditional.of(MODEL)
            .given(wardB)
            .model()
            .sample(rows(2_000).firstRow(2_000).seen(seen).build());
    Table both = Table.concat(List.of(first, second));
    assertThat(RULES.broken(both)).containsExactly(0);
    assertThat(wardA.holds(both, 1_999) && wardB.holds(both, 2_000)).isTrue();
  }

  @Test
  void moreThanThereAreIsRefusedInWords() {
    assertThatThrownBy(() -> MODEL.sample(rows(PATIENTS * VISITS + 1).build()))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("key of patient, visit")
        .hasMessageContaining("fewer rows");
  }
}
