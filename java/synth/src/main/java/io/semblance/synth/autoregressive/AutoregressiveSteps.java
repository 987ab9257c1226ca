package io.semblance.synth.autoregressive;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.optim.Adam;
import io.semblance.engine.optim.AdamW;
import io.semblance.engine.optim.MovingAverage;
import io.semblance.engine.optim.Optimiser;
import java.util.List;
import java.util.Map;

/** The networks, the step that trains them and the one that judges them, as expressions. */
final class AutoregressiveSteps {
  private static final double BETA1 = .9;
  private static final double BETA2 = .99;
  private static final double EPSILON = 1e-8;
  private static final int WARM_UP = 100;

  private final int batch;
  private final RowNetworks networks;
  private final RowNetworks average;
  private final Counter rows = new Counter("rows");
  private final Counter masks = new Counter("masks");
  private final Variable table;
  private final IndexVariable order;
  private final Optimiser optimiser;
  private final Node loss;
  private final Step update;

  private final Variable heldOut;
  private final IndexVariable heldOutOrder;
  private final Counter heldOutRows = new Counter("held_out.rows");
  private final Node heldOutLosses;
  private final Step judgement;

  /**
   * @param networks that are trained
   * @param average networks of the same shapes that take the moving average of their weights
   * @param width numbers of a row
   * @param count training rows
   * @param chunk rows that are put in order at a time
   * @param held rows to judge by, at least one
   */
  AutoregressiveSteps(
      AutoregressiveSettings settings,
      RowNetworks networks,
      RowNetworks average,
      int width,
      int count,
      int batch,
      int chunk,
      int held) {
    this.batch = batch;
    this.networks = networks;
    this.average = average;
    this.table = Variable.zeros("table", Shape.of(count, width));
    this.order = new IndexVariable("order", chunk);
    Adam adam =
        new Adam(
            "optimiser",
            networks.parameters(),
            settings.learningRate(),
            BETA1,
            BETA2,
            EPSILON,
            WARM_UP);
    this.optimiser = new AdamW(adam, networks.decayed(), settings.weightDecay());

    Node read = Ops.gather(table.node(), order, rows, batch);
    Mode mode = Mode.training(masks, AutoregressiveStreams.DROPOUT);
    this.loss = Functions.mean(networks.nats(read, settings.dropout(), settings.forgotten(), mode));
    List<Variable> parameters = networks.parameters();
    List<Node> gradients = Gradients.of(loss, parameters.stream().map(Variable::node).toList());
    Map<Variable, Node> updates = optimiser.update(gradients);
    MovingAverage moving =
        new MovingAverage(parameters, average.parameters(), settings.averageDecay());
    this.update =
        new Step()
            .output(loss)
            .assignAll(updates)
            .assignAll(moving.update(updates))
            .advance(rows, batch)
            .advance(masks, networks.maskRows());

    this.heldOut = Variable.zeros("held_out", Shape.of(held, width));
    this.heldOutOrder = new IndexVariable("held_out.order", held);
    Node seen = Ops.gather(heldOut.node(), heldOutOrder, heldOutRows, batch);
    this.heldOutLosses = average.nats(seen, 0, 0, Mode.inference());
    this.judgement = new Step().output(heldOutLosses).advance(heldOutRows, batch);
  }

  int batch() {
    return batch;
  }

  RowNetworks networks() {
    return networks;
  }

  /** Networks that take the moving average of the others' weights. */
  RowNetworks average() {
    return average;
  }

  /** The training rows. */
  Variable table() {
    return table;
  }

  /** The training rows that come next. */
  IndexVariable order() {
    return order;
  }

  Variable rate() {
    return optimiser.rate();
  }

  /** Nats a row of the last update's batch, with dropout. */
  Node loss() {
    return loss;
  }

  /** One update of the networks and of their average. */
  Step update() {
    return update;
  }

  /** The rows to judge by. */
  Variable heldOut() {
    return heldOut;
  }

  IndexVariable heldOutOrder() {
    return heldOutOrder;
  }

  Counter heldOutRows() {
    return heldOutRows;
  }

  /** Nats of each of a batch of held-out rows under the average, [1, batch]. */
  Node heldOutLosses() {
    return heldOutLosses;
  }

  Step judgement() {
    return judgement;
  }
}
