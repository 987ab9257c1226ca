package io.semblance.engine.graph;

import static io.semblance.engine.graph.Ops.add;
import static io.semblance.engine.graph.Ops.exp;
import static io.semblance.engine.graph.Ops.mul;
import static io.semblance.engine.graph.Ops.neg;
import static io.semblance.engine.graph.Ops.sub;

/**
 * Logarithms of likelihoods and their distances, element by element, composed from the primitives:
 * the terms of adversarial and variational losses. Shapes broadcast as in {@link Ops}; sums and
 * means are left to the loss.
 */
public final class Likelihoods {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private Likelihoods() {}

  /**
   * Binary cross entropy, in nats, of a Bernoulli variable given by its logit: -t log s(x) - (1 -
   * t) log(1 - s(x)) with the sigmoid s, computed as log(1 + e^x) - t x, which is stable for large
   * |x| (Goodfellow et al. 2014, equation 1, is made of two of these).
   *
   * @param logits x, any numbers
   * @param targets t in [0, 1]
   */
  public static Node binaryCrossEntropy(Node logits, Node targets) {
    return sub(Functions.softplus(logits), mul(logits, targets));
  }

  /** The same for one target in all places. */
  public static Node binaryCrossEntropy(Node logits, double target) {
    return sub(Functions.softplus(logits), mul(logits, target));
  }

  /**
   * Log density of a normal distribution: -(log 2 pi + v + (x - m)^2 e^-v) / 2 (Kingma and Welling
   * 2014, appendix C.2).
   *
   * @param x where
   * @param mean m
   * @param logVariance v, the logarithm of the variance
   */
  public static Node gaussian(Node x, Node mean, Node logVariance) {
    Node squared = mul(Functions.square(sub(x, mean)), exp(neg(logVariance)));
    return mul(add(add(squared, logVariance), LOG_TWO_PI), -0.5);
  }

  /**
   * Kullback-Leibler divergence, in nats, from a normal distribution to the standard one: (m^2 +
   * e^v - 1 - v) / 2 (Kingma and Welling 2014, appendix B). For a diagonal Gaussian, sum over its
   * axes.
   *
   * @param mean m
   * @param logVariance v, the logarithm of the variance
   */
  public static Node divergenceFromStandard(Node mean, Node logVariance) {
    Node parts = sub(add(Functions.square(mean), exp(logVariance)), logVariance);
    return mul(sub(parts, 1), 0.5);
  }
}
