package io.semblance.quality.coverage;

/**
 * A part of the real table that the synthetic one hardly has.
 *
 * @param where in words, such as {@code colour = red} or {@code age 60 to 69}
 * @param realShare share of the real rows in it
 * @param syntheticShare share of the synthetic rows in it, less than a tenth of {@code realShare}
 * @param joint whether only several columns together show it, as a cluster of rows
 */
public record MissingMode(String where, double realShare, double syntheticShare, boolean joint) {

  /** Smaller parts of the real table are no mode. */
  static final double LEAST_SHARE = .01;

  /** With fewer rows expected than this, none may come by chance. */
  static final double FEWEST_EXPECTED = 30;

  /** Fewer than this part of the expected rows is missing. */
  static final double HARDLY_ANY = .1;

  /** A mode is named in reports, so it must not point to a handful of people. */
  static final int FEWEST_REAL = 5;

  static boolean isMissing(
      double realShare, double syntheticShare, int realRows, int syntheticRows) {
    return realShare >= LEAST_SHARE
        && realShare * realRows >= FEWEST_REAL
        && realShare * syntheticRows >= FEWEST_EXPECTED
        && syntheticShare < HARDLY_ANY * realShare;
  }
}
