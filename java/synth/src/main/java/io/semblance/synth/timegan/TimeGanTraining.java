package io.semblance.synth.timegan;

import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.series.SequenceFit;
import io.semblance.synth.series.SequenceTraining;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of a TimeGAN's fit. A step of the loop is one update in the first two phases, of
 * embedding and of supervision alone, and one round of all updates in the third.
 */
final class TimeGanTraining extends SequenceTraining {
  /** Rounds between two looks at sequences at least: they are many rows each. */
  private static final int BETWEEN_VALIDATIONS = 500;

  private final TimeGanSteps steps;
  private final TimeGanSettings settings;
  private final Runnable embedding;
  private final Runnable supervision;
  private final Runnable joint;

  TimeGanTraining(SequenceFit.Place place, TimeGanSettings settings, TimeGanSteps steps) {
    super(place, steps.table(), steps.order(), steps.batch(), steps.average());
    this.settings = settings;
    this.steps = steps;
    Session session = place.session();
    steps.networks().initialize(session, place.seed());
    steps.embedder().initialize(session, place.seed());
    steps.discriminator().initialize(session, place.seed());
    session.copy(steps.networks().parameters(), steps.average().parameters());
    this.embedding = round(List.of(compiled(steps.embeddingUpdate())));
    this.supervision = round(List.of(compiled(steps.supervisionUpdate())));
    Program generation = compiled(steps.generationUpdate());
    Program jointly = compiled(steps.jointUpdate());
    List<Program> all = new ArrayList<>();
    for (int i = 0; i < settings.generatorUpdates(); i++) {
      all.add(generation);
      all.add(jointly);
    }
    all.add(compiled(steps.discriminationUpdate()));
    this.joint = round(all);
  }

  private Program compiled(TimeGanSteps.Update update) {
    return compile(update.step(), update.losses());
  }

  @Override
  public int stepsBetweenValidations() {
    return BETWEEN_VALIDATIONS;
  }

  /** Of a generator that is not trained yet there is nothing to keep. */
  @Override
  public long stepsBeforeValidation() {
    return 2L * settings.warmUp() + BETWEEN_VALIDATIONS;
  }

  @Override
  public int advance(long step, int most) {
    Runnable next =
        step < settings.warmUp() ? embedding : step < 2L * settings.warmUp() ? supervision : joint;
    next.run();
    return 1;
  }

  @Override
  public List<Variable> rates() {
    return steps.rates();
  }
}
