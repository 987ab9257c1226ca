package io.semblance.synth.copula;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import java.util.List;

/**
 * The Gaussian copula with the marginals of the table itself: by Sklar's theorem (1959) a joint
 * distribution is its marginals and a copula; here the copula is that of normal numbers (R. B.
 * Nelsen, "An Introduction to Copulas", 2006), so that all that hangs together is one correlation
 * matrix.
 */
public final class Copula extends ClasswiseSynthesizer {
  static final String NAME = "copula";
  static final String ORDER_ROUNDS = "order_rounds";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Gaussian copula with the table's own marginals (Sklar 1959; Nelsen 2006)";
  }

  @Override
  public String advice() {
    return "A first look in seconds: exact marginals and pairwise trends, but nothing that bends or"
        + " depends on a third column; one model per class helps. Needs no training.";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return List.of(
        new Hyperparameter(
            ORDER_ROUNDS,
            "3",
            "how often labels are put in the order that correlates best; 0 for the order of the"
                + " schema"));
  }

  @Override
  protected void check(Settings settings, FitOptions options) {
    settings.wholeNumber(ORDER_ROUNDS, 0);
  }

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    return new CopulaFit(settings, table, options, listener).run(NAME);
  }
}
