package io.semblance.data.csv;

/**
 * Remembers the texts of numbers that occur again and again: the few values of a lattice, the days
 * of a year. Each number has one place, by a hash, and the newest text of that place stays. For a
 * column whose numbers hardly ever repeat it gives up.
 */
final class TextMemo {
  private static final int BITS = 9;
  private static final int TRIAL = 1 << 12;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long[] keys = new long[1 << BITS];
  private byte[][] texts = new byte[1 << BITS][]; // null: given up
  private int asked;
  private int missed;

  private static int place(long key) {
    return (int) ((key * GOLDEN) >>> (Long.SIZE - BITS));
  }

  /** The text of a number, or null if it is not known. */
  byte[] get(double number) {
    if (texts == null) {
      return null;
    }
    asked++;
    long key = Double.doubleToRawLongBits(number);
    int place = place(key);
    return keys[place] == key ? texts[place] : null;
  }

  /**
   * Learns the text of a number that it did not know, which are the bytes from {@code start} on.
   */
  void put(double number, ByteText text, int start) {
    if (texts == null) {
      return;
    }
    long key = Double.doubleToRawLongBits(number);
    keys[place(key)] = key;
    texts[place(key)] = text.from(start);
    missed++;
    if (asked >= TRIAL) {
      if (2 * missed > asked) {
        texts = null;
      }
      asked = 0;
      missed = 0;
    }
  }
}
