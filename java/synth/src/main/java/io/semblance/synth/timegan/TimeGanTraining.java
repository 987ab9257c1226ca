package io.semblance.synth.timegan;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs of a TimeGAN's fit. A step of the loop is one update in the first two phases, of
 * embedding and of supervision alone, and one round of all updates in the third.
 */
final class TimeGanTraining implements SequenceFit.Training {
  /** Rounds between two looks at sequences at least: they are many rows each. */
  private static final int BETWEEN_VALIDATIONS = 500;

  private final Session session;
  private final TimeGanSteps steps;
  private final TimeGanSettings settings;
  private final int stepsPerEpoch;
  private final SequenceFit.StepRows look;
  private final long seed;
  private final List<Program> embedding;
  private final List<Program> supervision;
  private final List<Program> joint;
  private final Map<Program, Map<String, Node>> losses = new LinkedHashMap<>();
  private List<Program> ran = List.of();

  TimeGanTraining(
      Session session,
      TimeGanSettings settings,
      TimeGanSteps steps,
      EncodedSequences data,
      int stepsPerEpoch,
      SequenceFit.Looks looks,
      long seed) {
    this.session = session;
    this.settings = settings;
    this.steps = steps;
    this.stepsPerEpoch = stepsPerEpoch;
    this.look = looks.at(steps.average());
    this.seed = seed;
    session.set(steps.table(), data.rows());
    steps.networks().initialize(session, seed);
    steps.embedder().initialize(session, seed);
    steps.discriminator().initialize(session, seed);
    steps.average().copyWeights(session, steps.networks());
    this.embedding = List.of(compiled(steps.embeddingUpdate()));
    this.supervision = List.of(compiled(steps.supervisionUpdate()));
    List<Program> round = new ArrayList<>();
    Program generation = compiled(steps.generationUpdate());
    Program jointly = compiled(steps.jointUpdate());
    for (int i = 0; i < settings.generatorUpdates(); i++) {
      round.add(generation);
      round.add(jointly);
    }
    round.add(compiled(steps.discriminationUpdate()));
    this.joint = round;
  }

  private Program compiled(TimeGanSteps.Update update) {
    Program program = session.compile(update.step());
    losses.put(program, update.losses());
    return program;
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
    ran =
        step < settings.warmUp() ? embedding : step < 2L * settings.warmUp() ? supervision : joint;
    ran.forEach(Program::run);
    return 1;
  }

  @Override
  public Map<String, Double> losses() {
    Map<String, Double> all = new LinkedHashMap<>();
    for (Program program : ran) {
      losses.get(program).forEach((name, node) -> all.put(name, program.readScalar(node)));
    }
    return all;
  }

  @Override
  public List<Step> steps() {
    return steps.updates().stream().map(TimeGanSteps.Update::step).toList();
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
