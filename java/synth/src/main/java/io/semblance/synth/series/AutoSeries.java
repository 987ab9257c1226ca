package io.semblance.synth.series;

import io.semblance.data.Table;
import io.semblance.synth.FitCancelledException;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Learns sequences by several models in turn and keeps the one whose sequences are nearest to real
 * ones, as the validation of the fit measures it. Those that end by themselves come first; a budget
 * is shared among the rest.
 */
public final class AutoSeries implements Synthesizer {
  /** Its name. */
  public static final String NAME = Synthesizers.DEFAULT;

  private static final String MODELS = "models";

  /** Time of a model that would train for long, unless there is a budget. */
  private static final Duration DEFAULT_SHARE = Duration.ofSeconds(90);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "the best of several models of sequences, by measurement";
  }

  @Override
  public String advice() {
    return "the default for sequences: tries those of 'models' and says what each reached";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return List.of(
        new Hyperparameter(
            MODELS, "copula,var,autoregressive,recurrent", "what is tried, in this order"));
  }

  @Override
  public boolean learnsSequences() {
    return true;
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  /** A model and how far its sequences are from real ones. */
  private record Tried(Model model, double loss) {}

  @Override
  public void check(FitOptions options) {
    if (options.series() == null) {
      throw new SynthesisException(
          "auto chooses among models of sequences: say which rows make one (--sequence-by), what"
              + " orders them (--time), or how many rows a window has (--length)");
    }
    candidates(options);
  }

  @Override
  public Model fit(Table train, FitOptions options, FitListener listener) {
    check(options);
    if (options.validation() == null) {
      throw new SynthesisException(
          "auto measures models on held-out rows, and there are none: take a --holdout, or name a"
              + " model");
    }
    List<Synthesizer> candidates = candidates(options);
    Tried best = null;
    List<String> said = new ArrayList<>();
    long end =
        options.budget() == null ? Long.MAX_VALUE : System.nanoTime() + options.budget().toNanos();
    for (int i = 0; i < candidates.size() && !listener.cancelled(); i++) {
      Synthesizer candidate = candidates.get(i);
      int left = candidates.size() - i;
      Tried tried;
      try {
        tried = attempt(candidate, train, own(options, end, left), listener);
      } catch (SynthesisException e) {
        said.add(candidate.name() + " cannot learn this: " + e.getMessage());
        continue;
      }
      said.add(String.format(Locale.ROOT, "%s %.3f", candidate.name(), tried.loss()));
      if (best == null || tried.loss() < best.loss()) {
        best = tried;
      }
    }
    if (best == null) {
      if (listener.cancelled()) {
        throw new FitCancelledException("Cancelled before there was a model");
      }
      throw new SynthesisException(
          "No model can learn these sequences: " + String.join("; ", said));
    }
    listener.warning(
        "auto took "
            + best.model().provenance().synthesizer()
            + ", whose sequences are nearest to real ones (distances: "
            + String.join("; ", said)
            + ")");
    return best.model();
  }

  private List<Synthesizer> candidates(FitOptions options) {
    List<Synthesizer> all = new ArrayList<>();
    for (String name : Settings.of(this, options.settings()).values().get(MODELS).split(",")) {
      Synthesizer one = Synthesizers.byName(name.strip());
      if (one.name().equals(NAME)) {
        throw new IllegalArgumentException("setting models names auto itself");
      }
      all.add(one.learnsSequences() ? one : new WindowSynthesizer(one));
    }
    return all;
  }

  /** The options of one candidate: a share of the time that is left, no settings of auto's. */
  private static FitOptions own(FitOptions options, long end, int left) {
    FitOptions.Builder own = options.toBuilder().settings(Map.of()).checkpoint(null).resume(false);
    if (options.budget() != null) {
      own.budget(Duration.ofNanos(Math.max(0, (end - System.nanoTime()) / left)));
    } else if (options.epochs() == null) {
      own.budget(DEFAULT_SHARE);
    }
    return own.build();
  }

  private static Tried attempt(
      Synthesizer candidate, Table train, FitOptions own, FitListener listener) {
    Model model = candidate.fit(train, own, named(candidate.name(), listener));
    Validation validation = own.validation();
    Table drawn =
        model.sample(
            SampleOptions.builder()
                .rows(validation.rows())
                .seed(own.seed())
                .threads(own.threads())
                .backend(own.backend())
                .build());
    return new Tried(model, validation.lossOf(drawn));
  }

  /** Tells whose progress it is; what a model that is not taken warns of is of no use. */
  private static FitListener named(String name, FitListener listener) {
    return new FitListener() {
      @Override
      public void progress(FitProgress progress) {
        listener.progress(progress.withPhase(name + ": " + progress.phase()));
      }

      @Override
      public boolean cancelled() {
        return listener.cancelled();
      }

      @Override
      public void warning(String words) {
        listener.warning(name + ": " + words);
      }
    };
  }
}
