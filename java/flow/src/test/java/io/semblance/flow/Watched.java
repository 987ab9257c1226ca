package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import java.util.List;

/** A real synthesizer that tells what it was given, and does something before it fits. */
final class Watched implements Synthesizer {
  /** What happens before a fit. */
  interface Before {
    void fit(FitOptions options) throws Exception;
  }

  private final Synthesizer real = Synthesizers.byName("wgan-gp");
  private final Before before;
  Table train;
  FitOptions options;

  Watched(Before before) {
    this.before = before;
  }

  /** Small networks and one epoch: a fit of a second. */
  static FitOptions.Builder quick() {
    return FitOptions.builder()
        .seed(11)
        .epochs(1)
        .threads(1)
        .backend("ejml")
        .set("generator_widths", "24")
        .set("critic_widths", "24")
        .set("noise", "6")
        .set("batch", "64")
        .set("calibrate", "false");
  }

  @Override
  public boolean trainsInEpochs() {
    return true;
  }

  @Override
  public String name() {
    return "watched";
  }

  @Override
  public String description() {
    return "for tests";
  }

  @Override
  public String advice() {
    return "for tests";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return real.hyperparameters();
  }

  @Override
  public Model fit(Table part, FitOptions given, FitListener listener) {
    train = part;
    options = given;
    try {
      before.fit(given);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return real.fit(part, given, listener);
  }
}
