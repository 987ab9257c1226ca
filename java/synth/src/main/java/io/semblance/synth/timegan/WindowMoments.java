package io.semblance.synth.timegan;

import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.generator.MomentMatching;
import io.semblance.synth.series.EncodedSequences;

/**
 * Matching of first and second moments within sequences: of all steps, which are autocorrelations
 * and cross-correlations, and of all changes from step to step, each in units of its deviation. In
 * a smooth series changes are small beside levels, so that moments of levels alone leave them
 * rough.
 */
final class WindowMoments {
  /** Changes that hardly vary are not blown up beyond this. */
  private static final double LEAST_DEVIATION = 1e-3;

  /** Sequences whose moments are taken. */
  private static final int MOST_SEQUENCES = 20_000;

  private final int times;
  private final int width;
  private final double[] scale;
  private final MomentMatching matching;

  private WindowMoments(int times, int width, double[] scale, MomentMatching matching) {
    this.times = times;
    this.width = width;
    this.scale = scale;
    this.matching = matching;
  }

  /**
   * Those of the training sequences; null if they are too many to match. Without the numbers of the
   * sequences moments are made up, which changes no shape.
   */
  static WindowMoments of(EncodedSequences data) {
    int times = data.times();
    int width = data.layout().width();
    int steps = times * width;
    int changes = (times - 1) * width;
    if (steps + changes > MomentMatching.WIDEST) {
      return null;
    }
    if (data.rows().length == 0) {
      MomentMatching madeUp =
          new MomentMatching(new float[2 * (steps + changes)], 2, steps + changes);
      return new WindowMoments(times, width, new double[changes], madeUp);
    }
    double[] scale = new double[changes];
    double[] mean = new double[changes];
    for (int i = 0; i < data.count(); i++) {
      for (int c = 0; c < changes; c++) {
        double change = change(data, i, c, width);
        mean[c] += change / data.count();
        scale[c] += change * change / data.count();
      }
    }
    for (int c = 0; c < changes; c++) {
      double deviation = Math.sqrt(Math.max(0, scale[c] - mean[c] * mean[c]));
      scale[c] = 1 / Math.max(LEAST_DEVIATION, deviation);
    }
    int all = steps + changes;
    int most = Math.min(data.count(), MOST_SEQUENCES);
    float[] rows = new float[Math.multiplyExact(most, all)];
    for (int i = 0; i < most; i++) {
      int from = (int) ((long) i * data.count() / most);
      System.arraycopy(data.rows(), from * data.width(), rows, i * all, steps);
      for (int c = 0; c < changes; c++) {
        rows[i * all + steps + c] = (float) (change(data, from, c, width) * scale[c]);
      }
    }
    return new WindowMoments(times, width, scale, new MomentMatching(rows, most, all));
  }

  private static double change(EncodedSequences data, int sequence, int c, int width) {
    int at = sequence * data.width() + c;
    return data.rows()[at + width] - data.rows()[at];
  }

  /**
   * How far the moments of generated sequences are from those of the training sequences.
   *
   * @param sequences [batch, times * width], zero where there is no step
   */
  Node loss(Node sequences) {
    if (times == 1) {
      return matching.loss(sequences);
    }
    int changes = (times - 1) * width;
    Node change =
        Ops.sub(Ops.slice(sequences, 1, width, changes), Ops.slice(sequences, 1, 0, changes));
    Node scaled = Ops.mul(change, Ops.constant(Shape.of(changes), scale));
    return matching.loss(Ops.concat(1, sequences, scaled));
  }
}
