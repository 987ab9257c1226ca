package io.semblance.synth.adversarial;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.generator.GeneratorFit;
import io.semblance.synth.generator.GeneratorModel;
import io.semblance.synth.generator.TrainsGenerators;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A synthesizer that is told from others of its kind by its {@linkplain AdversarialLoss losses} and
 * its defaults. To add one, extend this class and name it in {@code
 * META-INF/services/io.semblance.synth.Synthesizer}, in this project or in any other jar.
 */
public abstract class AdversarialSynthesizer extends ClasswiseSynthesizer
    implements TrainsGenerators {
  /** The losses under these settings. */
  protected abstract AdversarialLoss loss(Settings settings);

  /** Hyperparameters beside those that all such models share. */
  protected List<Hyperparameter> own() {
    return List.of();
  }

  /** Defaults of shared hyperparameters, where they differ. */
  protected Map<String, String> defaults() {
    return Map.of();
  }

  /**
   * What a paper says of its settings, with everything switched off that this project adds to the
   * plain game: for {@link #paperSettings()}.
   */
  protected static Map<String, String> asInThePaper(Map<String, String> said) {
    Map<String, String> all = new LinkedHashMap<>(AdversarialSettings.PLAIN);
    all.putAll(said);
    return Collections.unmodifiableMap(all);
  }

  @Override
  public final List<Hyperparameter> hyperparameters() {
    List<Hyperparameter> all = new ArrayList<>(own());
    all.addAll(AdversarialSettings.declared(defaults()));
    if (!paperSettings().isEmpty()) {
      all.add(Settings.ORIGIN_HYPERPARAMETER);
    }
    return all;
  }

  @Override
  protected final void check(Settings settings, FitOptions options) {
    loss(settings);
    AdversarialSettings read = AdversarialSettings.of(settings);
    if (read.condition() == AdversarialSettings.Condition.TARGET && options.target() == null) {
      throw new SynthesisException(
          name()
              + " conditions on the target: name the column, on the command line with --target, in"
              + " Java with FitOptions.builder().target(...)");
    }
  }

  @Override
  protected final Model fit(
      Table table, Settings settings, FitOptions options, FitListener listener) {
    AdversarialNetworks networks =
        new AdversarialNetworks(loss(settings), AdversarialSettings.of(settings));
    return GeneratorFit.run(name(), settings, table, options, listener, networks);
  }

  @Override
  public final List<ModelStep> trainingSteps(GeneratorModel model, Settings settings, int count) {
    return AdversarialSteps.of(loss(settings), AdversarialSettings.of(settings), model, count)
        .list();
  }
}
