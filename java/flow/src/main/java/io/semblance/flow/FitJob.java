package io.semblance.flow;

import io.semblance.data.Column;
import io.semblance.data.Table;
import io.semblance.data.file.WholeFile;
import io.semblance.data.rule.Rules;
import io.semblance.data.series.EntityColumns;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Validation;
import io.semblance.synth.option.FitOption;
import io.semblance.synth.option.OptionType;
import io.semblance.synth.refine.RefinedModel;
import io.semblance.synth.series.AutoSeries;
import io.semblance.synth.series.WindowSynthesizer;
import io.semblance.synth.stage.RuleStage;
import io.semblance.synth.stage.StagedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Learns a table: holds rows out, trains, keeps the model that is nearest to the held-out rows, and
 * saves it.
 *
 * <pre>{@code
 * FitResult result =
 *     FitJob.builder()
 *         .table(table)
 *         .synthesizer("wgan-gp")
 *         .options(FitOptions.builder().seed(7).budget(Duration.ofMinutes(5)).build())
 *         .file(Path.of("model.semblance"))
 *         .build()
 *         .run(JobListener.silent());
 * Table rows = result.model().sample(1000, 42);
 * }</pre>
 *
 * A checkpoint that the options name is removed once the model is saved, and left where the job was
 * cancelled or failed.
 */
public final class FitJob {
  /** Part of the rows that is kept from training; an option of {@link FitOptions}. */
  public static final FitOption<Double> HOLDOUT =
      FitOption.builder("holdout", OptionType.number("FRACTION"))
          .meaning(
              "Part of the rows kept from training, for choosing the best model and for the ceiling"
                  + " of the scores; 0 for none.")
          .otherwise(0.1)
          .must("be between 0 and 0.9", part -> part >= 0 && part <= 0.9)
          .build();

  private final Table table;
  private final Synthesizer synthesizer;
  private final FitOptions options;
  private final Path file;

  /** How rows make sequences; null if they are independent of each other. */
  private final SeriesSpec series;

  private FitJob(Builder b) {
    options = b.options;
    file = b.file;
    series = options.series();
    // Individuals are made up anew, whatever their names look like.
    table = series == null ? b.table : EntityColumns.asIdentifiers(b.table, series);
    synthesizer =
        forOptions(b.synthesizer == null ? Synthesizers.byDefault() : b.synthesizer, options);
  }

  /** A model of rows learns sequences by their windows. */
  private static Synthesizer forOptions(Synthesizer chosen, FitOptions options) {
    return options.series() == null || chosen.learnsSequences()
        ? chosen
        : new WindowSynthesizer(chosen);
  }

  /**
   * Refuses what a job would refuse whatever its table: settings that do not exist, options that do
   * not go together or are missing.
   *
   * @throws io.semblance.synth.SynthesisException if the options do not go with the synthesizer
   * @throws BadSettingException if a hyperparameter is unknown or malformed
   */
  public static void check(Synthesizer synthesizer, FitOptions options) {
    if (options.get(FitCatalogue.REFINE) && options.series() != null) {
      throw new SynthesisException("Sequences cannot be refined; fit without --refine");
    }
    try {
      forOptions(synthesizer, options).check(options);
    } catch (IllegalArgumentException e) {
      throw badSetting(e, options);
    }
  }

