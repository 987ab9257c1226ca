package io.semblance.synth.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.rule.Rules;
import io.semblance.synth.Conditional;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Fixtures;
import io.semblance.synth.Model;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random tables, rules and conditions: every row keeps all of them, or the refusal names what
 * cannot be.
 */
class RulesUnderConditionsTest {
  private static final int TABLES = 60;
  private static final int ROWS = 400;

  private final List<String> names = new ArrayList<>();
  private final List<String> numeric = new ArrayList<>();
  private final List<String> indicators = new ArrayList<>();

  private Table table(Random random) {
    names.clear();
    numeric.clear();
    indicators.clear();
    List<Column> columns = new ArrayList<>();
    int numbers = 2 + random.nextInt(4);
    for (int c = 0; c < numbers; c++) {
      double[] values = new double[ROWS];
      int range = 5 + random.nextInt(200);
      for (int i = 0; i < ROWS; i++) {
        values[i] = random.nextInt(range);
      }
      String name = random.nextBoolean() ? "n" + c : "number " + c;
      columns.add(Fixtures.numbers(name, ColumnType.INTEGER, 0, values));
      numeric.add('"' + name + '"');
    }
    int group = random.nextBoolean() ? 3 : 0;
    int[] which = random.ints(ROWS, 0, 3).toArray();
    for (int g = 0; g < group; g++) {
      double[] values = new double[ROWS];
      for (int i = 0; i < ROWS; i++) {
        values[i] = which[i] == g ? 1 : 0;
      }
      columns.add(Fixtures.numbers("is" + g, ColumnType.INTEGER, 0, values));
      indicators.add("is" + g);
    }
    int[] codes = random.ints(ROWS, 0, 4).toArray();
    columns.add(Fixtures.labels("label", codes, "w", "x", "y", "z"));
    Table table = Table.of(columns);
    names.addAll(table.schema().names());
    return table;
  }

  private String number(Random random) {
    return numeric.get(random.nextInt(numeric.size()));
  }

  private String rule(Random random) {
    String a = number(random);
    String b = number(random);
    return switch (random.nextInt(7)) {
      case 0 -> a + " <= " + b;
      case 1 -> a + " = " + b + " + " + number(random);
      case 2 -> a + " >= " + random.nextInt(20);
      case 3 -> a + " <= " + random.nextInt(60);
      case 4 -> "label determines " + a;
      case 5 -> "key of " + a + " " + (a.equals(b) ? "label" : b);
      default -> indicators.isEmpty() ? b + " <= " + a : "one of " + String.join(" ", indicators);
    };
  }

  private Condition condition(Random random, Table table) {
    Condition.Builder condition = Condition.builder();
    if (random.nextBoolean()) {
      condition.oneOf("label", random.nextBoolean() ? "w" : "z", "x");
    }
    String name = table.schema().names().get(random.nextInt(2));
    double low = random.nextInt(30);
    return condition.between(name, low, low + 5 + random.nextInt(40)).build();
  }

  @Test
  void everyRowKeepsAllOrTheRefusalSaysWhy() {
    int kept = 0;
    int refused = 0;
    for (int seed = 0; seed < TABLES; seed++) {
      Random random = new Random(seed);
      Table table = table(random);
      List<String> texts = new ArrayList<>();
      for (int r = 1 + random.nextInt(3); r > 0; r--) {
        texts.add(rule(random));
      }
      Condition condition = condition(random, table);
      String what = "table " + seed + ", " + texts + ", " + condition;
      try {
        Rules rules = Rules.of(texts, table);
        Model learnt =
            Synthesizers.byName(seed % 2 == 0 ? "copula" : "cart")
                .fit(table, FitOptions.builder().seed(seed).build(), FitListener.silent());
        Model ruled = StagedModel.of(learnt, new RuleStage(rules));
        Table rows = Conditional.of(ruled).given(condition).model().sample(300, seed);
        assertThat(rows.rows()).as(what).isEqualTo(300);
        assertThat(rules.broken(rows)).as(what).containsOnly(0);
        for (int row = 0; row < 300; row++) {
          assertThat(condition.holds(rows, row)).as(what).isTrue();
        }
        kept++;
      } catch (DataException | SynthesisException e) {
        refused++;
        assertThat(names).as(what + ": " + e.getMessage()).anyMatch(e.getMessage()::contains);
      }
    }
    assertThat(kept).isGreaterThan(TABLES / 3);
    assertThat(refused).isGreaterThan(3);
  }
}
