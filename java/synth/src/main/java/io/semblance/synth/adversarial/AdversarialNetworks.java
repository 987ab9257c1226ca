package io.semblance.synth.adversarial;

import io.semblance.engine.backend.Session;
import io.semblance.synth.DrawContext;
import io.semblance.synth.FitOptions;
import io.semblance.synth.generator.Conditioning;
import io.semblance.synth.generator.Conditionings;
import io.semblance.synth.generator.GeneratorFit;
import io.semblance.synth.generator.GeneratorModel;
import io.semblance.synth.generator.GeneratorNetwork;
import io.semblance.synth.generator.GeneratorSpec;
import io.semblance.synth.generator.Sampler;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.TrainingLoop;

/** Generator and critic of one loss, for any table. */
record AdversarialNetworks(AdversarialLoss loss, AdversarialSettings settings)
    implements GeneratorFit.Networks {
  @Override
  public GeneratorSpec spec() {
    return settings.generator();
  }

  @Override
  public TrainingLoop.Plan plan(int stepsPerEpoch) {
    return new TrainingLoop.Plan(settings.defaultEpochs(stepsPerEpoch), settings.patience());
  }

  @Override
  public boolean calibrate() {
    return settings.calibrate();
  }

  @Override
  public GeneratorFit.Training open(Session session, EncodedTable data, FitOptions options) {
    Conditioning conditioning = conditioning(data, options);
    GeneratorSpec spec =
        conditioning == null ? settings.generator().unconditional() : settings.generator();
    GeneratorNetwork average = GeneratorModel.network(data.encoder(), spec, conditioning);
    AdversarialSteps steps =
        new AdversarialSteps(
            loss,
            settings,
            data.count(),
            AdversarialSteps.matching(settings, data.rows(), data.count(), data.width()),
            average);
    Sampler sampler =
        new Sampler(session, average, data.encoder(), options.seed(), DrawContext.BATCH);
    return new AdversarialTraining(session, steps, settings, data, sampler, options.seed());
  }

  private Conditioning conditioning(EncodedTable data, FitOptions options) {
    return switch (settings.condition()) {
      case NONE -> null;
      case VECTOR -> Conditionings.vector(data);
      // A part of a per-class model knows no target: all of its rows have the same.
      case TARGET -> options.target() == null ? null : Conditionings.target(data, options.target());
    };
  }
}
