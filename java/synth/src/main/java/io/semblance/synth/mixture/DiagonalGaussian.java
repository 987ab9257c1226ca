package io.semblance.synth.mixture;

/** Independent normal numbers, held as their standard deviations: for tables of many numbers. */
record DiagonalGaussian(double[] mean, double[] scale) implements Gaussian {
  @Override
  public Marginal marginal(int[] speaking) {
    double sum = speaking.length * LOG_2_PI;
    for (int j : speaking) {
      sum += 2 * Math.log(scale[j]);
    }
    double constant = -sum / 2;
    return (scores, at) -> {
      double squares = 0;
      for (int j : speaking) {
        double y = (scores[at + j] - mean[j]) / scale[j];
        squares += y * y;
      }
      return constant - squares / 2;
    };
  }

  @Override
  public void draw(double[] normals, double[] out) {
    for (int j = 0; j < mean.length; j++) {
      out[j] = mean[j] + scale[j] * normals[j];
    }
  }

  @Override
  public Chain chain(int[] order) {
    return new Chain() {
      @Override
      public double mean(int place, double[] normals) {
        return mean[order[place]];
      }

      @Override
      public double deviation(int place) {
        return scale[order[place]];
      }
    };
  }

  @Override
  public double logPrior(Prior prior) {
    double sum = 0;
    for (int j = 0; j < mean.length; j++) {
      sum += 2 * Math.log(scale[j]) + prior.spreads()[j] / (scale[j] * scale[j]);
    }
    return -sum / 2;
  }

  @Override
  public Moments moments() {
    return new DiagonalMoments();
  }

  /** Each number has moments of its own, over the rows in which it speaks. */
  private final class DiagonalMoments implements Moments {
    private final double[] weights = new double[mean.length];
    private final double[] sums = new double[mean.length];
    private final double[] squares = new double[mean.length];
    private double weight;
    private int[] speaking = {};

    @Override
    public void begin(int[] shown) {
      speaking = shown;
    }

    @Override
    public void add(double w, double[] scores, int at) {
      for (int j : speaking) {
        double x = scores[at + j] - mean[j];
        weights[j] += w;
        sums[j] += w * x;
        squares[j] += w * x * x;
      }
      weight += w;
    }

    @Override
    public double weight() {
      return weight;
    }

    @Override
    public Gaussian fit(Prior prior) {
      double[] next = mean.clone();
      double[] deviations = new double[mean.length];
      for (int j = 0; j < next.length; j++) {
        double scatter = 0;
        if (weights[j] > 0) {
          next[j] += sums[j] / weights[j];
          scatter = Math.max(0, squares[j] - sums[j] * sums[j] / weights[j]);
        }
        deviations[j] = Math.sqrt((scatter + prior.spreads()[j]) / (weights[j] + 1));
      }
      return new DiagonalGaussian(next, deviations);
    }
  }
}
