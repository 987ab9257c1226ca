package io.semblance.data.simulate;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code health-indicators}: a table with the 22 columns of the BRFSS 2015 diabetes health
 * indicators, drawn from what is published about that survey. The class of a row is drawn with its
 * share of the survey (13.9% diabetic); given the class, the 21 indicators come from a Gaussian
 * copula with the survey's marginals and rank correlations for that class; a sample differs from
 * them by sampling error alone.
 *
 * <p>What it does not have: any dependence beyond pairs, and any row of the survey. Cells look like
 * the survey's file, where whole numbers are written {@code 1.0}.
 */
final class HealthIndicators implements Simulator {

  private static final List<String> NO_YES = List.of("0.0", "1.0");

  /** Solved on first use (a fraction of a second), not when the simulators are merely listed. */
  private static final class Law {
    static final HealthFacts FACTS = HealthFacts.load();
    static final List<GaussianCopula> COPULAS =
        FACTS.classes().stream()
            .map(facts -> new GaussianCopula(facts.marginals(), facts.spearman()))
            .toList();
    static final Schema SCHEMA = schema(FACTS);
  }

  @Override
  public String name() {
    return "health-indicators";
  }

  @Override
  public String description() {
    return "22 columns like the BRFSS 2015 diabetes health indicators: exact marginals and rank"
        + " correlations per class, no row of the survey";
  }

  @Override
  public Schema schema() {
    return Law.SCHEMA;
  }

  @Override
  public Table rows(long firstRow, int count, long seed) {
    Simulators.checkRange(firstRow, count);
    HealthFacts facts = Law.FACTS;
    int indicators = facts.columns().size();
    double[][] columns = new double[indicators + 1][count];
    double[] drawn = new double[indicators];
    double[] scratch = new double[indicators];
    RowRandom random = new RowRandom(seed);
    for (int row = 0; row < count; row++) {
      random.row(firstRow + row);
      int chosen = drawClass(facts, random);
      columns[0][row] = facts.classes().get(chosen).value();
      Law.COPULAS.get(chosen).draw(random, scratch, drawn);
      for (int k = 0; k < indicators; k++) {
        columns[k + 1][row] = drawn[k];
      }
    }
    List<Column> typed = new ArrayList<>();
    for (int k = 0; k <= indicators; k++) {
      typed.add(column(Law.SCHEMA.column(k), columns[k]));
    }
    return Table.of(typed);
  }

  private static int drawClass(HealthFacts facts, RowRandom random) {
    long total = 0;
    for (HealthFacts.ClassFacts entry : facts.classes()) {
      total += entry.rows();
    }
    double u = random.uniform() * total;
    int last = facts.classes().size() - 1;
    for (int k = 0; k < last; k++) {
      u -= facts.classes().get(k).rows();
      if (u < 0) {
        return k;
      }
    }
    return last;
  }

  private static Column column(ColumnSchema schema, double[] values) {
    if (schema.type() != ColumnType.BOOLEAN) {
      return NumericColumn.of(schema, values);
    }
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) values[i];
    }
    return CategoricalColumn.of(schema, codes);
  }

  private static Schema schema(HealthFacts facts) {
    List<ColumnSchema> columns = new ArrayList<>();
    columns.add(columnSchema(facts.target(), 0, 1));
    for (int k = 0; k < facts.columns().size(); k++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (HealthFacts.ClassFacts entry : facts.classes()) {
        double[] values = entry.marginals().get(k).values();
        min = Math.min(min, values[0]);
        max = Math.max(max, values[values.length - 1]);
      }
      columns.add(columnSchema(facts.columns().get(k), min, max));
    }
    return Schema.of(columns);
  }

  private static ColumnSchema columnSchema(String name, double min, double max) {
    if (min == 0 && max == 1) {
      return ColumnSchema.builder(name, ColumnType.BOOLEAN).categories(NO_YES).build();
    }
    return ColumnSchema.builder(name, ColumnType.INTEGER).range(min, max).decimals(1).build();
  }
}
