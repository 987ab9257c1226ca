package io.semblance.synth.doppelganger;

import io.semblance.data.Table;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SequenceFit;
import io.semblance.synth.series.SequenceNetwork;
import io.semblance.synth.train.TrainingOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two programs of a DoppelGANger's fit. A step of the loop is a round: so many updates of the
 * critics as are set, and one of the generators.
 */
final class DoppelGangerTraining implements SequenceFit.Training {
  /** Rounds between two looks at sequences at least: they are many rows each. */
  private static final int BETWEEN_VALIDATIONS = 500;

  private final Session session;
  private final DoppelGangerSteps steps;
  private final int stepsPerEpoch;
  private final SequenceFit.StepRows look;
  private final long seed;
  private final Program criticProgram;
  private final Program generatorProgram;
  private final Runnable round;
  private boolean ran;

  DoppelGangerTraining(
      Session session,
      DoppelGangerSettings settings,
      DoppelGangerSteps steps,
      EncodedSequences data,
      int stepsPerEpoch,
      SequenceFit.Looks looks,
      long seed) {
    this.session = session;
    this.steps = steps;
    this.stepsPerEpoch = stepsPerEpoch;
    this.look = looks.at(steps.average());
    this.seed = seed;
    session.set(steps.table(), data.rows());
    steps.networks().initialize(session, data, seed);
    steps.critics().forEach(critic -> critic.initialize(session, seed));
    steps.average().copyWeights(session, steps.networks());
    this.criticProgram = session.compile(steps.criticStep().getKey());
    this.generatorProgram = session.compile(steps.generatorStep().getKey());
    List<Program> updates =
        new ArrayList<>(Collections.nCopies(settings.criticUpdates(), criticProgram));
    updates.add(generatorProgram);
    this.round = session.sequence(updates);
  }

  @Override
  public int batch() {
    return steps.batch();
  }

  @Override
  public int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  @Override
  public int stepsBetweenValidations() {
    return BETWEEN_VALIDATIONS;
  }

  @Override
  public void beginEpoch(int epoch) {
    int[] rows = new int[steps.order().length()];
    TrainingOrder.shuffle(seed, epoch, rows);
    session.set(steps.order(), rows);
  }

  @Override
  public int advance(long step, int most) {
    round.run();
    ran = true;
    return 1;
  }

  @Override
  public Map<String, Double> losses() {
    Map<String, Double> all = new LinkedHashMap<>();
    if (ran) {
      read(criticProgram, steps.criticStep().getValue(), all);
      read(generatorProgram, steps.generatorStep().getValue(), all);
    }
    return all;
  }

  private static void read(Program program, Map<String, Node> losses, Map<String, Double> to) {
    losses.forEach((name, node) -> to.put(name, program.readScalar(node)));
  }

  @Override
  public List<Step> steps() {
    return List.of(steps.criticStep().getKey(), steps.generatorStep().getKey());
  }

  @Override
  public List<Variable> rates() {
    return steps.rates();
  }

  @Override
  public SequenceNetwork network() {
    return steps.average();
  }

  @Override
  public Table sample(int rows) {
    return look.rows(rows);
  }
}
