package io.semblance.synth.mixture;

/** The numbers of one component: a normal distribution, of which rows may show but some numbers. */
interface Gaussian {
  double LOG_2_PI = Math.log(2 * Math.PI);

  /** The mean of each number. */
  double[] mean();

  /** What stands for the covariance, as {@link Covariance#scales} counts it. */
  double[] scale();

  /** The distribution of some of the numbers, for one thread at a time. */
  Marginal marginal(int[] speaking);

  /** Empty moments, to fit the next distribution to; silent numbers as this one expects them. */
  Moments moments();

  /** Turns independent standard normal numbers into a draw. */
  void draw(double[] normals, double[] out);

  /**
   * The numbers one after the other, each given those before it.
   *
   * @param order all of them, in any order
   */
  Chain chain(int[] order);

  /** The logarithm of the prior density but for a constant. */
  double logPrior(Prior prior);

  /** The density of the numbers that speak. */
  interface Marginal {
    /** Its logarithm at a row, which begins at {@code at} and holds the silent numbers too. */
    double logDensity(double[] scores, int at);
  }

  /** Numbers in an order, each normal given those before it. Immutable. */
  interface Chain {
    /**
     * The mean of the number at a place.
     *
     * @param normals what the numbers before it are above their means, in their deviations
     */
    double mean(int place, double[] normals);

    /** The standard deviation of the number at a place, given those before it. */
    double deviation(int place);
  }

  /** Weighted rows, and the distribution that is fitted to them. */
  interface Moments {
    /** The rows to come show these numbers. */
    void begin(int[] speaking);

    /** One row more. */
    void add(double weight, double[] scores, int at);

    /** The sum of the weights. */
    double weight();

    /**
     * The distribution of the greatest posterior density; with silent numbers the next step of
     * expectation maximisation towards it.
     */
    Gaussian fit(Prior prior);
  }
}
