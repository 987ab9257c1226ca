package io.semblance.quality.profile;

/**
 * Something about a table that its reader should know before using it.
 *
 * @param kind what it is
 * @param column the column, or null when it is about the whole table
 * @param other for pairs the other column, or null
 * @param value the figure behind it: a share, a coefficient or a count; NaN when there is none
 * @param words a sentence without the names of the columns
 */
public record Alert(Kind kind, String column, String other, double value, String words) {

  /** The kinds of alerts, the grave ones first. */
  public enum Kind {
    /** No cell at all. */
    EMPTY("empty", true),
    /** One value everywhere. */
    CONSTANT("constant", true),
    /** Cells that do not fit the type of the column, or numbers among words. */
    MIXED_TYPES("mixed types", true),
    /** Infinite numbers. */
    INFINITE("infinite", true),
    /** Rows that occur more than once. */
    DUPLICATES("duplicates", true),
    /** Missing cells. */
    MISSING("missing", true),
    /** Two columns that tell nearly the same. */
    HIGH_CORRELATION("high correlation", true),
    /** Too many labels for a category. */
    HIGH_CARDINALITY("high cardinality", true),
    /** One label holds nearly all cells. */
    IMBALANCE("imbalance", true),
    /** A long tail on one side. */
    SKEWED("skewed", true),
    /** Gaps between dates that else follow each other regularly. */
    DATE_GAPS("date gaps", true),
    /** Many zeros. */
    ZEROS("zeros", false),
    /** All values are different. */
    UNIQUE("unique", false),
    /** All values are about equally frequent. */
    UNIFORM("uniform", false),
    /** A series whose level or variance wanders. */
    NON_STATIONARY("non-stationary", false),
    /** A rule that every row keeps, as {@code --rules} says it. */
    RULE("rule", false);

    private final String label;
    private final boolean warning;

    Kind(String label, boolean warning) {
      this.label = label;
      this.warning = warning;
    }

    /** The name for people and in JSON. */
    public String label() {
      return label;
    }

    /** Whether it may spoil an analysis, rather than only be good to know. */
    public boolean warning() {
      return warning;
    }
  }
}
