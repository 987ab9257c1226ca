package io.semblance.synth.mixture;

import java.util.Locale;

/** What the numbers of a component may have to do with one another. */
enum Covariance {
  /** Anything: a Cholesky factor, packed. */
  FULL {
    @Override
    int scales(int numbers) {
      return Cholesky.size(numbers);
    }

    @Override
    int deviation(int number) {
      return Cholesky.at(number, number);
    }

    @Override
    Gaussian gaussian(double[] mean, double[] scale) {
      return new FullGaussian(mean, scale);
    }
  },

  /** Nothing: standard deviations. */
  DIAGONAL {
    @Override
    int scales(int numbers) {
      return numbers;
    }

    @Override
    int deviation(int number) {
      return number;
    }

    @Override
    Gaussian gaussian(double[] mean, double[] scale) {
      return new DiagonalGaussian(mean, scale);
    }
  };

  /** How many numbers stand for the covariance of so many. */
  abstract int scales(int numbers);

  /** Which of them is on the diagonal and must be above 0. */
  abstract int deviation(int number);

  /** A distribution from its parts. */
  abstract Gaussian gaussian(double[] mean, double[] scale);

  /** A distribution about 0 of numbers that have nothing to do with one another. */
  final Gaussian independent(double[] variances) {
    double[] scale = new double[scales(variances.length)];
    for (int j = 0; j < variances.length; j++) {
      scale[deviation(j)] = Math.sqrt(variances[j]);
    }
    return gaussian(new double[variances.length], scale);
  }

  /** That of a mixture's components. */
  static Covariance of(Mixture mixture) {
    return mixture.gaussians()[0] instanceof FullGaussian ? FULL : DIAGONAL;
  }

  /** As settings and model files name it. */
  final String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
