package io.semblance.flow;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.quality.RowLikelihoods;
import io.semblance.synth.Likelihood;
import io.semblance.synth.Model;

/** Asks a model how likely it finds rows that it was fitted to, and others. */
public final class LikelihoodAttack {
  private static final long MOST_ROWS = 10_000;

  private LikelihoodAttack() {}

  /**
   * Of some thousand rows of each table.
   *
   * @param heldOutOrNull rows that the model has not seen
   * @return null where there are none, or the model does not know how likely rows are
   */
  public static RowLikelihoods of(Model model, Table training, Table heldOutOrNull) {
    Likelihood likelihood = model.likelihood().orElse(null);
    if (likelihood == null || heldOutOrNull == null || heldOutOrNull.rows() == 0) {
      return null;
    }
    try {
      return new RowLikelihoods(
          likelihood.logLikelihood(Samples.thin(training, MOST_ROWS)),
          likelihood.logLikelihood(Samples.thin(heldOutOrNull, MOST_ROWS)));
    } catch (DataException e) {
      return null; // cells that the model cannot draw, which validity counts
    }
  }
}
