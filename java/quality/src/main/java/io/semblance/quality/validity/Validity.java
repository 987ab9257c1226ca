package io.semblance.quality.validity;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cells of a table that the schema of the real one forbids. A cell counts once.
 *
 * @param cells cells looked at, identifiers left out
 * @param invalidCells how many of them are invalid
 * @param columns the columns that have any, in table order
 */
public record Validity(long cells, long invalidCells, List<Invalid> columns) {

  /** Rounding of a bound on its way through text. */
  private static final double SLACK = 1e-9;

  public Validity {
    columns = List.copyOf(columns);
  }

  /**
   * The invalid cells of one column, by what is wrong with them.
   *
   * @param wrongType no number or date where one belongs
   * @param missing missing where the real table has no missing cell
   * @param outOfBounds less or greater than every real value, or infinite
   * @param notWhole not whole in a column of whole numbers
   * @param unknown labels that the real table does not have
   */
  public record Invalid(
      String column, long wrongType, long missing, long outOfBounds, long notWhole, long unknown) {

    public long cells() {
      return wrongType + missing + outOfBounds + notWhole + unknown;
    }
  }

  /** Share of invalid cells, 0 to 1. */
  public double share() {
    return cells == 0 ? 0 : invalidCells / (double) cells;
  }

  /**
   * Looks at every cell.
   *
   * @param real its columns' types, bounds, labels and whether cells may be missing are the rule
   * @param other read with the schema of {@code real}
   * @param unreadable cells per column that were no value of its type; readers take them as missing
   */
  public static Validity of(Table real, Table other, Map<String, Long> unreadable) {
    List<Invalid> columns = new ArrayList<>();
    long cells = 0;
    long bad = 0;
    for (Column rule : real.columns()) {
      if (rule.schema().type() == ColumnType.ID) {
        continue;
      }
      Column column = other.column(rule.name());
      Invalid invalid = column(rule, column, unreadable.getOrDefault(rule.name(), 0L));
      cells += column.size();
      bad += invalid.cells();
      if (invalid.cells() > 0) {
        columns.add(invalid);
      }
    }
    return new Validity(cells, bad, columns);
  }

  private static Invalid column(Column rule, Column column, long unreadable) {
    long missing = rule.missingCount() > 0 ? 0 : Math.max(0, column.missingCount() - unreadable);
    if (rule instanceof NumericColumn known && column instanceof NumericColumn numbers) {
      return numbers(known, numbers, unreadable, missing);
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    List<String> known = ((CategoricalColumn) rule).dictionary();
    Set<String> others = new HashSet<>(known);
    boolean[] isKnown = new boolean[labels.dictionary().size()];
    for (int k = 0; k < isKnown.length; k++) {
      // Labels read with the schema keep their codes; only others are looked up.
      String label = labels.dictionary().get(k);
      isKnown[k] = k < known.size() && known.get(k).equals(label) || others.contains(label);
    }
    long unknown = 0;
    for (int code : labels.codes()) {
      unknown += code >= 0 && !isKnown[code] ? 1 : 0;
    }
    return new Invalid(rule.name(), unreadable, missing, 0, 0, unknown);
  }

  private static Invalid numbers(
      NumericColumn rule, NumericColumn column, long unreadable, long missing) {
    ColumnSchema schema = rule.schema();
    double min = schema.min();
    double max = schema.max();
    for (double v : rule.values()) { // a schema made by hand may know no bounds
      min = Double.isNaN(min) || v < min ? v : min;
      max = Double.isNaN(max) || v > max ? v : max;
    }
    double slack = SLACK * Math.max(Math.abs(min), Math.abs(max));
    boolean whole = schema.type() == ColumnType.INTEGER;
    long outOfBounds = 0;
    long notWhole = 0;
    for (double v : column.values()) {
      if (v < min - slack || v > max + slack) {
        outOfBounds++;
      } else if (whole && v != Math.rint(v) && !Double.isNaN(v)) {
        notWhole++;
      }
    }
    return new Invalid(rule.name(), unreadable, missing, outOfBounds, notWhole, 0);
  }
}
