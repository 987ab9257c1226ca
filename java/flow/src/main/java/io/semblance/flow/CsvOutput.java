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
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A table as comma-separated text; text is made by the threads that draw. */
final class CsvOutput extends TableOutput {
  private final WholeFile file; // null: a stream
  private final String name;
  private final CsvWriter writer;

  private CsvOutput(WholeFile file, String name, CsvWriter writer) {
    this.file = file;
    this.name = name;
    this.writer = writer;
  }

  /** A file; see {@link TableOutput#to}. */
  static CsvOutput file(Path target, Schema schema, CsvLayout layout)
      throws UnwritableFileException {
    WholeFile file = WholeFile.openByName(target);
    return new CsvOutput(file, target.toString(), new CsvWriter(file.stream(), schema, layout));
  }

  /** See {@link TableOutput#toStream}. */
  static CsvOutput stream(OutputStream stream, String name, Schema schema, CsvLayout layout) {
    return new CsvOutput(null, name, new CsvWriter(stream, schema, layout));
  }

  @Override
  public void write(Table part) {
    try {
      writer.write(part);
    } catch (IOException e) {
      throw new UncheckedIOException(named(e, name));
    }
  }

  @Override
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
      throw new UncheckedIOException(named(e, name));
    }
  }

  @Override
  public void commit() throws IOException {
    try {
      writer.close();
      if (file != null) {
        file.commitWithoutWaiting(); // rows can be drawn again
      }
    } catch (IOException e) {
      throw named(e, name);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
