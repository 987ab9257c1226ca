package io.semblance.data.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 text that grows and is reused: what a StringBuilder is, without the way to bytes. */
final class ByteText {
  /** Most characters of a long, its sign included. */
  private static final int LONGEST_NUMBER = 20;

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
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a number in decimal; not {@link Long#MIN_VALUE}. */
  void append(long number) {
    room(LONGEST_NUMBER);
    long rest = number;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long power = 10; digits < LONGEST_NUMBER - 1 && rest >= power; power *= 10) {
      digits++;
    }
    append(rest, digits);
  }

  /** Appends the last {@code digits} digits of a number that is not negative, zeros included. */
  void append(long number, int digits) {
    room(digits);
    long rest = number;
    for (int at = size + digits - 1; at >= size; at--) {
      long tenth = rest / 10;
      bytes[at] = (byte) ('0' + (rest - 10 * tenth));
      rest = tenth;
    }
    size += digits;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
