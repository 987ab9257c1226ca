package io.semblance.synth.series;

import io.semblance.data.Table;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.train.Trainable;
import io.semblance.synth.train.TrainingOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network of sequences and whatever it is trained with, in a session: batches of the training
 * sequences in a new order each epoch, programs and their losses, looks at what comes out. A family
 * compiles its programs and says which run.
 */
public abstract class SequenceTraining implements Trainable {
  private final Session session;
  private final SequenceFit.Place place;
  private final IndexVariable order;
  private final int batch;
  private final SequenceNetwork network;
  private final SequenceFit.StepRows look;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Program, Map<String, Node>> losses = new LinkedHashMap<>();
  private final Set<Program> ran = new HashSet<>();

  /**
   * @param table takes the training sequences
   * @param order in which they are read
   * @param batch sequences of a step
   * @param network that is kept
   */
  protected SequenceTraining(
      SequenceFit.Place place,
      Variable table,
      IndexVariable order,
      int batch,
      SequenceNetwork network) {
    this.session = place.session();
    this.place = place;
    this.order = order;
    this.batch = batch;
    this.network = network;
    this.look = place.looks().at(network);
    session.set(table, place.data().rows());
  }

  /**
   * Compiles a step. Once it has run its losses are told, in the order of compilation; a later one
   * takes the place of an earlier one of the same name.
   */
  protected final Program compile(Step step, Map<String, Node> ownLosses) {
    Program program = session.compile(step);
    steps.add(step);
    losses.put(program, ownLosses);
    return program;
  }

  /** Runs of compiled programs, one after the other, as one. */
  protected final Runnable round(List<Program> programs) {
    Runnable all = session.sequence(programs);
    return () -> {
      all.run();
      ran.addAll(programs);
    };
  }

  /** The network that is kept. */
  final SequenceNetwork network() {
    return network;
  }

  @Override
  public final List<Variable> kept() {
    return network.parameters();
  }

  @Override
  public final int batch() {
    return batch;
  }

  @Override
  public final int stepsPerEpoch() {
    return SequenceFit.stepsPerEpoch(order.length(), batch);
  }

  @Override
  public final void beginEpoch(int epoch) {
    int[] rows = new int[order.length()];
    TrainingOrder.shuffle(place.seed(), epoch, rows);
    session.set(order, rows);
  }

  @Override
  public final Map<String, Double> losses() {
    Map<String, Double> all = new LinkedHashMap<>();
    losses.forEach(
        (program, own) -> {
          if (ran.contains(program)) {
            own.forEach((name, node) -> all.put(name, program.readScalar(node)));
          }
        });
    return all;
  }

  @Override
  public final List<Step> steps() {
    return steps;
  }

  @Override
  public final Table sample(int rows) {
    return look.rows(rows);
  }
}
