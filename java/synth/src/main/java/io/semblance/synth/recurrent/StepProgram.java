package io.semblance.synth.recurrent;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;

/** A step of some sequences as a program that keeps their state from one run to the next. */
final class StepProgram {
  private final int batch;
  private final Counter counter = new Counter("row");
  private final Variable state;
  private final Variable codes;
  private final Variable numbers; // null if no column has any
  private final Variable inputs; // null if there are none
  private final Variable begin;
  private final Node drawn;
  private final Step step;

  StepProgram(StepNetworks networks, RecurrentModel.Parts parts, int stateWidth, int batch) {
    this.batch = batch;
    this.state = Variable.zeros("state", Shape.of(batch, stateWidth));
    this.codes = Variable.zeros("codes", Shape.of(batch, parts.codes().variables().size()));
    this.numbers = variable("numbers", parts.codes().numbers());
    this.inputs = variable("inputs", parts.inputs().width());
    this.begin = Variable.zeros("begin", Shape.of(batch, 1));
    StepNetworks.Drawn made =
        networks.draw(
            counter, state.node(), codes.node(), node(numbers), node(inputs), begin.node());
    this.drawn = made.codes();
    this.step = new Step().output(drawn).assign(state, made.state());
  }

  private Variable variable(String name, int width) {
    return width == 0 ? null : Variable.zeros(name, Shape.of(batch, width));
  }

  private static Node node(Variable variableOrNull) {
    return variableOrNull == null ? null : variableOrNull.node();
  }

  Step step() {
    return step;
  }

  int batch() {
    return batch;
  }

  Counter counter() {
    return counter;
  }

  /** What the recurrent layer remembers; zeros before the first step. */
  Variable state() {
    return state;
  }

  /** Codes of the step before. */
  Variable codes() {
    return codes;
  }

  /** Numbers of the step before; null if there are none. */
  Variable numbers() {
    return numbers;
  }

  /** What is said once of a sequence, then what a step is told of time; null if there is none. */
  Variable inputs() {
    return inputs;
  }

  /** Ones before the first step. */
  Variable begin() {
    return begin;
  }

  /** Codes of the step, [batch, variables]. */
  Node drawn() {
    return drawn;
  }
}
