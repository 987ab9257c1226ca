package io.semblance.synth.autoregression;

/**
 * y = a + W x + L e with independent standard normal numbers e.
 *
 * @param intercept a, [outputs]
 * @param weights W, [outputs, inputs]
 * @param factor L, lower triangular, [outputs, outputs]
 */
record LinearGaussian(double[] intercept, double[] weights, double[] factor) {
  int outputs() {
    return intercept.length;
  }

  int inputs() {
    return intercept.length == 0 ? 0 : weights.length / intercept.length;
  }

  /**
   * Draws.
   *
   * @param x [inputs]
   * @param noise e, [outputs]
   * @param y receives [outputs] from {@code at} on
   */
  void draw(double[] x, double[] noise, double[] y, int at) {
    int n = outputs();
    int k = inputs();
    for (int i = 0; i < n; i++) {
      double sum = intercept[i];
      for (int j = 0; j < k; j++) {
        sum += weights[i * k + j] * x[j];
      }
      for (int j = 0; j <= i; j++) {
        sum += factor[i * n + j] * noise[j];
      }
      y[at + i] = sum;
    }
  }
}
