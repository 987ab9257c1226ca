package io.semblance.data.infer;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumberText;
import java.util.Arrays;
import java.util.List;

/** What the distinct texts of a column are when read as numbers. */
final class NumberSummary {
  /** A column of words that is so many times more often a number has a few stray words in it. */
  private static final int MOSTLY = 9;

  /** More labels than these are no versions. */
  private static final int MOST_VERSIONS = 1000;

  private static final int ROWS_PER_VERSION = 3;

  /** Share of the cells whose text may be lost to a number. */
  private static final double LOST = .01;

  private enum Kind {
    NUMBER,
    /** Infinity and the like. */
    ODD,
    WORD
  }

  private final Kind[] kinds;
  private final boolean[] whole;
  private boolean exponent;
  private boolean inexact;
  private boolean leadingZeros;
  private boolean marked;
  private boolean plain = true;
  private boolean fractions;
  private long count;
  private long odd;
  private long words;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private int fewestDecimals = ColumnSchema.MOST_DECIMALS;
  private int fewestBesideZero = ColumnSchema.MOST_DECIMALS;
  private int mostDecimals;
  private int longest;

  private final List<String> texts;
  private final int[] cellsOfText;

  NumberSummary(List<String> texts, int[] cellsOfText) {
    this.texts = texts;
    this.cellsOfText = cellsOfText;
    kinds = new Kind[texts.size()];
    whole = new boolean[kinds.length];
    NumberText number = new NumberText();
    for (int i = 0; i < kinds.length; i++) {
      if (number.parse(texts.get(i))) {
        char first = texts.get(i).charAt(0);
        marked |=
            first == '+' || first == '.' || texts.get(i).startsWith("-.") || number.exponent();
        kinds[i] = Kind.NUMBER;
        whole[i] = number.whole();
        count += cellsOfText[i];
        add(number);
      } else if (NumberText.meansNone(texts.get(i))) {
        kinds[i] = Kind.ODD;
        odd += cellsOfText[i];
      } else {
        kinds[i] = Kind.WORD;
        words += cellsOfText[i];
      }
    }
  }

  private void add(NumberText number) {
    fractions |= !number.whole();
    exponent |= number.exponent();
    inexact |= number.inexactInteger();
    leadingZeros |= number.leadingZero();
    plain &= number.decimals() == 0 && !number.exponent() && number.value() >= 0;
    min = Math.min(min, number.value());
    max = Math.max(max, number.value());
    fewestDecimals = Math.min(fewestDecimals, number.decimals());
    fewestBesideZero =
        number.value() == 0 ? fewestBesideZero : Math.min(fewestBesideZero, number.decimals());
    mostDecimals = Math.max(mostDecimals, number.decimals());
    // A plain integer of 16 digits is a code; with a point it is the noise of a double.
    longest = number.decimals() > 0 ? Math.max(longest, number.significantDigits()) : longest;
  }

  /** Whether this is a column of numbers, apart from a minority of infinities. */
  boolean all() {
    return words == 0 && count > odd;
  }

  /** Whether the digits are labels: zeros in front, or more of them than a double holds. */
  boolean isCode() {
    return inexact || (leadingZeros && plain);
  }

  /** Whether all are written as digits alone. */
  boolean plain() {
    return plain;
  }

  /** Whether some are written in a way of their own: +1, .5, 2E3, or 0 beside 1.50. */
  boolean marked() {
    return marked || fewestDecimals == 0 && fewestBesideZero == mostDecimals && mostDecimals > 0;
  }

  boolean integer() {
    return !fractions && !machineMade();
  }

  /**
   * Whether a fixed number of digits after the point cannot hold these numbers: doubles printed in
   * full (8.055460000000001), or magnitudes that need an exponent.
   */
  boolean machineMade() {
    return longest > ColumnSchema.MOST_DECIMALS
        || mostDecimals > ColumnSchema.MOST_DECIMALS
        || (exponent && Math.max(Math.abs(min), Math.abs(max)) >= 1e15);
  }

  boolean isNumber(int text) {
    return kinds[text] == Kind.NUMBER;
  }

  /** The first text that cannot stand in a column of the type, or -1. */
  int firstBad(ColumnType type) {
    for (int i = 0; i < kinds.length; i++) {
      boolean broken = type == ColumnType.INTEGER && kinds[i] == Kind.NUMBER && !whole[i];
      if (kinds[i] == Kind.WORD || broken) {
        return i;
      }
    }
    return -1;
  }

  /** The first text that is no number at all, or -1. */
  int firstWord() {
    return firstBad(ColumnType.NUMBER);
  }

  /** Whether these are numbers but for a few cells of a few words. */
  boolean hasStrayWords() {
    long distinct = Arrays.stream(kinds).filter(kind -> kind == Kind.WORD).count();
    return distinct > 0 && distinct <= StrayWords.MOST && mostlyNumbers();
  }

  /** Whether texts would be lost if they were numbers, as 10.1 and 10.10 are the same number. */
  boolean areVersions() {
    long all = Arrays.stream(cellsOfText).asLongStream().sum();
    return texts.size() <= MOST_VERSIONS
        && all >= ROWS_PER_VERSION * texts.size()
        && lostTexts() > LOST * all;
  }

  /**
   * Cells that numbers with {@link #fewestDecimals} to {@link #mostDecimals} digits would be
   * written otherwise than they are: with zeros at their ends that others have not.
   */
  private long lostTexts() {
    if (fewestDecimals == mostDecimals || exponent || machineMade()) {
      return 0;
    }
    long lost = 0;
    for (int i = 0; i < kinds.length; i++) {
      String text = texts.get(i).strip();
      int point = text.indexOf('.');
      boolean zero = kinds[i] == Kind.NUMBER && point >= 0 && text.endsWith("0");
      lost += zero && text.length() - point - 1 > fewestDecimals ? cellsOfText[i] : 0;
    }
    return lost;
  }

  boolean mostlyNumbers() {
    return count > 0 && count >= MOSTLY * (words + odd);
  }

  /** How many cells are numbers. */
  long count() {
    return count;
  }

  /** How many cells are infinite or not a number. */
  long odd() {
    return odd;
  }

  /** How many cells are words. */
  long words() {
    return words;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  int fewestDecimals() {
    return fewestDecimals;
  }

  int mostDecimals() {
    return mostDecimals;
  }
}
