package io.semblance.synth.adversarial;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.generator.GeneratorFit;
import io.semblance.synth.generator.GeneratorNetwork;
import io.semblance.synth.generator.Sampler;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.TrainingOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two programs of an adversarial fit. Table, parameters, moments, averages and counters live in
 * the session; a step reads its own minibatch. A step of the loop is an update of the critic.
 */
final class AdversarialTraining implements GeneratorFit.Training {
  /** Generator updates between two validations at least. */
  private static final int BETWEEN_VALIDATIONS = 200;

  private final Session session;
  private final AdversarialSteps steps;
  private final int criticUpdates;
  private final int stepsPerEpoch;
  private final Sampler sampler;
  private final long seed;
  private final Program criticProgram;
  private final Program generatorProgram;
  private final Runnable cycle;
  private boolean criticRan;
  private boolean generatorRan;

  /**
   * @param sampler of the averaged generator
   */
  AdversarialTraining(
      Session session,
      AdversarialSteps steps,
      AdversarialSettings settings,
      EncodedTable data,
      Sampler sampler,
      long seed) {
    this.session = session;
    this.steps = steps;
    this.criticUpdates = settings.criticUpdates();
    this.stepsPerEpoch = Math.max(1, data.count() / steps.batch());
    this.sampler = sampler;
    this.seed = seed;
    session.set(steps.table(), data.rows());
    if (steps.conditions() != null) {
      steps.conditions().begin(session, data);
    }
    initialize();
    criticProgram = session.compile(steps.criticStep());
    generatorProgram = session.compile(steps.generatorStep());
    List<Program> updates = new ArrayList<>(Collections.nCopies(criticUpdates, criticProgram));
    updates.add(generatorProgram);
    cycle = session.sequence(updates);
  }

  private void initialize() {
    GeneratorNetwork generator = steps.generator();
    generator.net().initialize(session, seed);
    steps.critic().initialize(session, seed);
    session.copy(generator.parameters(), steps.average().parameters());
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
    return BETWEEN_VALIDATIONS * criticUpdates;
  }

  @Override
  public void beginEpoch(int epoch) {
    int[] rows = new int[steps.order().length()];
    if (steps.conditions() == null) {
      TrainingOrder.shuffle(seed, epoch, rows);
    } else {
      steps.conditions().beginEpoch(session, seed, epoch, rows);
    }
    session.set(steps.order(), rows);
  }

  /** Whole cycles where they fit: an epoch may end, or begin, within one. */
  @Override
  public int advance(long step, int most) {
    if (step % criticUpdates == 0 && most >= criticUpdates) {
      cycle.run();
      criticRan = true;
      generatorRan = true;
      return criticUpdates;
    }
    criticProgram.run();
    criticRan = true;
    if ((step + 1) % criticUpdates == 0) {
      generatorProgram.run();
      generatorRan = true;
    }
    return 1;
  }

  @Override
  public Map<String, Double> losses() {
    Map<String, Double> losses = new LinkedHashMap<>();
    if (criticRan) {
      losses.put("critic", criticProgram.readScalar(steps.criticLoss()));
    }
    if (generatorRan) {
      losses.put("generator", generatorProgram.readScalar(steps.generatorLoss()));
    }
    return losses;
  }

  @Override
  public List<Step> steps() {
    return List.of(steps.criticStep(), steps.generatorStep());
  }

  @Override
  public List<Variable> rates() {
    return steps.rates();
  }

  @Override
  public GeneratorNetwork generator() {
    return steps.average();
  }

  @Override
  public Sampler sampler() {
    return sampler;
  }
}
