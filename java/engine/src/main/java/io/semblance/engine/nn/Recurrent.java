package io.semblance.engine.nn;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A layer that reads sequences step by step and carries a state from each step to the next.
 *
 * <p>Sequences of equal length are given step after step: row {@code t * batch + b} is step t of
 * sequence b. So the inputs of all steps are projected by one product, of [times * batch, in] with
 * [in, gates * width]; what is left for each step is the product with the state.
 *
 * <p>The steps are written out in the graph; time and memory of an update, and of its compilation,
 * grow with their number.
 *
 * <pre>{@code
 * Recurrent layer = new Gru("layer", features, 24);
 * Node outputs = layer.apply(x, times).outputs(); // [times * batch, 24]
 * }</pre>
 */
public abstract class Recurrent {
  private final int width;
  private final int states;
  private final Linear input;
  private final Linear state;

  /**
   * @param name prefix of the parameters' names
   * @param in numbers of a step
   * @param width numbers of a state, and of an output
   * @param gates sums of input and state that a step needs, each of {@code width} numbers
   * @param states how many states there are; the first is the output
   */
  Recurrent(String name, int in, int width, int gates, int states) {
    if (width < 1) {
      throw new IllegalArgumentException("width is " + width + ", but must be at least 1");
    }
    this.width = width;
    this.states = states;
    this.input = new Linear(name + ".input", in, gates * width);
    this.state = new Linear(name + ".state", width, gates * width);
  }

  /**
   * Sequences that have been read.
   *
   * @param outputs of all steps, [times * batch, width]
   * @param state after the last step, each [batch, width]
   */
  public record Sequence(Node outputs, List<Node> state) {
    public Sequence {
      state = List.copyOf(state);
    }
  }

  /** Reads sequences from a state of zeros; see {@link #apply(Node, int, List)}. */
  public final Sequence apply(Node x, int times) {
    return apply(x, times, start(batch(x, times)));
  }

  /**
   * Reads sequences.
   *
   * @param x steps, [times * batch, in]
   * @param times steps of each sequence
   * @param start state before the first step, each [batch, width]
   */
  public final Sequence apply(Node x, int times, List<Node> start) {
    int batch = batch(x, times);
    Node projected = input.apply(x, Mode.inference());
    List<Node> now = start;
    List<Node> outputs = new ArrayList<>();
    for (int t = 0; t < times; t++) {
      now = step(Ops.slice(projected, 0, t * batch, batch), now);
      outputs.add(now.get(0));
    }
    return new Sequence(times == 1 ? outputs.get(0) : Ops.concat(0, outputs), now);
  }

  /** A state of zeros for so many sequences. */
  public final List<Node> start(int batch) {
    return Collections.nCopies(states, Ops.fill(Shape.of(batch, width), 0));
  }

  private static int batch(Node x, int times) {
    int rows = x.shape().dim(0);
    if (times < 1 || rows % times != 0) {
      throw new IllegalArgumentException(
          rows + " rows cannot be sequences of " + times + " steps each");
    }
    return rows / times;
  }

  private List<Node> step(Node projected, List<Node> before) {
    return step(projected, state.apply(before.get(0), Mode.inference()), before);
  }

  /**
   * The state after a step.
   *
   * @param fromInput [batch, gates * width]
   * @param fromState [batch, gates * width]
   * @param before the state before it
   */
  abstract List<Node> step(Node fromInput, Node fromState, List<Node> before);

  /** The part of a gate, [batch, width]. */
  final Node gate(Node all, int which) {
    return Ops.slice(all, 1, which * width, width);
  }

  /** Numbers of an output. */
  public final int width() {
    return width;
  }

  /** From the inputs to the gates: weight [in, gates * width] and bias. */
  public final Linear input() {
    return input;
  }

  /** From the output of the step before to the gates: weight [width, gates * width] and bias. */
  public final Linear state() {
    return state;
  }

  /** Parameters in a fixed order. */
  public final List<Variable> parameters() {
    return Stream.of(input, state).flatMap(l -> l.parameters().stream()).toList();
  }

  /** Writes starting values, a function of {@code seed} and the parameters' names. */
  public void initialize(Session session, long seed) {
    input.initialize(session, seed);
    state.initialize(session, seed);
  }
}
