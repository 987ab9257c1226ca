package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Mode-specific normalisation (CTGAN, Xu et al. 2019, section 4.2): the mode is a component of a
 * Gaussian mixture and the scalar is (x - mean) / span. Two departures: the mode is the most likely
 * one rather than a drawn one, so that encoding is a function; and the span is four standard
 * deviations or the distance of the farthest training value of the mode, whichever is greater, so
 * that no training value is cut off.
 */
final class ModeScale implements Normalisation {
  static final String NAME = "modes";

  private static final double DEVIATIONS = 4;

  private final GaussianMixture mixture;
  private final double[] spans;

  ModeScale(GaussianMixture mixture, double[] spans) {
    this.mixture = mixture;
    this.spans = spans;
  }

  /** The modes of some numbers of a column; a single distinct number has none. */
  static Normalisation fit(double[] data, ColumnSample sample) {
    return sample.distinct().length == 1
        ? QuantileScale.fit(data)
        : fit(GaussianMixture.fit(data, sample.options().maxModes()), data);
  }

  private static ModeScale fit(GaussianMixture mixture, double[] data) {
    double[] spans = new double[mixture.size()];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = DEVIATIONS * mixture.deviations()[i];
    }
    for (double value : data) {
      int mode = mixture.mostLikely(value);
      spans[mode] = Math.max(spans[mode], Math.abs(value - mixture.means()[mode]));
    }
    return new ModeScale(mixture, spans);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return mixture.size() + (mixture.size() == 1 ? " mode" : " modes");
  }

  @Override
  public int modes() {
    return spans.length;
  }

  @Override
  public int mode(double value) {
    return mixture.mostLikely(value);
  }

  @Override
  public double scalar(double value, int mode) {
    double scalar = (value - mixture.means()[mode]) / spans[mode];
    return Math.max(-1, Math.min(1, scalar));
  }

  @Override
  public double value(double scalar, int mode) {
    return mixture.means()[mode] + scalar * spans[mode];
  }

  @Override
  public void write(ObjectNode out) {
    out.put("scale", NAME);
    Json.put(out, "weights", mixture.weights());
    Json.put(out, "means", mixture.means());
    Json.put(out, "deviations", mixture.deviations());
    Json.put(out, "spans", spans);
  }

  static ModeScale read(Json in) {
    double[] weights = in.numbers("weights");
    double[] means = in.numbers("means");
    double[] deviations = in.numbers("deviations");
    double[] spans = in.numbers("spans");
    int n = weights.length;
    in.check(
        n > 0 && means.length == n && deviations.length == n && spans.length == n,
        "needs as many weights as means, deviations and spans");
    for (int i = 0; i < n; i++) {
      in.check(weights[i] > 0 && deviations[i] > 0 && spans[i] > 0, "must be positive");
    }
    return new ModeScale(new GaussianMixture(weights, means, deviations), spans);
  }
}
