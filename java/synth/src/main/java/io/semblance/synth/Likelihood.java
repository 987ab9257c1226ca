package io.semblance.synth;

import io.semblance.data.Table;

/**
 * A model that knows how likely a row is. What it compares are rows of one model: one judges cells
 * by the probability of their codes, another by a density.
 *
 * <pre>{@code
 * double[] nats = model.likelihood().orElseThrow().logLikelihood(rows);
 * }</pre>
 */
public interface Likelihood {
  /**
   * The natural logarithm of the probability, or density, of each row of a table.
   *
   * @param table with the columns of the training table
   * @throws io.semblance.data.DataException if the columns differ, or hold a label or a missing
   *     cell that the training table could not
   */
  double[] logLikelihood(Table table);
}
