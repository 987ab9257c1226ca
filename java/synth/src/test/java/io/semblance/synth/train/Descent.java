package io.semblance.synth.train;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Fixtures;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The smallest thing that can be trained: a number that gradient descent on its square brings to
 * the noise around 0. With a rate of r it is multiplied by 1 - 2r in each step, so above 1 it grows
 * without bounds.
 */
final class Descent implements Trainable {
  private static final int STEPS_PER_EPOCH = 70;

  final Variable number = Variable.filled("number", Shape.scalar(), 3);
  final Variable rate;
  private final Counter counter = new Counter("rows");
  private final Session session;
  private final Node loss;
  private final Step step;
  private final Program program;
  private boolean ran;
  long advanced;

  /** What {@link #heldOutLoss} says next, one after the other; nothing for no such figure. */
  final Deque<Double> heldOut = new ArrayDeque<>();

  int restarts;

  Descent(Session session, double rate) {
    this.session = session;
    this.rate = Variable.filled("rate", Shape.scalar(), rate);
    loss = Functions.square(number.node());
    Node noise = Ops.mul(Ops.sum(Ops.uniform(Shape.of(1), 7, counter)), 1e-3);
    Node slope = Gradients.of(loss, number.node());
    Node next = Ops.sub(number.node(), Ops.mul(slope, this.rate.node()));
    step =
        new Step()
            .output(loss)
            .assign(number, Ops.add(next, Ops.reshape(noise, Shape.scalar())))
            .advance(counter, 1);
    program = session.compile(step);
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public int stepsPerEpoch() {
    return STEPS_PER_EPOCH;
  }

  @Override
  public int stepsBetweenValidations() {
    return 100;
  }

  @Override
  public void beginEpoch(int epoch) {}

  @Override
  public int advance(long stepNumber, int most) {
    int now = Math.min(most, 3);
    for (int i = 0; i < now; i++) {
      program.run();
    }
    ran = true;
    advanced += now;
    return now;
  }

  @Override
  public Map<String, Double> losses() {
    return ran ? Map.of("square", program.readScalar(loss)) : Map.of();
  }

  @Override
  public List<Step> steps() {
    return List.of(step);
  }

  @Override
  public List<Variable> rates() {
    return List.of(rate);
  }

  @Override
  public List<Variable> kept() {
    return List.of(number);
  }

  @Override
  public Table sample(int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, session.get(number)[0]);
    return Table.of(List.of(Fixtures.numbers("x", ColumnType.NUMBER, 9, values)));
  }

  @Override
  public OptionalDouble heldOutLoss() {
    return heldOut.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(heldOut.removeFirst());
  }

  @Override
  public void restart() {
    restarts++;
  }

  float value() {
    return session.get(number)[0];
  }
}
