package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Autoregressive networks over codes (Bengio and Bengio, "Modeling high-dimensional discrete data
 * with multi-layer neural networks", 1999; for tables Tiwald et al., "TabularARGN", 2025): p(row)
 * is the product over its columns of p(code | codes before it), each factor a small network.
 * Trained by likelihood, which is known and judged on held-out rows.
 */
public final class Autoregressive extends ClasswiseSynthesizer {
  /**
   * A generous guess at how long a fit of a table will take with default settings.
   *
   * @param backend its name
   */
  public static Duration expected(Table table, int threads, String backend) {
    return AutoregressiveWork.expected(table, usual(), threads, backend);
  }

  /**
   * The shortest fit of a table that a circuit would not beat, of one that is {@linkplain #expected
   * expected} to take so long if it is not made to hurry.
   */
  public static Duration least(Table table, Duration expected) {
    return AutoregressiveWork.least(table, usual(), expected);
  }

  private static AutoregressiveSettings usual() {
    return AutoregressiveSettings.of(Settings.of(new Autoregressive(), Map.of()));
  }

  @Override
  public String name() {
    return "autoregressive";
  }

  @Override
  public String description() {
    return "a network a column, told the columns before it (Bengio and Bengio 1999; Tiwald et al. 2025)";
  }

  @Override
  public String advice() {
    return "the hardest to tell from real rows; a minute on a CPU for tens of thousands of rows";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return AutoregressiveSettings.DECLARED;
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  @Override
  protected void check(Settings settings, FitOptions options) {
    AutoregressiveSettings.of(settings);
  }

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    return new AutoregressiveFit(name(), settings, table, options, listener).run();
  }
}
