package io.semblance.data.infer;

import java.util.List;

/**
 * The rows of a table as they come, portion by portion, before anybody has found out what their
 * cells mean. For one thread at a time.
 */
public interface RawRows extends AutoCloseable {
  /** What the table is called in messages. */
  String source();

  /** The names of the columns: unique, never empty. */
  List<String> names();

  /** Whether there are rows left. */
  boolean more();

  /**
   * The next rows, at least one if there are {@link #more}.
   *
   * @param mostCells ends the portion once it holds so many cells
   * @param mostTextBytes ends the portion soon after its distinct texts take so much memory
   * @throws io.semblance.data.DataException when the table is broken here
   */
  RawTable read(long mostCells, long mostTextBytes);

  /** All rows that are left. */
  default RawTable readAll() {
    return read(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * Lets go of what the rows come from.
   *
   * @throws io.semblance.data.DataException when that fails
   */
  @Override
  void close();
}
