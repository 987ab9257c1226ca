package io.semblance.synth.timevae;

import io.semblance.data.Table;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SequenceFit;
import io.semblance.synth.series.SequenceNetwork;
import io.semblance.synth.train.TrainingOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program of a TimeVAE's fit; a step of the loop is an update of both networks. */
final class TimeVaeTraining implements SequenceFit.Training {
  /** Updates between two looks at sequences at least: they are many rows each. */
  private static final int BETWEEN_VALIDATIONS = 1_000;

  private final Session session;
  private final TimeVaeSteps steps;
  private final int stepsPerEpoch;
  private final SequenceFit.StepRows look;
  private final long seed;
  private final Program program;
  private boolean ran;

  TimeVaeTraining(
      Session session,
      TimeVaeSteps steps,
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
    steps.encoder().initialize(session, seed);
    steps.decoder().initialize(session, seed);
    steps.average().copyWeights(session, steps.decoder());
    this.program = session.compile(steps.step());
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
    program.run();
    ran = true;
    return 1;
  }

  @Override
  public Map<String, Double> losses() {
    Map<String, Double> losses = new LinkedHashMap<>();
    if (ran) {
      steps.losses().forEach((name, node) -> losses.put(name, program.readScalar(node)));
    }
    return losses;
  }

  @Override
  public List<Step> steps() {
    return List.of(steps.step());
  }

  @Override
  public List<Variable> rates() {
    return List.of(steps.rate());
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
