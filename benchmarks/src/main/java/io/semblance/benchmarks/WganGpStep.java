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
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;

/**
 * One compiled update of critic or generator in a session of its own. Table, parameters and moments
 * live in the session; a run gathers its own minibatch and draws its own numbers.
 */
final class WganGpStep implements AutoCloseable {
  private static final long SEED = 1;
  private static final int NOISE = 1;
  private static final int MIX = 2;
  private static final int DROPOUT = 3;

  private final Session session;
  private final Program program;
  private final Node loss;

  private WganGpStep(Session session, Program program, Node loss) {
    this.session = session;
    this.program = program;
    this.loss = loss;
  }

  /** An update of the critic. */
  static WganGpStep critic(String backend, int threads, StepSize size) {
    WganGpGraph graph = new WganGpGraph(size);
    Counter rows = new Counter("rows");
    Variable table = Variable.zeros("table", Shape.of(size.tableRows(), size.row()));
    IndexVariable order = new IndexVariable("order", size.tableRows());
    Node loss =
        graph.criticLoss(
            Ops.gather(table.node(), order, rows, size.batch()),
            Ops.normal(Shape.of(size.batch(), size.noise()), NOISE, rows),
            Ops.uniform(Shape.of(size.batch(), 1), MIX, rows),
            Mode.training(rows, DROPOUT));
    Session session = open(backend, threads, graph, size);
    session.set(table, MadeUp.rows(size));
    session.set(order, MadeUp.order(size));
    Step step = WganGpGraph.minimise(loss, graph.critic()).advance(rows, size.batch());
    return new WganGpStep(session, session.compile(step), loss);
  }

  /** An update of the generator. */
  static WganGpStep generator(String backend, int threads, StepSize size) {
    WganGpGraph graph = new WganGpGraph(size);
    Counter rows = new Counter("rows");
    Node loss =
        graph.generatorLoss(
            Ops.normal(Shape.of(size.batch(), size.noise()), NOISE, rows),
            Mode.training(rows, DROPOUT));
    Session session = open(backend, threads, graph, size);
    Step step = WganGpGraph.minimise(loss, graph.generator()).advance(rows, size.batch());
    return new WganGpStep(session, session.compile(step), loss);
  }

  private static Session open(String backend, int threads, WganGpGraph graph, StepSize size) {
    Session session = Backends.select(backend).open(new SessionOptions(SEED, threads));
    graph.fill(session, size);
    return session;
  }

  void run() {
    program.run();
  }

  /** Of the last run. */
  double loss() {
    return program.readScalar(loss);
  }

  @Override
  public void close() {
    session.close();
  }
}
