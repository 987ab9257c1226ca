package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.source.Place;
import io.semblance.data.source.SinkOptions;
import io.semblance.flow.TableOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that remembers what went wrong: print writers swallow it, and half an answer on a
 * full disk must not end as a success.
 */
final class StandardOutput extends OutputStream {
  /** Stands for standard input or output where a file is asked for. */
  static final String NAME = "-";

  private static final StandardOutput SHARED =
      new StandardOutput(new FileOutputStream(FileDescriptor.out));

  private final OutputStream raw;
  private IOException failure;

  StandardOutput(OutputStream raw) {
    this.raw = raw;
  }

  /** The one of this process. */
  static StandardOutput shared() {
    return SHARED;
  }

  /**
   * A table to be written to a place, or to standard output if that is called {@link #NAME}.
   *
   * @param append see {@link SinkOptions#append}
   */
  static TableOutput tableOutput(Place place, Schema schema, CsvLayout layout, boolean append)
      throws IOException {
    return place.address().equals(NAME) && !append
        ? TableOutput.toStream(SHARED, "standard output", schema, layout)
        : TableOutput.to(place, schema, layout, new SinkOptions(append));
  }

  /** The first error, or null. */
  synchronized IOException failure() {
    return failure;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      raw.write(bytes, offset, length);
    } catch (IOException e) {
      IOException told = readerIsGone(e) ? new ReaderGoneException(e) : e;
      if (failure == null) {
        failure = told;
      }
      throw told;
    }
  }

  /** Java has no class for it; the systems say "Broken pipe" and "The pipe is being closed". */
  private static boolean readerIsGone(IOException e) {
    return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
  }
}
