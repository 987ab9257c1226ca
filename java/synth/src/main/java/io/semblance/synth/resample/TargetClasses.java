package io.semblance.synth.resample;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;
import io.semblance.data.RowClasses;
import io.semblance.data.Table;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The rows of a table by what its target holds. Labels are classes, and so are numbers where there
 * are at most {@value #MOST_NUMBERS} different ones. A target of more numbers is a column like
 * others, moved between two rows along with them, much as SMOTE for regression does (Torgo et al.,
 * "SMOTE for regression", 2013); then, or without a target, all rows are of one class.
 *
 * @param target the column whose values are the classes, or null if there are none
 * @param names what the target holds in each class, in order of codes or values, missing last
 * @param rows the rows of each class, rising
 */
record TargetClasses(String target, List<String> names, List<int[]> rows) {
  static final int MOST_NUMBERS = 20;

  /**
   * The classes of a table.
   *
   * @param target name of the target, or null
   * @throws SynthesisException if the target is an identifier
   */
  static TargetClasses of(Table table, String target) {
    TargetClasses none =
        new TargetClasses(null, List.of(""), List.of(IntStream.range(0, table.rows()).toArray()));
    if (target == null) {
      return none;
    }
    Column column = table.column(target);
    if (column.schema().type() == ColumnType.ID) {
      throw new SynthesisException(
          "Column '"
              + target
              + "' is an identifier, which cannot be the target; give it another type, or name"
              + " another column");
    }
    int most =
        column instanceof NumericColumn
            ? MOST_NUMBERS + (column.missingCount() > 0 ? 1 : 0)
            : Integer.MAX_VALUE;
    SortedMap<Double, int[]> classes = RowClasses.of(column).rows(most);
    if (classes == null) {
      return none;
    }
    List<String> names = new ArrayList<>();
    for (Map.Entry<Double, int[]> one : classes.entrySet()) {
      names.add(name(column, one.getValue()[0]));
    }
    return new TargetClasses(target, names, List.copyOf(classes.values()));
  }

  private static String name(Column column, int row) {
    if (column.isMissing(row)) {
      return "missing";
    }
    return column instanceof NumericColumn number
        ? ((NumericKind) column.schema().kind()).text(number.value(row))
        : ((CategoricalColumn) column).label(row);
  }
}
