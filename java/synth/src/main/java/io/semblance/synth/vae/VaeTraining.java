package io.semblance.synth.vae;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.generator.GeneratorFit;
import io.semblance.synth.generator.GeneratorNetwork;
import io.semblance.synth.generator.Sampler;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.TrainingOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program of an autoencoder's fit; a step of the loop is an update of both networks. */
final class VaeTraining implements GeneratorFit.Training {
  /** Updates between two validations at least. */
  private static final int BETWEEN_VALIDATIONS = 400;

  private final Session session;
  private final VaeSteps steps;
  private final int stepsPerEpoch;
  private final Sampler sampler;
  private final long seed;
  private final Program program;
  private boolean ran;

  /**
   * @param sampler of the averaged decoder
   */
  VaeTraining(Session session, VaeSteps steps, EncodedTable data, Sampler sampler, long seed) {
    this.session = session;
    this.steps = steps;
    this.stepsPerEpoch = Math.max(1, data.count() / steps.batch());
    this.sampler = sampler;
    this.seed = seed;
    session.set(steps.table(), data.rows());
    steps.encoder().initialize(session, seed);
    steps.decoder().net().initialize(session, seed);
    session.copy(steps.decoder().parameters(), steps.average().parameters());
    program = session.compile(steps.step());
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
      losses.put("reconstruction", program.readScalar(steps.reconstruction()));
      losses.put("divergence", program.readScalar(steps.divergence()));
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
  public GeneratorNetwork generator() {
    return steps.average();
  }

  @Override
  public Sampler sampler() {
    return sampler;
  }
}
