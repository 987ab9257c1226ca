package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.privacy.Privacy;
import io.semblance.synth.Model;
import java.util.List;
import java.util.Locale;

/**
 * Whether a refinement may stay. Weights say which of a model's rows are more like the training
 * table; that must not mean more like single rows of it.
 */
final class RefinementGuard {
  private static final int MOST_ROWS = 10_000;

  /** Standard errors of the share of rows that are nearest to training rows. */
  private static final double ERRORS = 2;

  private RefinementGuard() {}

  /** Why it may not; null if it may, or if there are no held-out rows to tell it by. */
  static String refusal(Model model, Model refined, HeldOut rows, long seed) {
    if (refined == model || rows.holdout() == null) {
      return null;
    }
    int count = Math.min(MOST_ROWS, rows.train().rows());
    Privacy before = privacy(model, rows, count, seed);
    Privacy after = privacy(refined, rows, count, seed);
    double most = before.dcrShare() + ERRORS * before.dcrError();
    return after.dcrShare() <= most
        ? null
        : String.format(
            Locale.ROOT,
            "the refinement is left out: with it %.1f%% of the rows are nearer to training rows"
                + " than to others, without it %.1f%%",
            100 * after.dcrShare(),
            100 * before.dcrShare());
  }

  private static Privacy privacy(Model model, HeldOut rows, int count, long seed) {
    Table drawn = model.sample(count, seed);
    List<FeatureTable> aligned =
        FeatureTable.align(rows.train(), List.of(rows.train(), drawn, rows.holdout()));
    return Privacy.of(aligned.get(0), aligned.get(1), aligned.get(2), seed);
  }
}
