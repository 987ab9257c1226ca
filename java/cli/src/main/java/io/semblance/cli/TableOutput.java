package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvText;
import io.semblance.data.csv.CsvWriter;
import io.semblance.data.file.UnwritableFileException;
import io.semblance.data.file.WholeFile;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A table that is written part by part: to a file, whole or not at all, or to standard output. */
final class TableOutput implements AutoCloseable {
  /** Stands for standard input or output where a file is asked for. */
  static final String STANDARD = "-";

  private final WholeFile file; // null: standard output
  private final String name;
  private final CsvWriter writer;

  private TableOutput(WholeFile file, String name, CsvWriter writer) {
    this.file = file;
    this.name = name;
    this.writer = writer;
  }

  /** Opens {@code name}; {@code -} is standard output. */
  static TableOutput open(String name, Schema schema, char delimiter, boolean header)
      throws UnwritableFileException {
    if (name.equals(STANDARD)) {
      return new TableOutput(
          null, name, new CsvWriter(StandardOutput.shared(), schema, delimiter, header));
    }
    WholeFile file = WholeFile.openByName(Path.of(name));
    return new TableOutput(file, name, new CsvWriter(file.stream(), schema, delimiter, header));
  }

  /** Writes rows. */
  void write(Table part) {
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
  void write(Model model, SampleOptions options, Consumer<Table> also) {
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
  void commit() throws IOException {
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
    if (e instanceof ReaderGoneException || e instanceof FileSystemException) {
      return e;
    }
    String place = file == null ? "standard output" : name;
    IOException named = new FileSystemException(place, null, WholeFile.reason(e));
    named.initCause(e);
    return named;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
