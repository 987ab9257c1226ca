package io.semblance.synth.vae;

import io.semblance.engine.backend.Session;
import io.semblance.synth.DrawContext;
import io.semblance.synth.FitOptions;
import io.semblance.synth.generator.GeneratorFit;
import io.semblance.synth.generator.GeneratorModel;
import io.semblance.synth.generator.GeneratorNetwork;
import io.semblance.synth.generator.GeneratorSpec;
import io.semblance.synth.generator.Sampler;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.TrainingLoop;

/** Encoder and decoder for any table. */
record VaeNetworks(VaeSettings settings) implements GeneratorFit.Networks {
  @Override
  public GeneratorSpec spec() {
    return settings.decoder();
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
    GeneratorNetwork average = GeneratorModel.network(data.encoder(), settings.decoder(), null);
    VaeSteps steps =
        new VaeSteps(
            settings,
            data.encoder(),
            data.count(),
            VaeSteps.matching(settings, data.rows(), data.count(), data.width()),
            average);
    Sampler sampler =
        new Sampler(session, average, data.encoder(), options.seed(), DrawContext.BATCH);
    return new VaeTraining(session, steps, data, sampler, options.seed());
  }
}
