package io.semblance.synth;

import io.semblance.data.Table;

/**
 * A model that fills holes: it draws the missing cells of a row given those that are there.
 *
 * <pre>{@code
 * Table filled = model.completion().orElseThrow().complete(rows, 0, seed);
 * }</pre>
 */
public interface Completion {
  /**
   * The rows with every missing cell drawn from its distribution given the cells of its row that
   * are there, which stay as they are. Other seeds give other draws, for multiple imputation (Rubin
   * 1987). A missing cell is filled also where the model knows that cells may be missing.
   *
   * @param rows with the columns of the model; any cell may be missing
   * @param firstRow absolute number of the first one: a row's draw depends on its number, the seed
   *     and the row alone
   * @throws io.semblance.data.DataException if the columns differ, or hold a label that the
   *     training table could not
   */
  Table complete(Table rows, long firstRow, long seed);
}
