package io.semblance.synth.stage;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.rule.Rules;
import io.semblance.synth.DrawContext;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import java.util.Collections;
import java.util.List;

/** Makes rules true in every row: {@link Rules}. */
public record RuleStage(Rules rules) implements RowStage {
  /** As reports and model files name it. */
  public static final String NAME = "rules";

  private static final String ENTRY = "rules.json";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wanted(DrawContext context) {
    return true;
  }

  @Override
  public Table apply(Table rows, long firstRow, long seed) {
    return rules.applied(rows);
  }

  @Override
  public int[] failed(Table rows) {
    return rules.breaking(rows);
  }

  @Override
  public List<List<String>> keys() {
    return rules.keys();
  }

  @Override
  public String toString() {
    return "the rules " + String.join(", ", rules.texts());
  }

  @Override
  public Table completed(Table filled, Table known) {
    Table ruled = rules.applied(filled);
    for (String name : rules.changes()) {
      int at = filled.schema().indexOf(name);
      if (ruled.column(at) instanceof NumericColumn numbers) {
        double[] values = numbers.values().clone();
        for (int row = 0; row < values.length; row++) {
          values[row] =
              known.column(at).isMissing(row) ? values[row] : filled.numeric(at).value(row);
        }
        ruled = ruled.with(NumericColumn.of(numbers.schema(), values));
      } else {
        CategoricalColumn labels = ruled.categorical(at);
        int[] codes = labels.codes().clone();
        for (int row = 0; row < codes.length; row++) {
          codes[row] =
              known.column(at).isMissing(row) ? codes[row] : filled.categorical(at).code(row);
        }
        ruled = ruled.with(CategoricalColumn.of(labels.schema(), codes));
      }
    }
    return ruled;
  }

  @Override
  public void check(Condition condition) {
    rules.check(condition);
  }

  @Override
  public boolean keeps(Condition condition) {
    return Collections.disjoint(rules.changes(), condition.columns().keySet());
  }

  @Override
  public void write(ArchiveWriter archive) {
    archive.put(ENTRY, rules.toJson());
  }

  static RuleStage read(ArchiveReader archive, Schema schema) {
    return new RuleStage(Rules.fromJson(archive.text(ENTRY), schema, archive.where(ENTRY)));
  }
}
