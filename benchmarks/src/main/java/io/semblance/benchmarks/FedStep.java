package io.semblance.benchmarks;

import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;
import java.util.List;

/**
 * An update whose rows and random numbers are given, without dropout: what another implementation
 * can be compared with number by number.
 */
public final class FedStep implements AutoCloseable {
  private final Session session;
  private final List<Variable> inputs;
  private final Program program;
  private final Node loss;

  private FedStep(Session session, List<Variable> inputs, Program program, Node loss) {
    this.session = session;
    this.inputs = inputs;
    this.program = program;
    this.loss = loss;
  }

  /** An update of the critic; runs take real rows, noise and mixing numbers. */
  public static FedStep critic(String backend, StepSize size) {
    WganGpGraph graph = new WganGpGraph(size);
    Variable real = Variable.zeros("real", Shape.of(size.batch(), size.row()));
    Variable noise = Variable.zeros("noise", Shape.of(size.batch(), size.noise()));
    Variable mix = Variable.zeros("mix", Shape.of(size.batch(), 1));
    Node loss = graph.criticLoss(real.node(), noise.node(), mix.node(), Mode.inference());
    Session session = open(backend, graph, size);
    Program program = session.compile(WganGpGraph.minimise(loss, graph.critic()));
    return new FedStep(session, List.of(real, noise, mix), program, loss);
  }

  /** An update of the generator; runs take noise. */
  public static FedStep generator(String backend, StepSize size) {
    WganGpGraph graph = new WganGpGraph(size);
    Variable noise = Variable.zeros("noise", Shape.of(size.batch(), size.noise()));
    Node loss = graph.generatorLoss(noise.node(), Mode.inference());
    Session session = open(backend, graph, size);
    Program program = session.compile(WganGpGraph.minimise(loss, graph.generator()));
    return new FedStep(session, List.of(noise), program, loss);
  }

  private static Session open(String backend, WganGpGraph graph, StepSize size) {
    Session session = Backends.select(backend).open(new SessionOptions(1, 1));
    graph.fill(session, size);
    return session;
  }

  /** Runs once; the loss before the update. */
  public double run(float[]... values) {
    for (int i = 0; i < values.length; i++) {
      session.set(inputs.get(i), values[i]);
    }
    program.run();
    return program.readScalar(loss);
  }

  @Override
  public void close() {
    session.close();
  }
}
