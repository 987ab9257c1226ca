package io.semblance.synth.vae;

import io.semblance.data.encode.Layout;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Likelihoods;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import java.util.ArrayList;
import java.util.List;

/**
 * The two terms of the evidence lower bound of TVAE (Xu et al. 2019, section 4.4; Kingma and
 * Welling 2014, equation 10), in nats per row, both to be made small.
 */
final class VaeLoss {
  private VaeLoss() {}

  /**
   * Minus the log-likelihood of rows: for each softmax block the cross entropy of its category, for
   * each scalar the normal density around tanh of its score.
   *
   * @param rows encoded, [batch, width]
   * @param scores of the decoder, [batch, width]
   * @param logDeviations of the scalars, [scalars]; null if there is no scalar
   * @param meaningOrNull 1 where a scalar counts, else 0, [batch, scalars]; null if all do
   * @return a scalar, the mean over the batch
   */
  static Node reconstruction(
      Layout layout, Node rows, Node scores, Node logDeviations, Node meaningOrNull) {
    int scalars = layout.scalars();
    int softmaxWidth = layout.width() - scalars;
    List<Node> terms = new ArrayList<>();
    if (scalars > 0) {
      Node density =
          Likelihoods.gaussian(
              Ops.slice(rows, 1, 0, scalars),
              Ops.tanh(Ops.slice(scores, 1, 0, scalars)),
              Ops.mul(logDeviations, 2));
      terms.add(Ops.sum(meaningOrNull == null ? density : Ops.mul(density, meaningOrNull)));
    }
    if (softmaxWidth > 0) {
      Node log =
          Functions.segmentLogSoftmax(
              Ops.slice(scores, 1, scalars, softmaxWidth), layout.softmaxBounds());
      terms.add(Ops.sum(Ops.mul(log, Ops.slice(rows, 1, scalars, softmaxWidth))));
    }
    Node sum = terms.stream().reduce(Ops::add).orElseThrow();
    return Ops.div(sum, -rows.shape().dim(0));
  }

  /**
   * Kullback-Leibler divergence from what the encoder says of a row to the standard normal
   * distribution that latent vectors are drawn from.
   *
   * @param mean [batch, latent]
   * @param logVariance [batch, latent]
   * @return a scalar, the mean over the batch
   */
  static Node divergence(Node mean, Node logVariance) {
    Node sum = Ops.sum(Likelihoods.divergenceFromStandard(mean, logVariance));
    return Ops.div(sum, mean.shape().dim(0));
  }
}
