package io.semblance.data.simulate;

import io.semblance.data.Schema;
import io.semblance.data.Table;

/**
 * A source of simulated rows. Implementations are immutable and may be shared between threads.
 *
 * @see Simulators
 */
public interface Simulator {

  /** The name a user types, for example {@code health-indicators}. */
  String name();

  /** One sentence for a listing: what the rows are and where their law comes from. */
  String description();

  /** The schema of every table that {@link #rows} returns. */
  Schema schema();

  /**
   * Draws rows {@code firstRow} to {@code firstRow + count - 1} of the endless table that belongs
   * to {@code seed}. Row n depends on {@code (seed, n)} alone, so parts can be drawn in any order,
   * by any number of threads, and laid side by side.
   *
   * @param firstRow number of the first row, from 0
   * @param count how many rows, 0 or more
   * @param seed any number
   * @throws IllegalArgumentException if {@code firstRow} or {@code count} is negative
   */
  Table rows(long firstRow, int count, long seed);
}
