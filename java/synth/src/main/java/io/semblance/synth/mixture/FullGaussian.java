package io.semblance.synth.mixture;

import java.util.Arrays;

/** A normal distribution with any covariance, held as its Cholesky factor. */
final class FullGaussian implements Gaussian {
  private final double[] mean;
  private final double[] factor;
  private volatile double[] covariance; // computed when first needed, by whoever needs it

  /**
   * @param factor packed, see {@link Cholesky}
   */
  FullGaussian(double[] mean, double[] factor) {
    this.mean = mean;
    this.factor = factor;
  }

  @Override
  public double[] mean() {
    return mean;
  }

  @Override
  public double[] scale() {
    return factor;
  }

  private double[] covariance() {
    double[] known = covariance;
    if (known == null) {
      known = Cholesky.square(factor, mean.length);
      covariance = known;
    }
    return known;
  }

  private double[] factorOf(int[] speaking) {
    return speaking.length == mean.length
        ? factor
        : Cholesky.factor(Cholesky.part(covariance(), speaking), speaking.length);
  }

  @Override
  public Marginal marginal(int[] speaking) {
    int n = speaking.length;
    double[] l = factorOf(speaking);
    double constant = -(n * LOG_2_PI + Cholesky.logDeterminant(l, n)) / 2;
    double[] y = new double[n];
    return (scores, at) -> {
      for (int i = 0; i < n; i++) {
        y[i] = scores[at + speaking[i]] - mean[speaking[i]];
      }
      Cholesky.solve(l, n, y);
      double sum = 0;
      for (double v : y) {
        sum += v * v;
      }
      return constant - sum / 2;
    };
  }

  @Override
  public void draw(double[] normals, double[] out) {
    for (int i = 0; i < mean.length; i++) {
      double sum = mean[i];
      for (int j = 0, row = Cholesky.at(i, 0); j <= i; j++) {
        sum += factor[row + j] * normals[j];
      }
      out[i] = sum;
    }
  }

  @Override
  public Chain chain(int[] order) {
    double[] l = Cholesky.factor(Cholesky.part(covariance(), order), order.length);
    return new Chain() {
      @Override
      public double mean(int place, double[] normals) {
        double sum = mean[order[place]];
        for (int j = 0, row = Cholesky.at(place, 0); j < place; j++) {
          sum += l[row + j] * normals[j];
        }
        return sum;
      }

      @Override
      public double deviation(int place) {
        return l[Cholesky.at(place, place)];
      }
    };
  }

  @Override
  public double logPrior(Prior prior) {
    int n = mean.length;
    double trace = 0;
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      Arrays.fill(column, 0);
      column[j] = 1;
      Cholesky.solve(factor, n, column);
      for (double v : column) {
        trace += prior.spreads()[j] * v * v;
      }
    }
    return -(Cholesky.logDeterminant(factor, n) + trace) / 2;
  }

  @Override
  public Moments moments() {
    return new FullMoments();
  }

  /**
   * Sums of x - m and of its outer product, m being the mean of the distribution before. A silent
   * number counts with its conditional expectation, and its conditional covariance is added
   * (Ghahramani and Jordan, "Supervised learning from incomplete data via an EM approach", NIPS
   * 1993).
   */
  private final class FullMoments implements Moments {
    private final int d = mean.length;
    private final double[] sums = new double[d];
    private final double[] products = new double[Cholesky.size(d)];
    private final double[] x = new double[d];
    private double weight;

    private int[] speaking = {};
    private int[] quiet = {};
    private double[][] regression = {}; // of each silent number on those that speak
    private double[] rest = {}; // covariance of the silent numbers, given the others
    private double weightOfPattern;

    @Override
    public void begin(int[] shown) {
      end();
      speaking = shown;
      quiet = silent(shown);
      regression = new double[quiet.length][];
      rest = new double[Cholesky.size(quiet.length)];
      if (quiet.length == 0) {
        return;
      }
      double[] l = factorOf(shown);
      double[][] half = new double[quiet.length][];
      for (int q = 0; q < quiet.length; q++) {
        half[q] = new double[shown.length];
        for (int i = 0; i < shown.length; i++) {
          half[q][i] = covarianceOf(quiet[q], shown[i]);
        }
        Cholesky.solve(l, shown.length, half[q]);
        regression[q] = half[q].clone();
        Cholesky.solveTransposed(l, shown.length, regression[q]);
        for (int p = 0; p <= q; p++) {
          double explained = 0;
          for (int i = 0; i < shown.length; i++) {
            explained += half[q][i] * half[p][i];
          }
          rest[Cholesky.at(q, p)] = covarianceOf(quiet[q], quiet[p]) - explained;
        }
      }
    }

    private int[] silent(int[] shown) {
      int[] found = new int[d - shown.length];
      int count = 0;
      for (int j = 0; j < d; j++) {
        if (Arrays.binarySearch(shown, j) < 0) {
          found[count++] = j;
        }
      }
      return found;
    }

    private double covarianceOf(int i, int j) {
      return covariance()[i >= j ? Cholesky.at(i, j) : Cholesky.at(j, i)];
    }

    private void end() {
      for (int q = 0; q < quiet.length; q++) {
        for (int p = 0; p <= q; p++) {
          products[Cholesky.at(quiet[q], quiet[p])] += weightOfPattern * rest[Cholesky.at(q, p)];
        }
      }
      weightOfPattern = 0;
    }

    @Override
    public void add(double w, double[] scores, int at) {
      for (int j : speaking) {
        x[j] = scores[at + j] - mean[j];
      }
      for (int q = 0; q < quiet.length; q++) {
        double sum = 0;
        for (int i = 0; i < speaking.length; i++) {
          sum += regression[q][i] * x[speaking[i]];
        }
        x[quiet[q]] = sum;
      }
      for (int i = 0, row = 0; i < d; row += ++i) {
        double wx = w * x[i];
        sums[i] += wx;
        for (int j = 0; j <= i; j++) {
          products[row + j] += wx * x[j];
        }
      }
      weight += w;
      weightOfPattern += w;
    }

    @Override
    public double weight() {
      return weight;
    }

    @Override
    public Gaussian fit(Prior prior) {
      end();
      if (weight <= 0) {
        return FullGaussian.this;
      }
      double[] next = new double[d];
      double[] spread = new double[products.length];
      for (int i = 0; i < d; i++) {
        next[i] = mean[i] + sums[i] / weight;
        for (int j = 0; j <= i; j++) {
          double scatter = products[Cholesky.at(i, j)] - sums[i] * sums[j] / weight;
          double before = i == j ? prior.spreads()[i] : 0;
          spread[Cholesky.at(i, j)] = (scatter + before) / (weight + 1);
        }
      }
      return new FullGaussian(next, Cholesky.factor(spread, d));
    }
  }
}
