package io.semblance.synth.adversarial;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;

/**
 * What a loss sees of one update: the critic, real and generated rows, and random numbers. All are
 * expressions, so a loss may differentiate whatever it likes, any number of times. Parts that a
 * loss does not use cost nothing.
 */
public interface Game {
  /**
   * The critic's scores of some rows.
   *
   * @param rows encoded, [batch, width]
   * @return [batch / packing, critic width]
   */
  Node critic(Node rows);

  /** Encoded rows of the table, [batch, width]. */
  Node real();

  /** Generated rows, [batch, width]. They depend on the generator's weights. */
  Node fake();

  /** Other rows of the same generator, from other noise, [batch, width]. */
  Node freshFake();

  /**
   * One row for each of the critic's scores: the rows of a pack side by side, so that a norm over
   * the last axis is a norm over a pack. The rows themselves where nothing is packed.
   *
   * @param rows [batch, width]
   * @return [batch / packing, packing * width]
   */
  Node packed(Node rows);

  /** Numbers evenly spread over [0, 1), other ones at each call and in each update. */
  Node uniform(Shape shape);

  /** Standard normal numbers, other ones at each call and in each update. */
  Node normal(Shape shape);

  /** Number of the first row of this update; advanced by the batch. */
  Counter counter();
}
