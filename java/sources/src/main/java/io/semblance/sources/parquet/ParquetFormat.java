package io.semblance.sources.parquet;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.infer.RawRows;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.TableFormat;
import io.semblance.data.source.TableSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Files, and folders of files, whose name ends in {@code .parquet}. */
public final class ParquetFormat implements TableFormat {
  @Override
  public boolean serves(Place place) {
    return place.endsWith(".parquet");
  }

  @Override
  public RawRows open(Place place, Consumer<String> onWarning) {
    return ParquetRows.open(Path.of(place.address()), onWarning);
  }

  @Override
  public TableSink create(Place place, Schema schema, SinkOptions options) throws IOException {
    if (options.append()) {
      throw DataException.builder("rows cannot be added to a Parquet file")
          .source(place.toString())
          .remedy("write another file beside it; a folder of files is read as one table")
          .build();
    }
    return ParquetSink.create(Path.of(place.address()), schema);
  }
}
