package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.quality.Fidelity;
import io.semblance.quality.FidelityScores;
import io.semblance.synth.Validation;

/**
 * How far generated rows are from held-out rows: shape error + trend error + mean |delta r|, so
 * that neither single columns nor their dependence can be traded away. It is computed while
 * training waits, hence the bound on rows.
 */
public final class FidelityValidation {
  private static final int MOST_ROWS = 20_000;

  private FidelityValidation() {}

  /** Validation of a fit against these rows, which the model must not be trained on. */
  public static Validation against(Table holdout) {
    return new Validation(Samples.thin(holdout, MOST_ROWS), FidelityValidation::loss);
  }

  private static double loss(Table heldOut, Table synthetic) {
    FidelityScores scores = Fidelity.score(heldOut, synthetic);
    return orZero(1 - scores.shapeMean())
        + orZero(1 - scores.trendMean())
        + orZero(scores.meanAbsDeltaPearson());
  }

  private static double orZero(double error) {
    return Double.isNaN(error) ? 0 : error; // a table of one column has no pairs
  }
}
