package io.semblance.data;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Check digits: characters of an identifier that follow from the others, so that a slip of the pen
 * is seen. Separators such as blanks and hyphens do not count.
 */
enum IdCheck {
  /** Payment cards, IMEI: ISO/IEC 7812-1, annex B; the last digit. */
  LUHN(1, 12, IdCheck::luhn),
  /** Articles and books since 2007: EAN-8, EAN-13, ISBN-13; the last digit. */
  EAN(1, 8, IdCheck::ean),
  /** Books before 2007: ISBN-10; the last character, X for ten. */
  ISBN10(1, 10, IdCheck::isbn10),
  /** Bank accounts: ISO 13616, by ISO 7064 mod 97-10; the third and fourth character. */
  IBAN(2, 15, IdCheck::iban);

  private final int width;
  private final int shortest;
  private final UnaryOperator<String> right;

  IdCheck(int width, int shortest, UnaryOperator<String> right) {
    this.width = width;
    this.shortest = shortest;
    this.right = right;
  }

  int width() {
    return width;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static IdCheck byLabel(String label) {
    for (IdCheck check : values()) {
      if (check.label().equals(label)) {
        return check;
      }
    }
    return null;
  }

  /** What all texts keep to, or null. */
  static IdCheck of(List<String> texts) {
    for (IdCheck check : values()) {
      if (texts.stream().allMatch(check::holds)) {
        return check;
      }
    }
    return null;
  }

  private boolean holds(String text) {
    String bare = bare(text);
    boolean digits = bare.chars().limit(Math.max(0, bare.length() - 1)).allMatch(c -> c <= '9');
    boolean shaped =
        switch (this) {
          case LUHN -> digits && bare.length() >= shortest;
          case EAN -> digits && (bare.length() == shortest || bare.length() == 13);
          case ISBN10 -> digits && bare.length() == shortest;
          case IBAN -> bare.length() >= shortest && bare.matches("[A-Z]{2}\\d{2}[A-Z0-9]+");
        };
    return shaped && right.apply(bare).equals(bare);
  }

  /** Where in a text the check characters stand. */
  int at(String text) {
    if (this == IBAN) {
      int seen = 0;
      for (int i = 0; i < text.length(); i++) {
        if (isCounted(text.charAt(i)) && ++seen == 3) {
          return i;
        }
      }
    }
    int last = text.length() - 1;
    while (last > 0 && !isCounted(text.charAt(last))) {
      last--;
    }
    return last;
  }

  /** The text with the right check characters at a place. */
  void complete(StringBuilder text, int at) {
    String bare = right.apply(bare(text.toString()));
    int before = 0;
    for (int i = 0; i < at; i++) {
      before += isCounted(text.charAt(i)) ? 1 : 0;
    }
    text.replace(at, at + width, bare.substring(before, before + width));
  }

  private static boolean isCounted(char c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
  }

  private static String bare(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (isCounted(text.charAt(i))) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static int digit(String text, int at) {
    return text.charAt(at) - '0';
  }

  private static String withLast(String text, char last) {
    return text.substring(0, text.length() - 1) + last;
  }

  private static String luhn(String text) {
    int sum = 0;
    for (int i = text.length() - 2, k = 0; i >= 0; i--, k++) {
      int d = digit(text, i) * (k % 2 == 0 ? 2 : 1);
      sum += d / 10 + d % 10;
    }
    return withLast(text, (char) ('0' + (10 - sum % 10) % 10));
  }

  private static String ean(String text) {
    int sum = 0;
    for (int i = text.length() - 2, k = 0; i >= 0; i--, k++) {
      sum += digit(text, i) * (k % 2 == 0 ? 3 : 1);
    }
    return withLast(text, (char) ('0' + (10 - sum % 10) % 10));
  }

  private static String isbn10(String text) {
    int sum = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      sum += (10 - i) * digit(text, i);
    }
    int last = (11 - sum % 11) % 11;
    return withLast(text, last == 10 ? 'X' : (char) ('0' + last));
  }

  private static String iban(String text) {
    StringBuilder number = new StringBuilder();
    String turned = text.substring(4) + text.substring(0, 2) + "00";
    for (int i = 0; i < turned.length(); i++) {
      number.append(Character.getNumericValue(turned.charAt(i)));
    }
    int check = 98 - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    return text.substring(0, 2) + (check < 10 ? "0" : "") + check + text.substring(4);
  }
}
