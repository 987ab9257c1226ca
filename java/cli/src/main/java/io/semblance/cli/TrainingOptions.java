package io.semblance.cli;

import io.semblance.data.Column;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.Text;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.engine.backend.Backends;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Validation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a model is trained; shared by {@code synthesize} and {@code fit}. */
final class TrainingOptions {
  /** {@code --set encoder.COL=NAME} lays down the encoder of a column. */
  private static final String ENCODER_PREFIX = "encoder.";

  private static final int MOST_EPOCHS = 100_000_000;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "wgan-gp",
      description = "Which synthesizer; 'semblance models' lists them. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = "--target",
      paramLabel = "COL",
      description = "The column that the table is about, as a rule the class.")
  private String target;

  @Option(
      names = "--per-class",
      description = "Train one model per class of the target; needs --target.")
  private boolean perClass;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the table. Default: as the model says.")
  private Integer epochs;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "Train this long at most: 90s, 10m, 1h30m.")
  private Duration budget;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A hyperparameter, see 'semblance models NAME'; also encoder.COL=NAME. Repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--holdout",
      paramLabel = "FRACTION",
      defaultValue = "0.1",
      description =
          "Part of the rows kept from training, for choosing the best model and for the ceiling of"
              + " the scores; 0 for none. Default: ${DEFAULT-VALUE}.")
  private double holdout;

  @Mixin private RunOptions run;

  RunOptions run() {
    return run;
  }

  String model() {
    return model;
  }

  /** What can be told to be wrong before any file is read. */
  Synthesizer check(Console console) {
    if (perClass && target == null) {
      throw new UsageException("--per-class needs --target: name the column with the classes.");
    }
    if (!(holdout >= 0 && holdout <= 0.9)) {
      throw new UsageException("--holdout is " + holdout + ", but must be between 0 and 0.9.");
    }
    if (epochs != null && (epochs < 1 || epochs > MOST_EPOCHS)) {
      throw new UsageException("--epochs is " + epochs + ", but must be 1 to " + MOST_EPOCHS + ".");
    }
    run.check(console);
    Synthesizer synthesizer = synthesizer(model);
    checkSettings(synthesizer);
    Backends.select(run.backend());
    return synthesizer;
  }

  /**
   * The rows to train on and the held-out ones; all classes of the target are among the former.
   *
   * @throws io.semblance.data.DataException if there is no such target
   */
  HeldOut split(Table table) {
    Column classes = target == null ? null : table.column(target);
    // Every number of a measured target is a class of its own: nothing could be held out.
    boolean few = classes != null && (perClass || !classes.schema().type().isNumeric());
    return HeldOut.split(table, holdout, run.seed(), few ? classes : null);
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
      if (!key.startsWith(ENCODER_PREFIX) && !known.contains(key)) {
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

  /** The column with the classes, or null. */
  String target() {
    return target;
  }

  /**
   * The options of a fit on a table of this schema.
   *
   * @throws io.semblance.data.DataException if a column that is named does not exist
   */
  FitOptions fitOptions(Schema schema, Validation validationOrNull) {
    EncoderOptions.Builder encoder = EncoderOptions.builder();
    Map<String, String> rest = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(ENCODER_PREFIX)) {
            String column = key.substring(ENCODER_PREFIX.length());
            schema.indexOf(column);
            encoder.encoder(column, value);
          } else {
            rest.put(key, value);
          }
        });
    if (target != null) {
      schema.indexOf(target);
    }
    return FitOptions.builder()
        .seed(run.seed())
        .epochs(epochs)
        .budget(budget)
        .threads(run.threads())
        .backend(run.backend())
        .settings(rest)
        .target(target)
        .perClass(perClass)
        .validation(validationOrNull)
        .encoder(encoder.build())
        .build();
  }
}
