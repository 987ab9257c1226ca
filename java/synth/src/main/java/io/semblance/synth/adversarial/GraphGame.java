package io.semblance.synth.adversarial;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.synth.generator.GeneratorNetwork;

/** The game of one update, as expressions over its networks. */
final class GraphGame implements Game {
  private final GeneratorNetwork generator;
  private final Sequential critic;
  private final int packing;
  private final Mode mode;
  private final Node real;
  private final Node condition;
  private final Counter counter;
  private final GameStreams streams;
  private final Node scores;
  private final Node fake;
  private Node freshFake;
  private int asked;

  /**
   * @param mode of the critic
   * @param real encoded rows, [batch, width]
   * @param condition what each row is conditioned on; null for an unconditional generator
   */
  GraphGame(
      GeneratorNetwork generator,
      Sequential critic,
      int packing,
      Mode mode,
      Node real,
      Node condition,
      Counter counter,
      GameStreams streams) {
    this.generator = generator;
    this.critic = critic;
    this.packing = packing;
    this.mode = mode;
    this.real = real;
    this.condition = condition;
    this.counter = counter;
    this.streams = streams;
    this.scores = generator.scores(batch(), streams.noise, counter, condition);
    this.fake = generator.rows(scores, streams.gumbel, counter, condition);
  }

  private int batch() {
    return real.shape().dim(0);
  }

  @Override
  public Node critic(Node rows) {
    Node judged = condition == null ? rows : generator.conditioning().judged(rows, condition);
    return critic.apply(packed(judged), mode);
  }

  @Override
  public Node real() {
    return real;
  }

  @Override
  public Node fake() {
    return fake;
  }

  @Override
  public Node freshFake() {
    if (freshFake == null) {
      Node other = generator.scores(batch(), streams.freshNoise(), counter, condition);
      freshFake = generator.rows(other, streams.freshGumbel(), counter, condition);
    }
    return freshFake;
  }

  @Override
  public Node packed(Node rows) {
    int width = rows.shape().dim(1);
    return packing == 1 ? rows : Ops.reshape(rows, Shape.of(batch() / packing, packing * width));
  }

  @Override
  public Node uniform(Shape shape) {
    return Ops.uniform(shape, streams.loss(asked++), counter);
  }

  @Override
  public Node normal(Shape shape) {
    return Ops.normal(shape, streams.loss(asked++), counter);
  }

  @Override
  public Counter counter() {
    return counter;
  }

  /** The loss of a generator that does not do as it is told; null where there is none. */
  Node disobedience() {
    return condition == null ? null : generator.conditioning().disobedience(scores, condition);
  }
}
