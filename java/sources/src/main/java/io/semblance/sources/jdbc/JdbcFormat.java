package io.semblance.sources.jdbc;

import io.semblance.data.Schema;
import io.semblance.data.infer.RawRows;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.TableFormat;
import io.semblance.data.source.TableSink;
import java.util.function.Consumer;

/** Any database whose JDBC driver is on the class path. */
public final class JdbcFormat implements TableFormat {
  @Override
  public boolean serves(Place place) {
    return place.isDatabase();
  }

  @Override
  public RawRows open(Place place, Consumer<String> onWarning) {
    return JdbcRows.open(place, onWarning);
  }

  @Override
  public void check(Place place, Schema schema, SinkOptions options) {
    JdbcSink.check(place, schema, options);
  }

  @Override
  public TableSink create(Place place, Schema schema, SinkOptions options) {
    return JdbcSink.create(place, schema, options);
  }
}
