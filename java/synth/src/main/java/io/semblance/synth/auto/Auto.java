package io.semblance.synth.auto;

import io.semblance.data.Table;
import io.semblance.engine.backend.Backends;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.autoregressive.Autoregressive;
import io.semblance.synth.circuit.Circuit;
import io.semblance.synth.mixture.GaussianMixtureSynthesizer;
import io.semblance.synth.series.AutoSeries;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes a model for the user. Rows go to {@link Autoregressive}, which is the hardest to tell from
 * real ones. Where they are too few to learn networks from without learning single ones by heart, a
 * mixture ({@link GaussianMixtureSynthesizer}) learns them, whose size the likelihood of unseen
 * rows decides; where the time is too short, {@link Circuit}. Sequences go to the best of several
 * models, by measurement ({@link AutoSeries}). {@code docs/auto.md} has the figures behind it.
 */
public final class Auto implements Synthesizer {
  /** Rows below which networks learn single rows by heart before they learn the table. */
  private static final int FEWEST_ROWS = 2_000;

  /** A mixture of more columns has more covariances than few rows can tell. */
  private static final int MOST_COLUMNS = 60;

  /** Longest training that is begun without having been asked for. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final AutoSeries sequences = new AutoSeries();

  /** A choice and why. */
  record Choice(Synthesizer synthesizer, String reason) {}

  @Override
  public String name() {
    return Synthesizers.DEFAULT;
  }

  @Override
  public String description() {
    return "takes a model for you: of rows by their number and the time, of sequences by measurement";
  }

  @Override
  public String advice() {
    return "the default: says which model it took, and why";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return sequences.hyperparameters();
  }

  @Override
  public boolean learnsSequences() {
    return true;
  }

  @Override
  public boolean learnsRows() {
    return true;
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  @Override
  public void check(FitOptions options) {
    if (options.series() != null) {
      sequences.check(options);
    } else if (!options.settings().isEmpty()) {
      throw new IllegalArgumentException(
          "auto takes a model for you, and knows no settings of its own for rows: to set "
              + String.join(", ", options.settings().keySet())
              + ", name the model");
    }
  }

  @Override
  public Model fit(Table train, FitOptions options, FitListener listener) {
    check(options);
    if (options.series() != null) {
      return sequences.fit(train, options, listener);
    }
    Choice choice = choose(train, options);
    listener.notice("auto takes " + choice.synthesizer().name() + ": " + choice.reason());
    return choice
        .synthesizer()
        .fit(train, options.toBuilder().settings(Map.of()).build(), listener);
  }

  /** The model for rows. */
  static Choice choose(Table train, FitOptions options) {
    String size =
        String.format(Locale.ROOT, "%,d rows of %,d columns", train.rows(), train.width());
    if (train.rows() < FEWEST_ROWS) {
      boolean narrow = train.width() <= MOST_COLUMNS;
      return new Choice(
          narrow ? new GaussianMixtureSynthesizer() : new Circuit(),
          size + " are too few for networks");
    }
    Duration usual =
        Autoregressive.expected(
            train, options.threads(), Backends.select(options.backend()).name());
    Duration needed = options.budget() == null ? usual : Autoregressive.least(train, usual);
    Duration most = options.budget() == null ? LONGEST : options.budget();
    return needed.compareTo(most) > 0
        ? new Choice(
            new Circuit(), size + " would keep networks busy for " + words(needed) + " at least")
        : new Choice(
            new Autoregressive(), size + ", at most about " + words(usual) + " of training");
  }

  private static String words(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
