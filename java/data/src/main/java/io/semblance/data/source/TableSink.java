package io.semblance.data.source;

import io.semblance.data.Table;
import java.io.IOException;

/** A table that is written part by part, whole or not at all. For one thread at a time. */
public interface TableSink extends AutoCloseable {
  /** Adds rows, with the columns of the schema that the sink was made for. */
  void write(Table part) throws IOException;

  /** All rows are there. */
  void commit() throws IOException;

  /** Without a commit before: the place is as it was. */
  @Override
  void close();
}
