package io.semblance.data;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet takes for a formula and runs: those that begin with {@code =} or
 * {@code @}, or with {@code +} or {@code -} and are neither a number nor one of a telephone.
 */
public final class Formulas {
  private static final Pattern NUMBER = Pattern.compile("[+-][\\d\\s().,/eE+%-]*");

  private Formulas() {}

  /** Whether a spreadsheet would run a text. */
  public static boolean isFormula(String text) {
    if (text.length() < 2) {
      return false;
    }
    char first = text.charAt(0);
    return first == '='
        || first == '@'
        || (first == '+' || first == '-') && !NUMBER.matcher(text).matches();
  }

  /** The text, with an apostrophe in front if a spreadsheet would run it. */
  public static String escaped(String text) {
    return isFormula(text) ? "'" + text : text;
  }

  /** The schema of a table whose labels are written so. */
  public static Schema escaped(Schema schema) {
    return Schema.of(
        schema.columns().stream()
            .map(
                column ->
                    column.kind() instanceof LabelKind labels
                        ? column.toBuilder()
                            .categories(
                                labels.categories().stream().map(Formulas::escaped).toList())
                            .build()
                        : column)
            .toList());
  }

  /** How many cells of a table are such. */
  public static long count(Table table) {
    long count = 0;
    for (Column column : table.columns()) {
      if (column instanceof CategoricalColumn labels) {
        count += count(labels);
      }
    }
    return count;
  }

  private static long count(CategoricalColumn labels) {
    boolean[] formula = new boolean[labels.dictionary().size()];
    boolean any = false;
    for (int code = 0; code < formula.length; code++) {
      String label = labels.dictionary().get(code);
      formula[code] = label != null && isFormula(label);
      any |= formula[code];
    }
    long count = 0;
    for (int row = 0; any && row < labels.size(); row++) {
      int code = labels.codes()[row];
      count += code >= 0 && formula[code] ? 1 : 0;
    }
    return count;
  }
}
