package io.semblance.synth.timegan;

import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.synth.series.SequenceBatch;

/**
 * The losses of TimeGAN (Yoon, Jarrett and van der Schaar 2019, equations 7 to 9, with the weights
 * of the authors' program), all to be made small. Steps are time-major; steps that are not there
 * count nowhere.
 */
final class TimeGanLosses {
  /** Under roots, whose slope at zero is infinite. */
  private static final double GUARD = 1e-6;

  private TimeGanLosses() {}

  /**
   * Equation 7: how far recovered steps are from the steps, the mean square.
   *
   * @param steps [times * batch, width]
   * @param recovered of the same shape
   */
  static Node reconstruction(SequenceBatch batch, Node steps, Node recovered) {
    return batch.mean(Functions.square(Ops.sub(steps, recovered)));
  }

  /**
   * Equation 9: how far the supervisor's next latent step is from the next one, the mean square.
   *
   * @param latent [times * batch, hidden]
   * @param supervised the supervisor's output for it, of the same shape
   */
  static Node supervised(SequenceBatch batch, Node latent, Node supervised) {
    int rows = latent.shape().dim(0);
    int ahead = rows - batch.batch();
    if (ahead == 0) {
      return Ops.constant(0); // one step has no next
    }
    Node next = Ops.slice(latent, 0, batch.batch(), ahead);
    Node said = Ops.slice(supervised, 0, 0, ahead);
    Node mask = batch.mask() == null ? null : Ops.slice(batch.mask(), 0, batch.batch(), ahead);
    return new SequenceBatch(batch.times() - 1, next, mask, null)
        .mean(Functions.square(Ops.sub(next, said)));
  }

  /**
   * Equation 8 for real steps: the cross entropy of a discriminator's scores with "real".
   *
   * @param scores log-odds of being real, [times * batch, 1]
   */
  static Node real(SequenceBatch batch, Node scores) {
    return batch.mean(Functions.softplus(Ops.neg(scores)));
  }

  /** Equation 8 for made-up steps: the cross entropy of the scores with "made up". */
  static Node madeUp(SequenceBatch batch, Node scores) {
    return batch.mean(Functions.softplus(scores));
  }

  /**
   * The moments loss of the authors' program: mean absolute differences of the means and of the
   * deviations over the batch, for each step and number.
   *
   * @param real [batch, times * width]
   * @param fake of the same shape
   */
  static Node moments(Node real, Node fake) {
    Node means = Functions.mean(Functions.abs(Ops.sub(mean(fake), mean(real))));
    Node deviations = Functions.mean(Functions.abs(Ops.sub(deviation(fake), deviation(real))));
    return Ops.add(means, deviations);
  }

  /** The root of a mean square, with a finite slope at zero. */
  static Node root(Node meanSquare) {
    return Ops.sqrt(Ops.add(meanSquare, GUARD));
  }

  private static Node mean(Node x) {
    return Functions.mean(x, 0);
  }

  private static Node deviation(Node x) {
    Node variance = Functions.mean(Functions.square(Ops.sub(x, mean(x))), 0);
    return Ops.sqrt(Ops.add(variance, GUARD));
  }
}
