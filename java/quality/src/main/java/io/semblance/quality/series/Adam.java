package io.semblance.quality.series;

/** Adam (Kingma and Ba 2015) with the usual decays .9 and .999 and epsilon 1e-8. */
final class Adam {

  private static final double FIRST = .9;
  private static final double SECOND = .999;

  private final float rate;
  private final float[] mean;
  private final float[] square;
  private double firstLeft = 1;
  private double secondLeft = 1;

  Adam(int weights, double rate) {
    this.rate = (float) rate;
    this.mean = new float[weights];
    this.square = new float[weights];
  }

  /** One step against the gradient. */
  void update(float[] weights, float[] gradient) {
    firstLeft *= FIRST;
    secondLeft *= SECOND;
    float unbiased = (float) (1 / (1 - firstLeft));
    float unbiasedSquare = (float) (1 / (1 - secondLeft));
    for (int i = 0; i < weights.length; i++) {
      float g = gradient[i];
      mean[i] += (float) (1 - FIRST) * (g - mean[i]);
      square[i] += (float) (1 - SECOND) * (g * g - square[i]);
      float root = (float) Math.sqrt(square[i] * unbiasedSquare);
      weights[i] -= rate * (mean[i] * unbiased) / (root + 1e-8f);
    }
  }
}
