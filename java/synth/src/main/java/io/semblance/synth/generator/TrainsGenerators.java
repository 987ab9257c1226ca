package io.semblance.synth.generator;

import io.semblance.synth.ModelStep;
import java.util.List;

/** A synthesizer whose models are generators, and that can say how they were trained. */
public interface TrainsGenerators {
  /**
   * The steps that trained a model, written again from what its file tells; constants that were
   * measured on the training table are made up. None if the file was made by a version with other
   * settings.
   */
  List<ModelStep> trainingSteps(GeneratorModel model);
}
