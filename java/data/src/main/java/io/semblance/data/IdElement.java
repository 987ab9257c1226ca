package io.semblance.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** A piece of an identifier: so many possible texts, each with a number from 0. */
sealed interface IdElement {
  /** How many texts there are. */
  long size();

  /** Appends the text of a number. */
  void append(long value, StringBuilder out);

  /**
   * The number of the text that stands at a place, and where it ends.
   *
   * @return null where no text of this element stands
   */
  Read read(String text, int at);

  /** As a template writes it. */
  String symbol();

  /**
   * A text that was found.
   *
   * @param value its number
   * @param end the place behind it
   */
  record Read(long value, int end) {}

  /** A character that is the same everywhere. */
  record Literal(char character) implements IdElement {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public void append(long value, StringBuilder out) {
      out.append(character);
    }

    @Override
    public Read read(String text, int at) {
      return at < text.length() && text.charAt(at) == character ? new Read(0, at + 1) : null;
    }

    @Override
    public String symbol() {
      return IdTemplate.escaped(character);
    }
  }

  /** One of some characters. */
  record Chars(String members, String symbol) implements IdElement {
    @Override
    public long size() {
      return members.length();
    }

    @Override
    public void append(long value, StringBuilder out) {
      out.append(members.charAt((int) value));
    }

    @Override
    public Read read(String text, int at) {
      int value = at < text.length() ? members.indexOf(text.charAt(at)) : -1;
      return value < 0 ? null : new Read(value, at + 1);
    }
  }

  /** A whole number of a range, filled up with zeros to a width if that is not 0. */
  record Whole(long least, long greatest, int width) implements IdElement {
    @Override
    public long size() {
      return greatest - least + 1;
    }

    @Override
    public void append(long value, StringBuilder out) {
      String digits = Long.toString(least + value);
      out.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }

    @Override
    public Read read(String text, int at) {
      int end = at;
      int most = width > 0 ? width : 18;
      while (end < text.length() && end - at < most && IdTemplate.isDigit(text.charAt(end))) {
        end++;
      }
      boolean written =
          end > at && (width > 0 ? end - at == width : text.charAt(at) != '0' || end == at + 1);
      if (!written) {
        return null;
      }
      long number = Long.parseLong(text.substring(at, end));
      return number < least || number > greatest ? null : new Read(number - least, end);
    }

    @Override
    public String symbol() {
      String low = Long.toString(least);
      String high = Long.toString(greatest);
      boolean told = width == 0 || low.length() < width;
      return "<"
          + "0".repeat(Math.max(0, width - low.length()))
          + low
          + "-"
          + high
          + (told ? ">" : "/" + width + ">");
    }
  }

  /** A day of the calendar, of a range. */
  record Day(String pattern, LocalDate first, LocalDate last) implements IdElement {
    private static DateTimeFormatter formatter(String pattern) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The day that a text is of a pattern, or null. */
    static LocalDate parse(String text, String pattern) {
      try {
        return LocalDate.parse(text, formatter(pattern));
      } catch (DateTimeException e) {
        return null;
      }
    }

    @Override
    public long size() {
      return last.toEpochDay() - first.toEpochDay() + 1;
    }

    @Override
    public void append(long value, StringBuilder out) {
      formatter(pattern).formatTo(first.plusDays(value), out);
    }

    @Override
    public Read read(String text, int at) {
      int end = at + pattern.length();
      LocalDate day = end > text.length() ? null : parse(text.substring(at, end), pattern);
      return day == null || day.isBefore(first) || day.isAfter(last)
          ? null
          : new Read(day.toEpochDay() - first.toEpochDay(), end);
    }

    @Override
    public String symbol() {
      return "{" + pattern + " " + first + " " + last + "}";
    }
  }

  /** A word out of a list, as the place of its letters: in capitals, beginning with one, or not. */
  record Word(IdWords list, Casing casing) implements IdElement {
    @Override
    public long size() {
      return list.words().size();
    }

    @Override
    public void append(long value, StringBuilder out) {
      out.append(casing.of(list.words().get((int) value)));
    }

    @Override
    public Read read(String text, int at) {
      int end = lettersEnd(text, at);
      if (end == at) {
        return null;
      }
      String word = text.substring(at, end);
      String lower = word.toLowerCase(Locale.ROOT);
      int number = casing.of(lower).equals(word) ? list.number(lower) : -1;
      return number < 0 ? null : new Read(number, end);
    }

    @Override
    public String symbol() {
      return "{" + casing.of(list.label()) + "}";
    }
  }

  /** How a word is written. */
  enum Casing {
    LOWER,
    TITLE,
    UPPER;

    /** A word that is given in lower case. */
    String of(String word) {
      return switch (this) {
        case LOWER -> word;
        case UPPER -> word.toUpperCase(Locale.ROOT);
        case TITLE -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
      };
    }
  }

  /** One of some words: letters, digits, points, hyphens and blanks. */
  record OneOf(List<String> words) implements IdElement {
    public OneOf {
      words = List.copyOf(words);
    }

    @Override
    public long size() {
      return words.size();
    }

    @Override
    public void append(long value, StringBuilder out) {
      out.append(words.get((int) value));
    }

    @Override
    public Read read(String text, int at) {
      int best = -1; // the longest that stands there
      for (int i = 0; i < words.size(); i++) {
        boolean longer = best < 0 || words.get(i).length() > words.get(best).length();
        best = longer && text.startsWith(words.get(i), at) ? i : best;
      }
      return best < 0 ? null : new Read(best, at + words.get(best).length());
    }

    @Override
    public String symbol() {
      return "{" + String.join("|", words) + "}";
    }
  }

  /** Where the letters that begin at a place end. */
  static int lettersEnd(String text, int at) {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The place of check characters, which follow from all others. */
  record Checked(IdCheck check) implements IdElement {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public void append(long value, StringBuilder out) {
      out.append("0".repeat(check.width())); // until all is there to be checked
    }

    @Override
    public Read read(String text, int at) {
      int end = at + check.width();
      return end <= text.length() ? new Read(0, end) : null;
    }

    @Override
    public String symbol() {
      return "{" + check.label() + "}";
    }
  }
}
