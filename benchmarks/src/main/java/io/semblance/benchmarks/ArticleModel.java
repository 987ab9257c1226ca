package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.data.simulate.Simulators;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizers;

/** Fits with the article's networks on simulated rows, through the public API. */
final class ArticleModel {
  private ArticleModel() {}

  /** Simulated rows of 22 columns, with the law of the article's table. */
  static Table table(int rows) {
    return Simulators.byName("health-indicators").rows(0, rows, 1);
  }

  /** One epoch; no calibration afterwards. */
  static Model fit(Table table, String backend, int threads) {
    FitOptions options =
        FitOptions.builder()
            .seed(1)
            .epochs(1)
            .threads(threads)
            .backend(backend)
            .set("generator_widths", "128,256,512")
            .set("critic_widths", "512,256,128")
            .set("generator_norm", "false")
            .set("critic_dropout", "0.1")
            .set("noise", "32")
            .set("batch", "128")
            .set("calibrate", "false")
            .build();
    return Synthesizers.byName("wgan-gp").fit(table, options, FitListener.silent());
  }
}
