package io.semblance.cli;

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
