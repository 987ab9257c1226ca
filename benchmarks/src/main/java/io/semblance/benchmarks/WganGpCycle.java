package io.semblance.benchmarks;

import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A training cycle in one session: so many updates of the critic, then one of the generator, run as
 * one where the backend can.
 */
final class WganGpCycle implements AutoCloseable {
  private final Session session;
  private final Runnable cycle;
  private final Program critic;
  private final Node criticLoss;

  WganGpCycle(String backend, StepSize size, int criticUpdates) {
    WganGpGraph graph = new WganGpGraph(size);
    Counter rows = new Counter("rows");
    Counter generatorRows = new Counter("generator.rows");
    Variable table = Variable.zeros("table", Shape.of(size.tableRows(), size.row()));
    IndexVariable order = new IndexVariable("order", size.tableRows());
    criticLoss =
        graph.criticLoss(
            Ops.gather(table.node(), order, rows, size.batch()),
            Ops.normal(Shape.of(size.batch(), size.noise()), 1, rows),
            Ops.uniform(Shape.of(size.batch(), 1), 2, rows),
            Mode.training(rows, 3));
    Node generatorLoss =
        graph.generatorLoss(
            Ops.normal(Shape.of(size.batch(), size.noise()), 20, generatorRows),
            Mode.training(generatorRows, 21));
    session = Backends.select(backend).open(new SessionOptions(1, 1));
    graph.fill(session, size);
    session.set(table, MadeUp.rows(size));
    session.set(order, MadeUp.order(size));
    critic =
        session.compile(
            WganGpGraph.minimise(criticLoss, graph.critic()).advance(rows, size.batch()));
    Program generator =
        session.compile(
            WganGpGraph.minimise(generatorLoss, graph.generator())
                .advance(generatorRows, size.batch()));
    List<Program> updates = new ArrayList<>(Collections.nCopies(criticUpdates, critic));
    updates.add(generator);
    cycle = session.sequence(updates);
  }

  void run() {
    cycle.run();
  }

  /** The critic's, of its last update; waits for all that was started. */
  double loss() {
    return critic.readScalar(criticLoss);
  }

  @Override
  public void close() {
    session.close();
  }
}
