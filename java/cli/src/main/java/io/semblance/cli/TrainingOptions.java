package io.semblance.cli;

import io.semblance.data.Text;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.rule.Rules;
import io.semblance.engine.backend.Backends;
import io.semblance.flow.FitJob;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a model is trained; shared by {@code synthesize} and {@code fit}. */
final class TrainingOptions {
  /** {@code --set encoder.COL=NAME} is how {@code --encoder COL=NAME} was said before. */
  private static final String ENCODER_PREFIX = "encoder.";

  /** {@code --checkpoint none}. */
  private static final Path NO_CHECKPOINT = Path.of("none");

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "Which synthesizer; 'semblance models' lists them. Default: "
              + Synthesizers.DEFAULT
              + ", which takes one for you.")
  private String model;

  private final CatalogueOptions catalogue =
      new CatalogueOptions(FitJob.catalogue(), RunOptions.PRESETS);
  private final RunOptions run = new RunOptions(catalogue);
  private final Map<String, String> settings = new LinkedHashMap<>();
  private EncoderOptions encoder = EncoderOptions.defaults();

  /** Gives a command these options, after those that it has. */
  void addTo(CommandSpec command) {
    command.addMixin("training", CommandSpec.forAnnotatedObject(this));
    catalogue.addTo(command);
  }

  /** What can be told to be wrong before any file is read. */
  Synthesizer check(Console console) {
    run.check(console);
    Synthesizer synthesizer = model == null ? Synthesizers.byDefault() : synthesizer(model);
    sortSettings(console);
    checkSettings(synthesizer);
    Backends.select(run.backend());
    return synthesizer;
  }

  /** Encoders that were said as settings become encoders. */
  private void sortSettings(Console console) {
    Map<String, String> said = catalogue.said(FitCatalogue.SETTINGS);
    if (catalogue.said(FitCatalogue.ENCODER) != null) {
      encoder = catalogue.said(FitCatalogue.ENCODER);
    }
    if (said == null) {
      return;
    }
    EncoderOptions.Builder more = EncoderOptions.builder();
    encoder.encoders().forEach(more::encoder);
    said.forEach(
        (key, value) -> {
          if (key.startsWith(ENCODER_PREFIX)) {
            String column = key.substring(ENCODER_PREFIX.length());
            more.encoder(column, value);
            console.say(
                String.format(
                    "--set %s=%s is now said --encoder %s=%s", key, value, column, value));
          } else {
            settings.put(key, value);
          }
        });
    encoder = more.build();
  }

  /** The synthesizer of a name; not knowing it is a matter of usage. */
  static Synthesizer synthesizer(String name) {
    try {
      return Synthesizers.byName(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private void checkSettings(Synthesizer synthesizer) {
    List<String> known = synthesizer.hyperparameters().stream().map(Hyperparameter::name).toList();
    for (String key : settings.keySet()) {
      if (!known.contains(key)) {
        throw new UsageException(
            "--set "
                + key
                + ": "
                + synthesizer.name()
                + " has no such hyperparameter."
                + Text.nearest(key, known).map(s -> " Did you mean '" + s + "'?").orElse("")
                + " 'semblance models "
                + synthesizer.name()
                + "' lists them.");
      }
    }
  }

  /**
   * The options of a fit, after {@link #check}.
   *
   * @param file where the model will lie; the checkpoint lies beside it unless it is laid down
   * @param rulesOrNull those of a schema file, which hold unless others are asked for
   */
  FitOptions fitOptions(Path file, List<String> rulesOrNull) {
    FitOptions.Builder options = FitOptions.builder();
    catalogue.apply(options);
    if (rulesOrNull != null && catalogue.said(FitCatalogue.RULES) == null) {
      boolean none = rulesOrNull.isEmpty() || options.build().series() != null; // which keep none
      options.set(FitCatalogue.RULES, none ? List.of(Rules.NONE) : rulesOrNull);
    }
    options.settings(settings).encoder(encoder).threads(run.threads()).backend(run.backend());
    Path checkpoint = catalogue.said(FitCatalogue.CHECKPOINT);
    if (checkpoint == null) {
      options.checkpoint(device(file) ? null : FitJob.checkpointBeside(file));
    } else if (checkpoint.equals(NO_CHECKPOINT)) {
      options.checkpoint(null);
    }
    try {
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage() + ".", e); // --resume --checkpoint none
    }
  }

  /** Beside a device or pipe is no place for files of ours. */
  private static boolean device(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
  }
}
