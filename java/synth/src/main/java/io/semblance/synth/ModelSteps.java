package io.semblance.synth;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.encode.Layout;
import io.semblance.engine.EngineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes the steps of a model again from what its file tells. */
final class ModelSteps {
  private static final int MADE_UP_ROWS = 8;

  private ModelSteps() {}

  /**
   * Sampling, then the updates of critic and generator if the provenance names a synthesizer and
   * settings that this version knows.
   *
   * @param conditionsOrNull for a conditional generator
   */
  static List<ModelStep> of(
      Layout layout, GeneratorSpec spec, Conditions conditionsOrNull, JsonNode provenance) {
    List<ModelStep> steps = new ArrayList<>();
    GeneratorNetwork average = new GeneratorNetwork("generator.average", layout, spec);
    steps.add(Sampler.step(average, conditionsOrNull));
    AdversarialSteps training;
    try {
      training = training(layout, spec, conditionsOrNull, provenance, average);
    } catch (IllegalArgumentException | EngineException e) {
      return steps; // made by a version with other synthesizers or settings
    }
    if (training != null) {
      steps.add(new ModelStep("critic update", training.batch(), training.criticStep()));
      steps.add(new ModelStep("generator update", training.batch(), training.generatorStep()));
    }
    return steps;
  }

  private static AdversarialSteps training(
      Layout layout,
      GeneratorSpec spec,
      Conditions conditions,
      JsonNode provenance,
      GeneratorNetwork average) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : provenance.path("settings").properties()) {
      given.put(e.getKey(), e.getValue().asText());
    }
    int count = provenance.path("data").path("rows").asInt();
    Synthesizer synthesizer = Synthesizers.byName(provenance.path("synthesizer").asText());
    if (!(synthesizer instanceof AdversarialSynthesizer adversarial) || count < 1) {
      return null;
    }
    Settings settings = new Settings(adversarial.hyperparameters(), given);
    AdversarialSettings s = new AdversarialSettings(settings);
    return new AdversarialSteps(
        adversarial.loss(settings),
        s,
        spec,
        layout,
        count,
        conditions,
        AdversarialSteps.matching(s, madeUp(layout.width()), MADE_UP_ROWS, layout.width()),
        average);
  }

  /** The training rows are not in the file, and their moments change no shape. */
  private static float[] madeUp(int width) {
    Random random = new Random(1);
    float[] rows = new float[MADE_UP_ROWS * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextFloat();
    }
    return rows;
  }
}
