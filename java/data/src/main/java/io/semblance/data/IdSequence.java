package io.semblance.data;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers that rise from row to row, by the same step or, scattered, by about that much. A learnt
 * one goes on where the column ends, so that no number of the column comes again.
 *
 * @param prefix what stands before the number
 * @param start the least number of row 0
 * @param step distance of two rows, at least 1
 * @param scattered whether each row's number lies anywhere within its step
 * @param digits least number of digits, filled up with zeros in front; 0 for none
 * @param suffix what stands behind the number
 */
record IdSequence(
    String prefix, long start, long step, boolean scattered, int digits, String suffix)
    implements IdPattern {
  private static final int MOST_DIGITS = 18;
  private static final long MOST_STEP = 1_000_000_000_000L;
  private static final long MOST_START = 1_000_000_000_000_000_000L;
  private static final int LONGEST_AFFIX = 40;

  /** Fewer identifiers that only rise may do so by chance, and share a text by chance. */
  private static final int ENOUGH = 20;

  /** A gap so many times as long as most is no matter of counting. */
  private static final long LARGEST_GAP = 1_000;

  private static final long ANY = 0x73_6571;

  IdSequence {
    if (digits < 0 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException(digits + " digits");
    }
    if (start < 0 || start > MOST_START) {
      throw new IllegalArgumentException("a start of " + start);
    }
    if (step < 1 || step > MOST_STEP) {
      throw new IllegalArgumentException("a step of " + step);
    }
    if (prefix.length() > LONGEST_AFFIX || suffix.length() > LONGEST_AFFIX) {
      throw new IllegalArgumentException(
          "texts around a running number of more than " + LONGEST_AFFIX + " characters");
    }
  }

  static IdSequence read(SchemaNode.Identifiers in) {
    return new IdSequence(
        in.text("prefix"),
        in.number("start", 1),
        in.number("step", 1),
        in.flag("scattered"),
        (int) Math.min(Integer.MAX_VALUE, in.number("digits", 0)),
        in.text("suffix"));
  }

  /** What follows on texts that are a number each and rise in the order of the file, or null. */
  static IdSequence learn(List<String> texts) {
    int most = texts.isEmpty() ? 0 : texts.get(0).length();
    String first = texts.isEmpty() ? "" : texts.get(0);
    int head = 0;
    int tail = 0;
    if (texts.size() >= ENOUGH) {
      head = commonStart(texts);
      tail = commonEnd(texts, head);
    }
    String prefix = first.substring(0, Math.min(head, most));
    String suffix = first.substring(Math.max(head, most - tail));
    boolean padded = most - head - tail > 1 && first.charAt(head) == '0';
    long[] numbers = new long[texts.size()];
    for (int i = 0; i < numbers.length; i++) {
      String bare = texts.get(i).substring(head, texts.get(i).length() - tail);
      boolean zero = bare.length() > 1 && bare.charAt(0) == '0';
      if (!isNumber(bare)
          || padded && bare.length() < most - head - tail
          || zero && !padded
          || zero && bare.length() > most - head - tail) {
        return null;
      }
      numbers[i] = Long.parseLong(bare);
    }
    int digits = padded ? most - head - tail : 0;
    return prefix.length() > LONGEST_AFFIX || suffix.length() > LONGEST_AFFIX
        ? null
        : after(numbers, prefix, digits, suffix);
  }

  private static IdSequence after(long[] numbers, String prefix, int digits, String suffix) {
    int n = numbers.length;
    if (n == 0) {
      return null;
    }
    long last = numbers[n - 1];
    long step = n == 1 ? 1 : numbers[1] - numbers[0];
    boolean even = step > 0;
    long least = Long.MAX_VALUE;
    long greatest = 0;
    for (int i = 1; i < n; i++) {
      long gap = numbers[i] - numbers[i - 1];
      if (gap < 1) {
        return null;
      }
      even &= gap == step;
      least = Math.min(least, gap);
      greatest = Math.max(greatest, gap);
    }
    if (even && step <= MOST_STEP) {
      return new IdSequence(prefix, last + step, step, false, digits, suffix);
    }
    long mean = n == 1 ? 1 : Math.round((last - numbers[0]) / (n - 1.0));
    if (n < ENOUGH || greatest / LARGEST_GAP > mean || mean > MOST_STEP) {
      return null;
    }
    return new IdSequence(prefix, last + 1, Math.max(1, mean), true, digits, suffix);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Characters that all begin with, digits at their end left to the numbers. */
  private static int commonStart(List<String> texts) {
    String first = texts.get(0);
    int common = first.length();
    for (String text : texts) {
      int i = 0;
      while (i < Math.min(common, text.length()) && text.charAt(i) == first.charAt(i)) {
        i++;
      }
      common = i;
    }
    while (common > 0 && IdTemplate.isDigit(first.charAt(common - 1))) {
      common--;
    }
    return common;
  }

  private static int commonEnd(List<String> texts, int head) {
    String first = texts.get(0);
    int common = first.length() - head;
    for (String text : texts) {
      int i = 0;
      int most = Math.min(common, text.length() - head);
      while (i < most
          && text.charAt(text.length() - 1 - i) == first.charAt(first.length() - 1 - i)) {
        i++;
      }
      common = i;
    }
    while (common > 0 && IdTemplate.isDigit(first.charAt(first.length() - common))) {
      common--;
    }
    return common;
  }

  @Override
  public String text(long row, long seed) {
    long within = scattered ? (long) (Hash.uniform(seed, ANY, row) * step) : 0;
    String number =
        BigInteger.valueOf(row)
            .multiply(BigInteger.valueOf(step))
            .add(BigInteger.valueOf(start + within))
            .toString();
    return prefix + "0".repeat(Math.max(0, digits - number.length())) + number + suffix;
  }

  @Override
  public long capacity() {
    return Long.MAX_VALUE;
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("start", start);
    facts.put("digits", digits);
    if (step != 1) {
      facts.put("step", step);
    }
    if (scattered) {
      facts.put("scattered", true);
    }
    if (!prefix.isEmpty()) {
      facts.put("prefix", prefix);
    }
    if (!suffix.isEmpty()) {
      facts.put("suffix", suffix);
    }
    return facts;
  }

  @Override
  public String toString() {
    String number = Long.toString(start);
    String from = prefix + "0".repeat(Math.max(0, digits - number.length())) + number + suffix;
    return "running number from "
        + from
        + (step == 1 ? "" : (scattered ? ", about every " : ", every ") + step);
  }
}
