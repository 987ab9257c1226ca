package io.semblance.synth;

import io.semblance.data.Table;

/**
 * A model of sequences that goes on from a history: what comes next is drawn given all that was.
 *
 * <pre>{@code
 * Table next = model.continuation().orElseThrow().after(history, 48, seed);
 * }</pre>
 */
public interface Continuation {
  /**
   * The next steps of each sequence of a history. Draws, not best guesses: other seeds give other
   * futures, whose spread shows how much is open.
   *
   * @param history rows with the columns of the model, of entities that need not be those that were
   *     learnt from
   * @param steps of each sequence, at least 1
   * @return the new rows alone, sequence after sequence in the order of the history; names of
   *     entities and static columns stay, time goes on
   * @throws io.semblance.data.DataException if the history has other columns, a label that the
   *     model does not know, or a cell missing in a column where it knows of no missing ones
   */
  Table after(Table history, int steps, long seed);
}
