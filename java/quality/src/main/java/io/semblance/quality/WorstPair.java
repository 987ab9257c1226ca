package io.semblance.quality;

/**
 * A pair of columns that is less alike in the synthetic table than in real rows.
 *
 * @param x a column
 * @param y another one
 * @param trend the score of the pair
 * @param floor of the shuffled table; NaN where it is undefined
 * @param ceiling of other real rows; NaN where it is undefined
 * @param measure what {@code real} and {@code synthetic} are: {@code pearson} between numbers, else
 *     {@code cramers_v} of ten bins or labels
 * @param real the dependence in the real table; NaN where it is undefined
 * @param synthetic the dependence in the synthetic table
 * @param mark what is peculiar about it
 */
public record WorstPair(
    String x,
    String y,
    double trend,
    double floor,
    double ceiling,
    String measure,
    double real,
    double synthetic,
    Mark mark) {

  /** What a pair below the floor has come to; shuffled columns are closer to the real pair. */
  public enum Mark {
    /** Not below the floor. */
    NONE(""),
    /** The columns depend on each other more than the real ones. */
    INVENTED("invented dependence"),
    /** One rises where the other should rise, but falls, or the other way round. */
    REVERSED("reversed"),
    /** As when the columns themselves are off. */
    BELOW_FLOOR("below the floor");

    private final String words;

    Mark(String words) {
      this.words = words;
    }

    /** The mark for people. */
    public String words() {
      return words;
    }
  }

  /** How far it is below the ceiling, or below 1 where there is none: what pairs are ranked by. */
  public double below() {
    return (Double.isNaN(ceiling) ? 1 : ceiling) - trend;
  }
}
