package io.semblance.flow;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.csv.CsvText;
import io.semblance.data.csv.CsvWriter;
import io.semblance.data.file.UnwritableFileException;
import io.semblance.data.file.WholeFile;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A table that is written part by part: to a file, whole or not at all, or to a stream. */
public final class TableOutput implements AutoCloseable {
  private final WholeFile file; // null: a stream
  private final String name;
  private final CsvWriter writer;

  private TableOutput(WholeFile file, String name, CsvWriter writer) {
    this.file = file;
    this.name = name;
    this.writer = writer;
  }

  /**
   * Opens a file; one whose name ends in {@code .gz} is compressed.
   *
   * @throws UnwritableFileException if nothing can be written there
   */
  public static TableOutput toFile(Path target, Schema schema, CsvLayout layout)
      throws UnwritableFileException {
    WholeFile file = WholeFile.openByName(target);
    return new TableOutput(file, target.toString(), new CsvWriter(file.stream(), schema, layout));
  }

  /**
   * Writes to a stream, which {@link #commit} closes.
   *
   * @param name what the stream is called in messages
   */
  public static TableOutput toStream(
      OutputStream stream, String name, Schema schema, CsvLayout layout) {
    return new TableOutput(null, name, new CsvWriter(stream, schema, layout));
  }

  /**
   * Writes rows.
   *
   * @throws UncheckedIOException if that fails; the message names the place
   */
  public void write(Table part) {
    try {
      writer.write(part);
    } catch (IOException e) {
      throw new UncheckedIOException(named(e));
    }
  }

  /**
   * Draws rows and writes them; text is made by the threads that draw.
   *
   * @param also sees each part after it was written, on the calling thread
   */
  public void write(Model model, SampleOptions options, Consumer<Table> also) {
    Queue<CsvText> free = new ConcurrentLinkedQueue<>();
    model.<Part>sample(
        options,
        () ->
            table -> {
              CsvText text = free.poll();
              if (text == null) {
                text = writer.newText();
              }
              text.append(table);
              return new Part(table, text);
            },
        part -> {
          write(part.text());
          also.accept(part.table());
          part.text().clear();
          free.add(part.text());
        });
  }

  /** Rows, and the same rows as they are written. */
  private record Part(Table table, CsvText text) {}

  private void write(CsvText text) {
    try {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(named(e));
    }
  }

  /** All rows are there. */
  public void commit() throws IOException {
    try {
      writer.close();
      if (file != null) {
        file.commitWithoutWaiting(); // rows can be drawn again
      }
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** A full disk does not say whose. */
  private IOException named(IOException e) {
    if (e instanceof FileSystemException) {
      return e;
    }
    IOException named = new FileSystemException(name, null, WholeFile.reason(e));
    named.initCause(e);
    return named;
  }

  /** Without a commit before: a file is as it was. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
