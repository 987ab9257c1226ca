package io.semblance.quality.profile;

/** How the dependence of two columns is measured. */
public enum Measure {
  /** Spearman between numbers, else Cramer's V. */
  AUTO("auto", "Automatic", "Spearman between numbers, Cram\u00e9r\u2019s V for all other pairs."),
  /** Linear correlation. */
  PEARSON("pearson", "Pearson", "Linear correlation of numbers, \u22121 to 1."),
  /** Correlation of ranks. */
  SPEARMAN("spearman", "Spearman", "Correlation of ranks: any rising or falling relation."),
  /** Tau-b. */
  KENDALL("kendall", "Kendall", "Tau-b: concordant less discordant pairs of rows, minding ties."),
  /** Dependence of labels. */
  CRAMERS_V(
      "cramers_v",
      "Cram\u00e9r\u2019s V",
      "Dependence of labels, 0 to 1, corrected for bias; numbers are cut into bins of equal counts."),
  /** Mutual information on the scale of a correlation. */
  INFORMATION(
      "information",
      "Information",
      "Mutual information on the scale of |r| (Linfoot), 0 to 1: any relation of any types, as"
          + " phi-k shows it.");

  private final String key;
  private final String title;
  private final String meaning;

  Measure(String key, String title, String meaning) {
    this.key = key;
    this.title = title;
    this.meaning = meaning;
  }

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** What it says, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Whether it has a direction, so that it runs from -1 to 1. */
  public boolean signed() {
    return this == AUTO || this == PEARSON || this == SPEARMAN || this == KENDALL;
  }
}
