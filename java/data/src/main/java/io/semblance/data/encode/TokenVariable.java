package io.semblance.data.encode;

/**
 * One of the discrete variables that a row is made of: a column's label or number, or a digit of
 * it.
 *
 * @param column its name
 * @param shares share of each state in the fitted table; 0 for one that the schema knows and the
 *     table lacks, such as missing
 * @param ranks for each state the share of rows below the middle of it; null where states have no
 *     order
 * @param scores for each state its value in standard deviations from the mean, within 3; null where
 *     states have no order
 * @param places whether each state has a place in the order; null where states have no order
 */
public record TokenVariable(
    String column, double[] shares, double[] ranks, double[] scores, boolean[] places) {
  /**
   * @param counts rows of each state
   * @param values what the states stand for, NaN for those without a place in the order; null if
   *     none has
   */
  static TokenVariable of(String column, long[] counts, double[] values) {
    int states = counts.length;
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    double[] shares = new double[states];
    for (int s = 0; s < states; s++) {
      shares[s] = counts[s] / Math.max(1, total);
    }
    return values == null
        ? new TokenVariable(column, shares, null, null, null)
        : new TokenVariable(
            column, shares, ranks(shares, values), scores(shares, values), places(values));
  }

  private static boolean[] places(double[] values) {
    boolean[] places = new boolean[values.length];
    for (int s = 0; s < places.length; s++) {
      places[s] = !Double.isNaN(values[s]);
    }
    return places;
  }

  private static double[] ranks(double[] shares, double[] values) {
    double[] ranks = new double[shares.length];
    for (int s = 0; s < ranks.length; s++) {
      double below = 0;
      double all = 0;
      for (int o = 0; o < ranks.length; o++) {
        if (!Double.isNaN(values[o])) {
          all += shares[o];
          below += values[o] < values[s] ? shares[o] : o == s ? shares[o] / 2 : 0;
        }
      }
      ranks[s] = Double.isNaN(values[s]) ? .5 : below / all;
    }
    return ranks;
  }

  private static double[] scores(double[] shares, double[] values) {
    double all = 0;
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < shares.length; s++) {
      if (!Double.isNaN(values[s])) {
        all += shares[s];
        sum += shares[s] * values[s];
      }
    }
    double mean = sum / all;
    for (int s = 0; s < shares.length; s++) {
      double d = values[s] - mean;
      squares += Double.isNaN(d) ? 0 : shares[s] * d * d;
    }
    double deviation = Math.sqrt(squares / all);
    double[] scores = new double[shares.length];
    for (int s = 0; s < scores.length; s++) {
      double score = deviation > 0 ? (values[s] - mean) / deviation : 0;
      scores[s] = Double.isNaN(score) ? 0 : Math.max(-3, Math.min(3, score));
    }
    return scores;
  }

  /** How many values it can have: codes from 0 on. */
  public int states() {
    return shares.length;
  }

  /** Whether a state of an ordered variable has a place in the order, as missing has not. */
  public boolean placed(int state) {
    return places[state];
  }

  /** Whether near states are alike. */
  public boolean ordered() {
    return ranks != null;
  }
}