  /** Of a setting if there are any; else it is an error of ours. */
  private static RuntimeException badSetting(IllegalArgumentException e, FitOptions options) {
    return options.settings().isEmpty() ? e : new BadSettingException(e);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** All options that a job heeds: those of {@link FitCatalogue}, and {@link #HOLDOUT}. */
  public static List<FitOption<?>> catalogue() {
    List<FitOption<?>> all = new ArrayList<>(FitCatalogue.all());
    all.add(all.indexOf(FitCatalogue.SEED), HOLDOUT);
    return all;
  }

  /** Where the checkpoint of a model lies unless it is laid down: beside the model. */
  public static Path checkpointBeside(Path model) {
    return model.resolveSibling(model.getFileName() + ".checkpoint");
  }

  /**
   * Runs the job. When the listener cancels, the model as far as it got is saved all the same, and
   * the result says so.
   *
   * @throws BadSettingException if a hyperparameter is unknown or malformed
   * @throws io.semblance.data.DataException if a named column does not exist or is unfit
   * @throws io.semblance.synth.SynthesisException if the table or the options do not allow it
   * @throws IOException if the model cannot be saved
   */
  public FitResult run(JobListener listener) throws IOException {
    if (file != null) {
      WholeFile.requireWritable(file);
    }
    options.encoder().encoders().keySet().forEach(table.schema()::indexOf);
    check(synthesizer, options);
    FitRules rules = FitRules.of(table, options, series, listener);
    HeldOut rows = split(rules.learnable(table));
    if (options.epochs() != null && !synthesizer.trainsInEpochs()) {
      listener.notice(
          synthesizer.name() + " does not train in epochs: their number changes nothing");
    }
    listener.begins(JobListener.Phase.FITTING);
    Model model = fit(rows, optionsFor(rows, listener), listener);
    if (options.get(FitCatalogue.REFINE) && !listener.cancelled()) {
      model = refined(model, rows, listener);
    }
    Optional<Rules> kept = rules.keptBy(model);
    if (kept.isPresent()) {
      model = StagedModel.of(model, new RuleStage(kept.get()));
    }
    boolean cancelled = listener.cancelled();
    if (file != null) {
      model.save(file);
    }
    if (!cancelled) {
      if (options.checkpoint() != null) {
        CheckpointFiles.delete(options.checkpoint());
      }
      if (file != null) {
        listener.modelSaved(file);
      }
    }
    return new FitResult(model, rows, cancelled, TrainingCurves.of(model.provenance()), kept);
  }

  /** The refined model, unless that brings rows nearer to single training rows. */
  private Model refined(Model model, HeldOut rows, JobListener listener) {
    if (rows.holdout() == null) {
      listener.notice(
          "without held-out rows nobody sees whether the refinement brings rows nearer to those"
              + " that were learnt from");
    }
    Model refined = RefinedModel.of(model, rows.train());
    String words = RefinementGuard.refusal(model, refined, rows, options.seed());
    if (words != null) {
      listener.notice(words);
      return model;
    }
    return refined;
  }

  /** All classes of a target are trained on: the held-out part gives back a class it took whole. */
  private HeldOut split(Table learnt) {
    if (series != null) {
      return HeldOut.split(learnt, series, options.get(HOLDOUT), options.seed());
    }
    String target = options.target();
    Column classes = target == null ? null : learnt.column(target);
    // Every number of a measured target is a class of its own: nothing could be held out.
    boolean few = classes != null && (options.perClass() || !classes.schema().type().isNumeric());
    return HeldOut.split(learnt, options.get(HOLDOUT), options.seed(), few ? classes : null);
  }

  private FitOptions optionsFor(HeldOut rows, JobListener listener) {
    // Written out even where it is the default: a model depends on it.
    FitOptions.Builder own = options.toBuilder().set(HOLDOUT, options.get(HOLDOUT));
    if (options.validation() == null && (rows.holdout() != null || series != null)) {
      own.validation(validation(rows));
    }
    Path checkpoint = options.checkpoint();
    if (options.resume() && !Files.exists(checkpoint)) {
      if (file != null && Files.exists(file)) {
        throw new SynthesisException(
            "There is no checkpoint "
                + checkpoint
                + ", and the model "
                + file
                + " is there: its fit has ended. To replace it by another, fit without --resume (in"
                + " Java, without resume(true))");
      }
      listener.notice("there is no checkpoint " + checkpoint + ": training begins at the start");
      own.resume(false);
    }
    return own.build();
  }

  private Validation validation(HeldOut rows) {
    if (series == null) {
      return FidelityValidation.against(rows.holdout());
    }
    // A later stretch is of another time: being near to it is no merit. And where few models are
    // compared, a judge that takes seconds may do it.
    return synthesizer instanceof AutoSeries
        ? FidelityValidation.toldApart(rows.train(), series, options.seed())
        : FidelityValidation.against(
            rows.alike() && rows.holdout() != null ? rows.holdout() : rows.train(), series);
  }

  private Model fit(HeldOut rows, FitOptions own, JobListener listener) {
    try {
      return synthesizer.fit(rows.train(), own, new TrainingListener(listener, rows.holdout()));
    } catch (IllegalArgumentException e) {
      throw badSetting(e, own);
    }
  }

  /** Builds a {@link FitJob}. */
  public static final class Builder {
    private Table table;
    private Synthesizer synthesizer; // null: by the options
    private FitOptions options = FitOptions.defaults();
    private Path file;

    private Builder() {}

    /** The rows to learn; must be given. */
    public Builder table(Table value) {
      table = value;
      return this;
    }

    /** What kind of model; default {@link Synthesizers#byDefault}. */
    public Builder synthesizer(Synthesizer value) {
      synthesizer = Objects.requireNonNull(value, "synthesizer");
      return this;
    }

    /**
     * The same by its name.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Builder synthesizer(String name) {
      return synthesizer(Synthesizers.byName(name));
    }

    /**
     * How to fit. Held-out rows judge the models on the way, unless the options bring a validation
     * of their own.
     */
    public Builder options(FitOptions value) {
      options = Objects.requireNonNull(value, "options");
      return this;
    }

    /** Where the model is saved; null, the default, for nowhere. */
    public Builder file(Path value) {
      file = value;
      return this;
    }

    /**
     * The job.
     *
     * @throws IllegalArgumentException if there is no table
     */
    public FitJob build() {
      if (table == null) {
        throw new IllegalArgumentException("table is missing: give the rows to learn");
      }
      return new FitJob(this);
    }
  }
}
