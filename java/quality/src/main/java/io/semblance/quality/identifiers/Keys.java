package io.semblance.quality.identifiers;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.IdPattern;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a column that names rows looks like in a synthetic table.
 *
 * @param column its name
 * @param identifier whether it is declared one; else its values are just different in most rows
 * @param cells synthetic cells that are there
 * @param comeBack cells whose value occurs once in the real table
 * @param repeated cells beyond the first of each value
 * @param realRepeated share of such cells in the real table
 * @param formed cells of a form that real ones have, by letters, digits and length
 * @param counting whether real values merely count rows, so that equal ones say nothing
 */
public record Keys(
    String column,
    boolean identifier,
    long cells,
    long comeBack,
    long repeated,
    double realRepeated,
    long formed,
    boolean counting) {

  /**
   * Share of values that occur once from which on a column of labels or whole numbers names rows.
   */
  private static final double UNIQUE = .95;

  private static final int ENOUGH = 20;
  private static final int MANY_FORMS = 64;

  /** All such columns of a real table, in its order, that the synthetic table has too. */
  public static List<Keys> of(Table real, Table synthetic) {
    List<Keys> all = new ArrayList<>();
    for (Column column : real.columns()) {
      if (synthetic.schema().has(column.name())) {
        Map<String, Integer> counts = counts(column);
        long once = counts.values().stream().filter(count -> count == 1).count();
        int cells = column.size() - column.missingCount();
        boolean names =
            column.schema().type() == ColumnType.ID
                || column.schema().type() != ColumnType.NUMBER
                    && column.schema().type() != ColumnType.DATETIME
                    && cells >= ENOUGH
                    && once >= UNIQUE * cells;
        if (names) {
          all.add(of(column, counts, synthetic.column(column.name())));
        }
      }
    }
    return all;
  }

  private static Keys of(Column real, Map<String, Integer> counts, Column synthetic) {
    UnaryOperator<String> form = form(counts.keySet());
    Set<String> forms = new HashSet<>();
    counts.keySet().forEach(text -> forms.add(form.apply(text)));
    long once = counts.values().stream().filter(count -> count == 1).count();
    // Given names of which most come again name nobody.
    boolean telling = 2 * once >= real.size() - real.missingCount();
    long comeBack = 0;
    long formed = 0;
    long cells = 0;
    Set<String> seen = new HashSet<>();
    for (int row = 0; row < synthetic.size(); row++) {
      String text = text(synthetic, row);
      if (text != null) {
        cells++;
        comeBack += telling && counts.getOrDefault(text, 0) == 1 ? 1 : 0;
        formed += forms.contains(form.apply(text)) ? 1 : 0;
        seen.add(text);
      }
    }
    int realCells = real.size() - real.missingCount();
    double realRepeated = realCells == 0 ? 0 : 1 - (double) counts.size() / realCells;
    return new Keys(
        real.name(),
        real.schema().type() == ColumnType.ID,
        cells,
        comeBack,
        cells - seen.size(),
        realRepeated,
        formed,
        counts(real, counts));
  }

  /** Letters, digits and length; where almost any length comes, as with names, not the length. */
  private static UnaryOperator<String> form(Set<String> texts) {
    long forms = texts.stream().map(IdPattern::form).distinct().limit(MANY_FORMS).count();
    return forms < MANY_FORMS
        ? IdPattern::form
        : text -> IdPattern.form(text).replaceAll("x+", "x");
  }

  private static Map<String, Integer> counts(Column column) {
    Map<String, Integer> counts = new HashMap<>();
    for (int row = 0; row < column.size(); row++) {
      String text = text(column, row);
      if (text != null) {
        counts.merge(text, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String text(Column column, int row) {
    if (column.isMissing(row)) {
      return null;
    }
    return column instanceof CategoricalColumn labels
        ? labels.label(row)
        : column.schema().numeric().text(((NumericColumn) column).value(row));
  }

  /** Whether values are whole numbers without a gap, each once. */
  private static boolean counts(Column column, Map<String, Integer> counts) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (String text : counts.keySet()) {
      if (!text.matches("\\d{1,15}")) {
        return false;
      }
      least = Math.min(least, Long.parseLong(text));
      greatest = Math.max(greatest, Long.parseLong(text));
    }
    return counts.size() == column.size() && greatest - least == counts.size() - 1L;
  }

  /** Share of the cells whose value occurs once in the real table. */
  public double comeBackShare() {
    return cells == 0 ? 0 : (double) comeBack / cells;
  }

  /** Share of the cells beyond the first of each value. */
  public double repeatedShare() {
    return cells == 0 ? 0 : (double) repeated / cells;
  }

  /** Share of the cells of a form that real ones have. */
  public double formedShare() {
    return cells == 0 ? 1 : (double) formed / cells;
  }
}
