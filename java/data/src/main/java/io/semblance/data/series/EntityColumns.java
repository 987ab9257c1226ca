package io.semblance.data.series;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.IdPattern;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the columns that tell sequences apart are. A few labels are kinds that come again, such as
 * three airports; many are the names of individuals, which must never come again.
 */
public final class EntityColumns {
  /** As many labels are kept; more are individuals. */
  public static final int MOST_KEPT = 20;

  private EntityColumns() {}

  /**
   * The table with columns of individuals as identifiers, from which new ones are made. Columns of
   * at most {@value #MOST_KEPT} labels or whole numbers stay as they are, and so do those that
   * follow from the time.
   */
  public static Table asIdentifiers(Table table, SeriesSpec spec) {
    if (spec.sequenceBy().isEmpty()) {
      return table;
    }
    spec.check(table.schema());
    List<String> fromTime = spec.time().isEmpty() ? List.of() : TimeAxis.of(table, spec).columns();
    Table changed = table;
    for (String name : spec.sequenceBy()) {
      Column column = table.column(name);
      if (!fromTime.contains(name) && column.schema().type() != ColumnType.ID) {
        String[] texts = texts(column);
        Set<String> distinct = new LinkedHashSet<>(Arrays.asList(texts));
        if (distinct.size() > MOST_KEPT) {
          changed = changed.with(identifiers(column, texts, distinct));
        }
      }
    }
    return changed;
  }

  private static Column identifiers(Column column, String[] texts, Set<String> distinct) {
    List<String> known = new ArrayList<>(distinct);
    known.remove(null);
    ColumnSchema schema =
        ColumnSchema.builder(column.name(), ColumnType.ID)
            .header(column.schema().header())
            .nullable(column.schema().nullable())
            .missingTexts(column.schema().missingTexts())
            .idPattern(IdPattern.learn(known))
            .build();
    return CategoricalColumn.ofIds(schema, texts);
  }

  private static String[] texts(Column column) {
    String[] texts = new String[column.size()];
    for (int row = 0; row < texts.length; row++) {
      if (column instanceof CategoricalColumn labels) {
        texts[row] = labels.label(row);
      } else if (!column.isMissing(row)) {
        texts[row] = column.schema().numeric().text(((NumericColumn) column).value(row));
      }
    }
    return texts;
  }
}
