package io.semblance.data.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The cells of one column as text, each distinct text held once. Types are inferred, and numbers
 * parsed, on the distinct texts only, which makes reading fast for the columns that tables are made
 * of.
 */
public final class RawColumn {
  /** The text of a cell that a typed source says is missing; no text that anyone writes. */
  static final String NULL = "\u0000";

  /** A string object, its array, and its places in the tables below; in bytes. */
  private static final int TEXT_OVERHEAD = 80;

  private final List<String> texts = new ArrayList<>();
  private int[] hashes = new int[16];
  private int[] slots = new int[64];
  private int[] codes = new int[1024];
  private int rows;
  private long textBytes;
  private final CodesByBits byBits = new CodesByBits();

  /** A column without cells. */
  public RawColumn() {
    Arrays.fill(slots, -1);
  }

  /** Appends a cell that is missing, of a typed source. */
  public void addMissing() {
    add(NULL);
  }

  /**
   * Appends a cell of a number, a date or the like, which is cheaper than its text where it has
   * come before.
   *
   * @param bits that tell it from others of the column
   * @param text of such bits, asked for when they come for the first time
   */
  public void add(long bits, LongFunction<String> text) {
    int code = byBits.get(bits);
    if (code < 0) {
      code = codeOf(text.apply(bits));
      byBits.put(bits, code);
    }
    addCode(code);
  }

  /** Appends a cell of a text that {@link #codeOf} knows. */
  public void addCode(int code) {
    if (rows == codes.length) {
      codes = Arrays.copyOf(codes, rows + (rows >> 1) + 1024);
    }
    codes[rows++] = code;
  }

  /** Appends a cell. */
  public void add(String text) {
    addCode(codeOf(text));
  }

  /** The code of a text: its place among the {@link #texts}, to which it is added if it is new. */
  public int codeOf(String text) {
    int hash = text.hashCode();
    hash ^= (hash >>> 15) ^ (hash >>> 7);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (int code = slots[slot]; code >= 0; code = slots[slot]) {
      if (hashes[code] == hash && texts.get(code).equals(text)) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
    int code = texts.size();
    if (code == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * code);
    }
    texts.add(text);
    textBytes += TEXT_OVERHEAD + text.length();
    hashes[code] = hash;
    slots[slot] = code;
    if (2 * texts.size() > slots.length) {
      rehash();
    }
    return code;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, -1);
    int mask = slots.length - 1;
    for (int code = 0; code < texts.size(); code++) {
      int slot = hashes[code] & mask;
      while (slots[slot] >= 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = code;
    }
  }

  /** About how much memory the distinct texts take. */
  public long textBytes() {
    return textBytes;
  }

  /** How many cells there are. */
  public int rows() {
    return rows;
  }

  /** The distinct texts, in order of first appearance; a code is an index into them. */
  public List<String> texts() {
    return texts;
  }

  /** The code of a row's text. */
  public int code(int row) {
    return codes[row];
  }

  /** How many cells hold each of the distinct texts. */
  public int[] counts() {
    int[] counts = new int[texts.size()];
    for (int row = 0; row < rows; row++) {
      counts[codes[row]]++;
    }
    return counts;
  }

  /** The first row whose cell has the code. */
  public int firstRow(int code) {
    for (int row = 0; row < rows; row++) {
      if (codes[row] == code) {
        return row;
      }
    }
    throw new IllegalArgumentException("no cell has code " + code);
  }
}
