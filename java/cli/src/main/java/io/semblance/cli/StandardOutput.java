package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.file.UnwritableFileException;
import io.semblance.flow.TableOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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

  /** A table to be written to a file, or to standard output if it is named {@link #NAME}. */
  static TableOutput tableOutput(String name, Schema schema, CsvLayout layout)
      throws UnwritableFileException {
    return name.equals(NAME)
        ? TableOutput.toStream(SHARED, "standard output", schema, layout)
        : TableOutput.toFile(Path.of(name), schema, layout);
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
