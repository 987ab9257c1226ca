package io.semblance.synth.timevae;

import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.series.SequenceFit;
import io.semblance.synth.series.SequenceTraining;
import java.util.List;

/** The program of a TimeVAE's fit; a step of the loop is an update of both networks. */
final class TimeVaeTraining extends SequenceTraining {
  /** Updates between two looks at sequences at least: they are many rows each. */
  private static final int BETWEEN_VALIDATIONS = 1_000;

  private final TimeVaeSteps steps;
  private final Runnable update;

  TimeVaeTraining(SequenceFit.Place place, TimeVaeSteps steps) {
    super(place, steps.table(), steps.order(), steps.batch(), steps.average());
    this.steps = steps;
    Session session = place.session();
    steps.encoder().initialize(session, place.seed());
    steps.decoder().initialize(session, place.seed());
    session.copy(steps.decoder().parameters(), steps.average().parameters());
    this.update = round(List.of(compile(steps.step(), steps.losses())));
  }

  @Override
  public int stepsBetweenValidations() {
    return BETWEEN_VALIDATIONS;
  }

  @Override
  public int advance(long step, int most) {
    update.run();
    return 1;
  }

  @Override
  public List<Variable> rates() {
    return List.of(steps.rate());
  }
}
