package io.semblance.synth.doppelganger;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.series.SequenceFit;
import io.semblance.synth.series.SequenceTraining;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The two programs of a DoppelGANger's fit. A step of the loop is a round: so many updates of the
 * critics as are set, and one of the generators.
 */
final class DoppelGangerTraining extends SequenceTraining {
  /** Rounds between two looks at sequences at least: they are many rows each. */
  private static final int BETWEEN_VALIDATIONS = 500;

  private final DoppelGangerSteps steps;
  private final Runnable round;

  DoppelGangerTraining(
      SequenceFit.Place place, DoppelGangerSettings settings, DoppelGangerSteps steps) {
    super(place, steps.table(), steps.order(), steps.batch(), steps.average());
    this.steps = steps;
    Session session = place.session();
    steps.networks().initialize(session, place.data(), place.seed());
    steps.critics().forEach(critic -> critic.initialize(session, place.seed()));
    session.copy(steps.networks().parameters(), steps.average().parameters());
    Program critics = compile(steps.criticStep().getKey(), steps.criticStep().getValue());
    Program generators = compile(steps.generatorStep().getKey(), steps.generatorStep().getValue());
    List<Program> updates = new ArrayList<>(Collections.nCopies(settings.criticUpdates(), critics));
    updates.add(generators);
    this.round = round(updates);
  }

  @Override
  public int stepsBetweenValidations() {
    return BETWEEN_VALIDATIONS;
  }

  @Override
  public int advance(long step, int most) {
    round.run();
    return 1;
  }

  @Override
  public List<Variable> rates() {
    return steps.rates();
  }
}
