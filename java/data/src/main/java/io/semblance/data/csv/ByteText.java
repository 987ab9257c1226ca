package io.semblance.data.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 text that grows and is reused: what a StringBuilder is, without the way to bytes. */
final class ByteText {
  /** Most characters of a long, its sign and a point included. */
  private static final int LONGEST_NUMBER = 21;

  /** Powers of ten, up to the greatest that a long holds. */
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  /** Texts up to this length are copied quicker by hand. */
  private static final int SHORT = 8;

  private byte[] bytes = new byte[1 << 10];
  private int size;

  int size() {
    return size;
  }

  /** Empties it and keeps the memory. */
  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      int wanted = Math.addExact(size, more);
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(wanted, 2L * bytes.length)));
    }
  }

  /** Appends one character below 128. */
  void append(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
  }

  void append(byte[] text) {
    room(text.length);
    if (text.length > SHORT) {
      System.arraycopy(text, 0, bytes, size, text.length);
    } else {
      for (int i = 0; i < text.length; i++) {
        bytes[size + i] = text[i];
      }
    }
    size += text.length;
  }

  void append(String text) {
    if (text.length() != 1 || text.charAt(0) >= 128) {
      append(text.getBytes(StandardCharsets.UTF_8));
    } else {
      append(text.charAt(0));
    }
  }

  /** Appends a number in decimal; not {@link Long#MIN_VALUE}. */
  void append(long number) {
    append(number, 0);
  }

  /**
   * Appends {@code scaled / 10^decimals} with exactly that many digits after the point, and without
   * a point if there are none.
   *
   * @param scaled not {@link Long#MIN_VALUE}
   * @param decimals at most 18
   */
  void append(long scaled, int decimals) {
    room(LONGEST_NUMBER);
    long rest = scaled;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int digits = decimals + 1;
    while (digits < POWERS.length && rest >= POWERS[digits]) {
      digits++;
    }
    int end = size + digits + (decimals > 0 ? 1 : 0);
    int at = end;
    for (int i = 0; i < digits; i++) {
      if (i == decimals && i > 0) {
        bytes[--at] = '.';
      }
      long tenth = rest / 10;
      bytes[--at] = (byte) ('0' + (rest - 10 * tenth));
      rest = tenth;
    }
    size = end;
  }

  /** The bytes from {@code start} to the end, copied. */
  byte[] from(int start) {
    return copy(start, size);
  }

  /** The bytes from {@code start} to before {@code end}, copied. */
  byte[] copy(int start, int end) {
    return Arrays.copyOfRange(bytes, start, end);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
