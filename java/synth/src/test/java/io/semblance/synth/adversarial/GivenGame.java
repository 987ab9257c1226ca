package io.semblance.synth.adversarial;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import java.util.function.UnaryOperator;

/** A game of rows that a test lays down. */
class GivenGame implements Game {
  private final UnaryOperator<Node> critic;
  private final Node real;
  private final Node fake;
  private final Node freshFake;
  private final Counter counter;
  private final int packing;
  private int stream = 5;

  GivenGame(UnaryOperator<Node> critic, Node real, Node fake, Node freshFake, Counter counter) {
    this(critic, real, fake, freshFake, counter, 1);
  }

  GivenGame(
      UnaryOperator<Node> critic,
      Node real,
      Node fake,
      Node freshFake,
      Counter counter,
      int packing) {
    this.critic = critic;
    this.real = real;
    this.fake = fake;
    this.freshFake = freshFake;
    this.counter = counter;
    this.packing = packing;
  }

  @Override
  public Node critic(Node rows) {
    return critic.apply(packed(rows));
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
    return freshFake;
  }

  @Override
  public Node packed(Node rows) {
    int batch = rows.shape().dim(0);
    int width = rows.shape().dim(1);
    return Ops.reshape(rows, Shape.of(batch / packing, packing * width));
  }

  @Override
  public Node uniform(Shape shape) {
    return Ops.uniform(shape, stream++, counter);
  }

  @Override
  public Node normal(Shape shape) {
    return Ops.normal(shape, stream++, counter);
  }

  @Override
  public Counter counter() {
    return counter;
  }
}
