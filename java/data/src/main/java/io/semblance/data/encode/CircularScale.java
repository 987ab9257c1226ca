package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * A circle of values, cut open where the fewest values are, and another scale on the line that it
 * becomes. Values on both sides of midnight are neighbours; only the few at the cut are torn apart.
 * A sine and a cosine would tear nothing apart, but a network's two numbers seldom lie on the
 * circle, and their angle has no marginal distribution that could be held.
 */
final class CircularScale implements Normalisation {
  static final String NAME = "cyclic";

  private final Circle circle;
  private final Normalisation line;

  private CircularScale(Circle circle, Normalisation line) {
    this.circle = circle;
    this.line = line;
  }

  /**
   * Cuts the circle and fits a scale to the line.
   *
   * @param data at least one value
   * @param period the circumference
   */
  static CircularScale fit(
      double[] data, double period, Function<double[], Normalisation> scaleOfLine) {
    Circle circle = Circle.fit(data, period);
    return new CircularScale(circle, scaleOfLine.apply(circle.unroll(data)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return line.describe() + " of a circle cut at " + Math.round(circle.cut());
  }

  @Override
  public int modes() {
    return line.modes();
  }

  @Override
  public int mode(double value) {
    return line.mode(circle.unroll(value));
  }

  @Override
  public double scalar(double value, int mode) {
    return line.scalar(circle.unroll(value), mode);
  }

  @Override
  public double value(double scalar, int mode) {
    return circle.roll(line.value(scalar, mode));
  }

  @Override
  public void write(ObjectNode out) {
    out.put("scale", NAME);
    circle.write(out);
    line.write(out.putObject("line"));
  }

  static CircularScale read(Json in) {
    Json line = in.object("line");
    in.check(!line.string("scale").equals(NAME), "has a circle on a circle");
    return new CircularScale(Circle.read(in), Normalisation.read(line));
  }
}
