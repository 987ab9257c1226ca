package io.semblance.data.csv;

import io.semblance.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes text and stops at the first byte that is none, saying where: the JDK's own reader either
 * replaces such bytes silently or fails without a place. A byte order mark is skipped.
 */
final class TextSource extends Reader {
  private static final int CHUNK = 1 << 16;

  /** A table of 100,000 columns has shorter lines; a small packed file may hold endless ones. */
  private static final long LONGEST_LINE = 50_000_000;

  private final InputStream in;
  private final String source;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
  private final CharBuffer chars = CharBuffer.allocate(CHUNK);
  private long offset;
  private long line = 1;
  private long lineLength;
  private boolean started;
  private boolean ended;

  TextSource(InputStream in, String source, Charset charset) {
    this.in = in;
    this.source = source;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    bytes.flip();
    chars.flip();
  }

  @Override
  public int read(char[] out, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!chars.hasRemaining()) {
      if (ended) {
        return -1;
      }
      fill();
    }
    int n = Math.min(length, chars.remaining());
    chars.get(out, from, n);
    return n;
  }

  private void fill() throws IOException {
    bytes.compact();
    int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (n > 0) {
      bytes.position(bytes.position() + n);
    }
    bytes.flip();
    boolean last = n < 0;
    chars.clear();
    int before = bytes.position();
    CoderResult result = decoder.decode(bytes, chars, last);
    if (last && !result.isError()) {
      decoder.flush(chars);
      ended = true;
    }
    chars.flip();
    skipByteOrderMark();
    check();
    if (result.isError()) {
      throw undecodable(offset + bytes.position() - before, result.length());
    }
    offset += bytes.position() - before;
  }

  private void skipByteOrderMark() {
    if (!started && chars.hasRemaining()) {
      started = true;
      if (chars.get(chars.position()) == '\uFEFF') {
        chars.get();
      }
    }
  }

  /** Counts lines, for messages, and looks for what no text file holds. */
  private void check() {
    char[] array = chars.array();
    int from = chars.position();
    for (int i = from; i < chars.limit(); i++) {
      char c = array[i];
      if (c <= '\r') {
        if (c == '\n' || c == '\r') {
          line += c == '\n' ? 1 : 0;
          lineLength = 0;
          from = i + 1;
        } else if (c == 0) {
          throw DataException.builder("this is a binary file: it holds a NUL byte")
              .source(source)
              .line(line)
              .remedy("give a text file of comma-separated values in UTF-8, or one packed by gzip")
              .build();
        }
      }
    }
    lineLength += chars.limit() - from;
    if (lineLength > LONGEST_LINE) {
      throw DataException.builder("a line of more than " + LONGEST_LINE + " characters")
          .source(source)
          .line(line)
          .remedy("give a table with a line for each row; this is none, or its line ends are lost")
          .build();
    }
  }

  private DataException undecodable(long at, int length) {
    StringBuilder hex = new StringBuilder();
    int control = 0;
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      int b = bytes.get(i) & 0xFF;
      if (i < bytes.position() + length) {
        hex.append(String.format(" %02X", b));
      }
      if (b < 0x20 && b != '\t' && b != '\n' && b != '\r') {
        control++;
      }
    }
    boolean binary = control > bytes.remaining() / 50;
    String what = binary ? "this is a binary file" : "this file is not " + charset.name();
    String remedy =
        binary
            ? "give a text file of comma-separated values, or one packed by gzip"
            : "say what it is: --encoding windows-1252 for Western Europe (or ISO-8859-1),"
                + " windows-1250 for Central Europe, windows-1251 for Cyrillic, or what your program"
                + " calls it; or save it as UTF-8";
    return DataException.builder(what + ": byte" + hex + " at offset " + at + " cannot be decoded")
        .source(source)
        .line(line)
        .remedy(remedy)
        .build();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
