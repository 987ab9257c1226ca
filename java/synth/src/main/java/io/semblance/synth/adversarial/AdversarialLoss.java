package io.semblance.synth.adversarial;

import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;

/**
 * The two losses that make an adversarial model, and what else tells one such synthesizer from
 * another: how wide the critic's output is, how many rows it judges at once, and what happens to
 * its weights after an update.
 */
public interface AdversarialLoss {
  /** What the critic minimises, a scalar. */
  Node critic(Game game);

  /** What the generator minimises, a scalar. */
  Node generator(Game game);

  /** Numbers that the critic gives per row, or pack of rows; default 1. */
  default int criticWidth() {
    return 1;
  }

  /** Rows that the critic judges as one (PacGAN, Lin et al. 2018); default 1. */
  default int packing() {
    return 1;
  }

  /**
   * What a weight of the critic becomes after an update; default the value that the optimiser gave.
   *
   * @param weight before the update
   * @param updated after it, of the same shape
   */
  default Node constrained(Variable weight, Node updated) {
    return updated;
  }
}
