package io.semblance.synth.timevae;

import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Likelihoods;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.synth.series.SequenceBatch;
import java.util.List;

/**
 * The reconstruction term of the evidence lower bound of TimeVAE (Desai et al. 2021, equation 1;
 * Kingma and Welling 2014, equation 10), in nats per sequence, to be made small. Steps that are not
 * there count nowhere.
 */
final class TimeVaeLosses {
  private TimeVaeLosses() {}

  /**
   * Minus the log-likelihood of scalars around their means, or without noise the sum of squared
   * errors, which is the paper's.
   *
   * @param batch its steps and mask
   * @param real time-major, [times * batch, scalars]
   * @param means of the same shape
   */
  static Node scalars(SequenceBatch batch, Node real, Node means, StepNoise noiseOrNull) {
    Node off = batch.masked(Ops.sub(real, means));
    Node each =
        noiseOrNull == null
            ? Functions.square(off)
            : Ops.neg(noiseOrNull.logLikelihood(off, batch.times()));
    return Ops.div(Ops.sum(batch.masked(each)), batch.batch());
  }

  /**
   * Minus the log-likelihood of categories, the cross entropy of each block. Where there is no step
   * all of a block's cells are 0, so it counts nowhere.
   *
   * @param batch sequences
   * @param real one-hot blocks, [times * batch, width]
   * @param logOdds of the same shape
   * @param bounds of the blocks
   */
  static Node categories(int batch, Node real, Node logOdds, List<Integer> bounds) {
    Node log = Functions.segmentLogSoftmax(logOdds, bounds);
    return Ops.div(Ops.sum(Ops.mul(log, real)), -batch);
  }

  /**
   * Kullback-Leibler divergence from what the encoder says of a sequence to the standard normal
   * distribution, in nats per sequence.
   *
   * @param mean [batch, latent]
   * @param logVariance [batch, latent]
   */
  static Node divergence(Node mean, Node logVariance) {
    Node sum = Ops.sum(Likelihoods.divergenceFromStandard(mean, logVariance));
    return Ops.div(sum, mean.shape().dim(0));
  }
}
