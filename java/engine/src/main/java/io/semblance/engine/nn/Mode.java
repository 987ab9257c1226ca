package io.semblance.engine.nn;

import io.semblance.engine.graph.Counter;

/**
 * Whether a network is applied for training or for inference. For training it hands each dropout
 * its own stream of random numbers, so that two applications of one network draw different masks.
 */
public final class Mode {
  private final Counter counter;
  private int nextStream;

  private Mode(Counter counter, int firstStream) {
    this.counter = counter;
    this.nextStream = firstStream;
  }

  /** Dropout off. */
  public static Mode inference() {
    return new Mode(null, 0);
  }

  /**
   * Dropout on.
   *
   * @param counter where random numbers start; the step must advance it by the batch at least
   * @param firstStream streams from this number on are taken, one for each dropout applied
   */
  public static Mode training(Counter counter, int firstStream) {
    return new Mode(counter, firstStream);
  }

  /** Whether layers such as dropout do what they do in training alone. */
  public boolean isTraining() {
    return counter != null;
  }

  /** What the random numbers of layers are counted from; null in inference. */
  public Counter counter() {
    return counter;
  }

  /** A stream of random numbers that no other layer has taken. */
  public int takeStream() {
    return nextStream++;
  }
}
