package io.semblance.synth.generator;

import io.semblance.synth.ModelStep;
import io.semblance.synth.Settings;
import io.semblance.synth.Synthesizer;
import java.util.List;

/** A synthesizer whose models are generators, and that can say how they were trained. */
public interface TrainsGenerators extends Synthesizer {
  @Override
  default boolean trainsInEpochs() {
    return true;
  }

  /**
   * The steps that trained a model, written again from what its file tells; constants that were
   * measured on the training table are made up.
   *
   * @param settings that it was trained with
   * @param count rows that it was trained on, at least 1
   * @throws IllegalArgumentException if a setting is of another version
   */
  List<ModelStep> trainingSteps(GeneratorModel model, Settings settings, int count);
}
