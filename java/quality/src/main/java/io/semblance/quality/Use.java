package io.semblance.quality;

/**
 * One thing that a synthetic table, or the model behind it, may be wanted for, in the order in
 * which a verdict names them.
 */
public enum Use {
  /** Rows of the right form for programs under test. */
  SOFTWARE("trying out software", Said.ALWAYS),
  /** The distribution of each column alone. */
  SINGLE_COLUMNS("looking at single columns", Said.ALWAYS),
  /** Dependence between columns. */
  STUDY("studying how columns depend on one another", Said.ALWAYS),
  /** Models that are trained on synthetic rows and used on real ones. */
  TRAINING("training models", Said.WHEN_SPOKEN_OF),
  /** Models that are trained on synthetic series to say what comes next in real ones. */
  FORECASTING("forecasting", Said.WHEN_SPOKEN_OF),
  /** That nothing was found is no leave to pass a table on, so this is only said against it. */
  SHARING("passing it on in place of the real table", Said.WHEN_FORBIDDEN),
  /** The file of the model that made the table; only ever said against it, too. */
  SHARING_THE_MODEL("passing on the model file", Said.WHEN_FORBIDDEN);

  /** When a verdict says something about a use. */
  enum Said {
    ALWAYS,
    WHEN_SPOKEN_OF,
    WHEN_FORBIDDEN
  }

  private final String words;
  private final Said said;

  Use(String words, Said said) {
    this.words = words;
    this.said = said;
  }

  /** The use in words, to follow "may be used for". */
  public String words() {
    return words;
  }

  Said said() {
    return said;
  }
}
