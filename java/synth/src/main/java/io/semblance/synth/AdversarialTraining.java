package io.semblance.synth;

import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The two programs of an adversarial fit. Table, parameters, moments, averages and counters live in
 * the session; a step reads its own minibatch.
 */
final class AdversarialTraining {
  private final Session session;
  private final long seed;
  private final AdversarialSteps steps;
  private final Conditions.Draws draws;
  private final Program criticProgram;
  private final Program generatorProgram;
  private final Runnable cycle;

  /**
   * @param rows encoded training rows, row-major
   * @param conditions for a conditional generator, else null
   * @param average network that takes the moving average of the generator's weights
   */
  AdversarialTraining(
      Session session,
      AdversarialLoss loss,
      AdversarialSettings s,
      GeneratorSpec spec,
      Layout layout,
      float[] rows,
      int count,
      Conditions conditions,
      GeneratorNetwork average,
      long seed) {
    this.session = session;
    this.seed = seed;
    this.draws = conditions == null ? null : new Conditions.Draws(conditions, layout, rows, count);
    MomentMatching matching = AdversarialSteps.matching(s, rows, count, layout.width());
    this.steps = new AdversarialSteps(loss, s, spec, layout, count, conditions, matching, average);
    session.set(steps.table(), rows);
    if (conditions != null) {
      session.set(steps.masks(), conditions.masks());
    }
    initialize(average);
    criticProgram = session.compile(steps.criticStep());
    generatorProgram = session.compile(steps.generatorStep());
    List<Program> updates = new ArrayList<>(Collections.nCopies(s.criticUpdates(), criticProgram));
    updates.add(generatorProgram);
    cycle = session.sequence(updates);
  }

  private void initialize(GeneratorNetwork average) {
    GeneratorNetwork generator = steps.generator();
    generator.net().initialize(session, seed);
    steps.critic().initialize(session, seed);
    for (int i = 0; i < generator.parameters().size(); i++) {
      session.set(average.parameters().get(i), session.get(generator.parameters().get(i)));
    }
  }

  /** Rows of a batch: as set, or the whole table if that is smaller. */
  int batch() {
    return steps.batch();
  }

  /** Writes the rows that the updates of this epoch, numbered from 1, will read. */
  void beginEpoch(int epoch) {
    int[] rows = new int[steps.order().length()];
    if (draws == null) {
      TrainingOrder.shuffle(seed, epoch, rows);
    } else {
      int[] chosen = new int[rows.length];
      draws.fill(seed, (long) epoch * rows.length, rows, chosen);
      session.set(steps.blocks(), chosen);
    }
    session.set(steps.order(), rows);
  }

  /** All updates of the critic that one of the generator follows, and that one. */
  void cycle() {
    cycle.run();
  }

  void criticStep() {
    criticProgram.run();
  }

  void generatorStep() {
    generatorProgram.run();
  }

  /** Of the last update. */
  double criticLoss() {
    return criticProgram.readScalar(steps.criticLoss());
  }

  /** Of the last update. */
  double generatorLoss() {
    return generatorProgram.readScalar(steps.generatorLoss());
  }
}
