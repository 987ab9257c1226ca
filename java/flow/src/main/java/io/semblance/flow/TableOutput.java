package io.semblance.flow;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.file.WholeFile;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.data.source.Tables;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A table that is written part by part: to a file or a database, whole or not at all, or to a
 * stream.
 */
public abstract class TableOutput implements AutoCloseable {
  TableOutput() {}

  /**
   * Opens a place: a typed one, or a file of text, which is compressed if its name ends in {@code
   * .gz}.
   *
   * @param layout of text
   * @param options of a typed place
   * @throws io.semblance.data.file.UnwritableFileException if nothing can be written there
   * @throws io.semblance.data.DataException if a typed place refuses
   */
  public static TableOutput to(Place place, Schema schema, CsvLayout layout, SinkOptions options)
      throws IOException {
    if (options.append() && !place.isDatabase()) {
      throw DataException.builder("rows cannot be added to a file, only to a table of a database")
          .source(place.toString())
          .remedy("write another file, or leave --append out to write this one anew")
          .build();
    }
    return Tables.isTyped(place)
        ? new TypedOutput(place, Tables.create(place, schema, options))
        : CsvOutput.file(Path.of(place.address()), schema, layout);
  }

  /** The same of a new file, by its path. */
  public static TableOutput toFile(Path target, Schema schema, CsvLayout layout)
      throws IOException {
    return to(Place.of(target.toString()), schema, layout, SinkOptions.defaults());
  }

  /**
   * Writes text to a stream, which {@link #commit} closes.
   *
   * @param name what the stream is called in messages
   */
  public static TableOutput toStream(
      OutputStream stream, String name, Schema schema, CsvLayout layout) {
    return CsvOutput.stream(stream, name, schema, layout);
  }

  /**
   * Writes rows.
   *
   * @throws java.io.UncheckedIOException if that fails; the message names the place
   */
  public abstract void write(Table part);

  /**
   * Draws rows and writes them.
   *
   * @param also sees each part after it was written, on the calling thread
   */
  public abstract void write(Model model, SampleOptions options, Consumer<Table> also);

  /** All rows are there. */
  public abstract void commit() throws IOException;

  /** Without a commit before: the place is as it was. */
  @Override
  public abstract void close();

  /** The same error with the place: a full disk does not say whose. */
  static IOException named(IOException e, String place) {
    if (e instanceof FileSystemException) {
      return e;
    }
    IOException named = new FileSystemException(place, null, WholeFile.reason(e));
    named.initCause(e);
    return named;
  }
}
