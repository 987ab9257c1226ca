package io.semblance.quality.validity;

/**
 * A relation of two columns that holds in the rows of the real table, or all but one in a thousand.
 *
 * @param kind what kind of relation
 * @param x a column
 * @param y another one
 * @param broken share of the rows of the judged table that break it, 0 to 1
 * @param real the same of the real table: the few exceptions
 * @param floor the same of shuffled columns: how easily it is broken
 * @param natural the same of held-out rows; NaN without
 */
public record Rule(
    Kind kind, String x, String y, double broken, double real, double floor, double natural) {

  /** Kinds of relations. Rows in which one of the two cells is missing keep the first three. */
  public enum Kind {
    /** The first is never greater than the second. */
    AT_MOST("at_most"),
    /** Both hold the same number. */
    EQUAL("equal"),
    /** Rows of one value of the first have one value of the second. */
    DETERMINES("determines"),
    /** Where one is missing, the other is missing as well. */
    MISSING_TOGETHER("missing_together");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** The name in JSON. */
    public String key() {
      return key;
    }
  }

  /** The relation in words, with names of columns as they are. */
  public String words() {
    return words(x, y);
  }

  /** The same with names as they are to be shown. */
  public String words(String first, String second) {
    return switch (kind) {
      case AT_MOST -> first + " \u2264 " + second;
      case EQUAL -> first + " = " + second;
      case DETERMINES -> first + " determines " + second;
      case MISSING_TOGETHER -> first + " and " + second + " are missing together";
    };
  }
}
