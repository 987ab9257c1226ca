package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A value's rank among the training values, spread over [-1, 1]: scalar = 2 F(x) - 1, with the
 * middle rank for tied values. Whatever the tails of the column, the scalar is uniform. With at
 * most {@value EmpiricalCdf#MOST_KNOTS} distinct values each of them owns an interval of scalars
 * and comes back exactly; with more, values come back to within the precision of a float times the
 * distance of two kept quantiles.
 */
final class QuantileScale implements Normalisation {
  static final String NAME = "quantile";

  private final EmpiricalCdf cdf;

  QuantileScale(EmpiricalCdf cdf) {
    this.cdf = cdf;
  }

  static QuantileScale fit(double[] data) {
    return new QuantileScale(EmpiricalCdf.fit(data, EmpiricalCdf.MOST_KNOTS));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return cdf.isExact() ? cdf.knots() + " distinct values" : cdf.knots() + " quantiles";
  }

  @Override
  public int modes() {
    return 1;
  }

  @Override
  public int mode(double value) {
    return 0;
  }

  @Override
  public double scalar(double value, int mode) {
    return 2 * cdf.rank(value, 0.5) - 1;
  }

  @Override
  public double value(double scalar, int mode) {
    return cdf.quantile((scalar + 1) / 2);
  }

  @Override
  public void write(ObjectNode out) {
    out.put("scale", NAME);
    cdf.write(out);
  }

  static QuantileScale read(Json in) {
    return new QuantileScale(EmpiricalCdf.read(in));
  }
}
