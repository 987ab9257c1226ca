package io.semblance.synth;

import io.semblance.data.Table;

/** Draws rows of one model and seed by their absolute numbers. Used by one thread at a time. */
public interface RowSource extends AutoCloseable {
  /**
   * Rows {@code firstRow} to before {@code firstRow + count}, the same whatever else is drawn. They
   * must lie in one part: none but the first may have a number that is a multiple of {@link
   * Model#partRows()}.
   */
  Table draw(long firstRow, int count);

  @Override
  void close();
}
