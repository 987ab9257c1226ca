package io.semblance.data.source;

import io.semblance.data.Schema;
import io.semblance.data.infer.RawRows;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A kind of place where typed tables live. Those of jars on the class path are found by {@link
 * java.util.ServiceLoader}.
 */
public interface TableFormat {
  /** Whether a place is of this kind, by its address alone. */
  boolean serves(Place place);

  /**
   * Starts to read a table.
   *
   * @param onWarning is told in a sentence what is odd but not wrong, such as columns left out
   * @throws io.semblance.data.DataException when there is none, or it cannot be read
   */
  RawRows open(Place place, Consumer<String> onWarning);

  /**
   * Makes sure, before hours of work, that a table can be written later.
   *
   * @throws io.semblance.data.DataException when it cannot
   */
  default void check(Place place, Schema schema, SinkOptions options) {}

  /**
   * Starts to write a table.
   *
   * @throws io.semblance.data.DataException when it cannot be written there
   */
  TableSink create(Place place, Schema schema, SinkOptions options) throws IOException;
}
