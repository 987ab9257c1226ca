package io.semblance.synth.autoregression;

/** Sums of vectors and of their products. */
final class Moments {
  private final int width;
  private final double[] sums;
  private final double[] products;
  private double weight;

  Moments(int width) {
    this.width = width;
    this.sums = new double[width];
    this.products = new double[Math.multiplyExact(width, width)];
  }

  int width() {
    return width;
  }

  /** How many vectors, as they are weighed. */
  double weight() {
    return weight;
  }

  /** One vector more. */
  void add(double[] x) {
    weight++;
    for (int i = 0; i < width; i++) {
      double v = x[i];
      sums[i] += v;
      if (v != 0) {
        for (int j = 0; j <= i; j++) {
          products[i * width + j] += v * x[j];
        }
      }
    }
  }

  /** Others, as if they were so many vectors. */
  void add(Moments others, double as) {
    if (others.weight > 0) {
      double factor = as / others.weight;
      weight += as;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += factor * others.sums[i];
      }
      for (int i = 0; i < products.length; i++) {
        products[i] += factor * others.products[i];
      }
    }
  }

  /** The mean of element i. */
  double mean(int i) {
    return weight == 0 ? 0 : sums[i] / weight;
  }

  /** The mean product of elements i and j. */
  double product(int i, int j) {
    return weight == 0 ? 0 : products[Math.max(i, j) * width + Math.min(i, j)] / weight;
  }
}
