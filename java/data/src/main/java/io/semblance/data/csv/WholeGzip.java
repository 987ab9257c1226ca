package io.semblance.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, of several parts too, and refuses a file that goes on with anything else: the JDK's
 * own stream takes damage behind good data for the end.
 */
final class WholeGzip extends GZIPInputStream {
  /** Checksum and length behind the data of a part. */
  private static final int TRAILER = 8;

  private final InputStream packed;
  private boolean ended;

  WholeGzip(InputStream packed, int buffer) throws IOException {
    super(packed, buffer);
    this.packed = packed;
  }

  @Override
  public int read(byte[] out, int from, int length) throws IOException {
    int n = super.read(out, from, length);
    if (n < 0 && !ended) {
      ended = true;
      requireNothingMore();
    }
    return n;
  }

  /** What lies behind the last part may be zeros, as of a tape, and nothing else. */
  private void requireNothingMore() throws IOException {
    int left = inf.getRemaining();
    boolean zeros = true;
    for (int i = len - left + TRAILER; i < len; i++) {
      zeros &= buf[i] == 0;
    }
    for (int b = packed.read(); b >= 0 && zeros; b = packed.read()) {
      zeros = b == 0;
    }
    if (!zeros) {
      throw new ZipException("there is something behind its end that cannot be unpacked");
    }
  }
}
