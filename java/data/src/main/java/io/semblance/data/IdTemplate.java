package io.semblance.data;

import java.util.Arrays;
import java.util.List;

/**
 * One shape of identifiers: a text in which some characters stand for a class of characters.
 *
 * <pre>
 *   #  0-9        %  1-9           &#64;  A-Z           ^  a-z         ~  A-Z a-z
 *   &amp;  0-9 a-f    $  0-9 A-F      *  0-9 a-z       =  0-9 A-Z     ?  0-9 A-Z a-z
 *   \  takes the next character as it is
 * </pre>
 */
final class IdTemplate {
  private static final String SYMBOLS = "#%@^~&$*=?";
  private static final String DIGITS = "0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String[] CLASSES = {
    DIGITS,
    "123456789",
    UPPER,
    LOWER,
    UPPER + LOWER,
    DIGITS + "abcdef",
    DIGITS + "ABCDEF",
    DIGITS + LOWER,
    DIGITS + UPPER,
    DIGITS + UPPER + LOWER
  };
  private static final int LONGEST = 60;

  /** A character shared by fewer identifiers than this could give one of them away. */
  private static final int ENOUGH_TO_SHOW = 20;

  /** Places that carry the running index; the product of their class sizes stays an int. */
  private static final long INDEXED = 1L << 31;

  private final String text;
  private final char[] literals;
  private final String[] classes;
  private final int firstIndexed;
  private final long capacity;
  private final long factor;

  private IdTemplate(String text, char[] literals, String[] classes) {
    this.text = text;
    this.literals = literals;
    this.classes = classes;
    long product = 1;
    int from = classes.length;
    while (from > 0) {
      int size = classes[from - 1] == null ? 1 : classes[from - 1].length();
      if (product * size > INDEXED) {
        break;
      }
      product *= size;
      from--;
    }
    firstIndexed = from;
    capacity = product;
    factor = coprimeTo(product);
  }

  /**
   * Near the golden ratio of n, so that neighbours are spread, and coprime, so that none is lost.
   */
  private static long coprimeTo(long n) {
    long candidate = (long) (n * 0.6180339887498949) | 1;
    while (gcd(candidate, n) != 1) {
      candidate += 2;
    }
    return candidate;
  }

  static IdTemplate parse(String text) {
    if (text.length() > 4 * LONGEST) {
      throw new DataException("identifier template too long: " + Text.shorten(text));
    }
    char[] literals = new char[text.length()];
    String[] classes = new String[text.length()];
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int symbol = SYMBOLS.indexOf(c);
      if (symbol >= 0) {
        classes[n++] = CLASSES[symbol];
        continue;
      }
      if (c == '\\' && ++i == text.length()) {
        throw new DataException("identifier template ends in a lone \\: " + Text.shorten(text));
      }
      literals[n++] = text.charAt(i);
    }
    return new IdTemplate(text, Arrays.copyOf(literals, n), Arrays.copyOf(classes, n));
  }

  /** Long texts are cut: their tail says nothing about the shape that is worth keeping. */
  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** The text with letters and digits replaced by their class; coarse: all by one. */
  static String shape(String text, boolean coarse) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = Character.isLetter(c);
      if (coarse && (digit || letter)) {
        out.append('?');
      } else if (digit) {
        out.append('#');
      } else if (letter) {
        out.append(Character.isUpperCase(c) ? '@' : '^');
      } else {
        out.append(c == '\\' || SYMBOLS.indexOf(c) >= 0 ? '\u0001' : ' ').append(c);
      }
    }
    return out.toString();
  }

  /** The template of texts of one shape, thus of one length. */
  static IdTemplate learn(List<String> group) {
    int length = group.get(0).length();
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < length; at++) {
      char first = group.get(0).charAt(at);
      boolean constant = true;
      StringBuilder seen = new StringBuilder();
      for (String text : group) {
        char c = text.charAt(at);
        constant &= c == first;
        if (seen.indexOf(String.valueOf(c)) < 0 && seen.length() < 128) {
          seen.append(c);
        }
      }
      boolean open = Character.isLetterOrDigit(first);
      if (!open || (constant && group.size() >= ENOUGH_TO_SHOW)) {
        out.append(SYMBOLS.indexOf(first) >= 0 || first == '\\' ? "\\" : "").append(first);
      } else {
        out.append(symbol(seen.toString(), at == 0));
      }
    }
    return parse(out.toString());
  }

  /** The narrowest class of the characters seen; a number does not begin with 0 unless one did. */
  private static char symbol(String seen, boolean atStart) {
    String ascii =
        seen.chars()
            .map(
                c ->
                    c < 128 ? c : Character.isUpperCase(c) ? 'Z' : Character.isDigit(c) ? '9' : 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String order = atStart ? "%#@^~&$*=?" : "#@^~&$*=?";
    for (char symbol : order.toCharArray()) {
      String members = CLASSES[SYMBOLS.indexOf(symbol)];
      if (ascii.chars().allMatch(c -> members.indexOf(c) >= 0)) {
        return symbol;
      }
    }
    return '?';
  }

  String text() {
    return text;
  }

  /** The identifier of an index: different for different indexes. */
  String text(long index, char separator, long seed) {
    char[] out = literals.clone();
    long scrambled = scramble(index % capacity, seed);
    for (int i = classes.length - 1; i >= 0; i--) {
      if (classes[i] == null) {
        continue;
      }
      int size = classes[i].length();
      if (i >= firstIndexed) {
        out[i] = classes[i].charAt((int) (scrambled % size));
        scrambled /= size;
      } else {
        out[i] = classes[i].charAt((int) (Hash.uniform(seed, i, index) * size));
      }
    }
    String made = new String(out);
    long round = index / capacity;
    return round == 0 ? made : made + separator + round;
  }

  /** A bijection of 0 to capacity - 1, so that identifiers do not simply count up. */
  private long scramble(long index, long seed) {
    return (index * factor + (Hash.mix(seed) >>> 33) % capacity) % capacity;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IdTemplate && ((IdTemplate) o).text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
