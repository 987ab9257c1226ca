package io.semblance.synth.cart;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Settings;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import java.util.List;

/**
 * Sequential classification and regression trees (Reiter, "Using CART to generate partially
 * synthetic public use microdata", 2005; synthpop, Nowok, Raab and Dibben 2016): a column is drawn
 * from the leaf that the columns before it lead to. Leaves hold shares of codes, not rows; each is
 * smoothed by the node above it.
 */
public final class Cart extends ClasswiseSynthesizer {
  @Override
  public String name() {
    return "cart";
  }

  @Override
  public String description() {
    return "sequential trees, a column drawn from a leaf (Reiter 2005, synthpop 2016)";
  }

  @Override
  public String advice() {
    return "a preview in seconds; nearer to single rows than it should be, so look at the verdict";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return CartSettings.DECLARED;
  }

  @Override
  protected void check(Settings settings, FitOptions options) {
    CartSettings.of(settings);
  }

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    return new CartFit(name(), settings, table, options, listener).run();
  }
}
