package io.semblance.flow;

import io.semblance.data.ColumnSchema;
import io.semblance.data.IdPattern;
import io.semblance.data.Schema;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether there are enough identifiers of the forms of a table. */
public final class IdentifierRoom {
  private IdentifierRoom() {}

  /**
   * A sentence for each column whose identifiers do not all have the form of real ones.
   *
   * @param rows how many rows are drawn
   */
  public static List<String> lacking(Schema schema, long rows) {
    List<String> told = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      IdPattern pattern = column.idPattern();
      if (pattern != null && pattern.capacity() < rows) {
        told.add(
            String.format(
                Locale.ROOT,
                "column '%s': there are %,d new identifiers of its form but %,d rows; those beyond"
                    + " have a number at their end, so that none comes twice",
                Text.shorten(column.name()),
                pattern.capacity(),
                rows));
      }
    }
    return told;
  }
}
