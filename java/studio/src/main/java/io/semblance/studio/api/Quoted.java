package io.semblance.studio.api;

/** Texts as words of a shell and as literals of Java. */
final class Quoted {
  private Quoted() {}

  /** For a POSIX shell. */
  static String shell(String word) {
    return word.matches("[A-Za-z0-9_./:=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** For Java. */
  static String java(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + "\"";
  }

  /** A number for Java. */
  static String java(Number number) {
    boolean whole = number instanceof Long || number instanceof Integer;
    return number + (whole && number.longValue() != number.intValue() ? "L" : "");
  }
}
