package io.semblance.benchmarks;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What {@code benchmarks/run.sh} was asked for.
 *
 * @param brief only to see that everything runs
 * @param list only to name what there is
 * @param rounds how often every side runs
 * @param pattern part of the names wanted, a regular expression; empty for all
 */
record Arguments(boolean brief, boolean list, int rounds, String pattern) {
  static final String USAGE =
      """
      benchmarks/run.sh [--short] [--rounds N] [pattern]
        pattern     part of a benchmark's name, a regular expression; all by default; "growth" for the tables of growth
        --short     run everything once, only to see that it runs; writes no results
        --rounds N  how often each side of a comparison runs, in turn; 5 by default
        --list      name the benchmarks""";

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Arguments parse(String... args) {
    boolean brief = false;
    boolean list = false;
    int rounds = 5;
    String pattern = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--short")) {
        brief = true;
      } else if (args[i].equals("--list")) {
        list = true;
      } else if (args[i].equals("--rounds")) {
        rounds = rounds(i + 1 < args.length ? args[++i] : "nothing");
      } else if (args[i].startsWith("-")) {
        throw new IllegalArgumentException("there is no option " + args[i]);
      } else if (pattern != null) {
        throw new IllegalArgumentException("two patterns, " + pattern + " and " + args[i]);
      } else {
        pattern = checked(args[i]);
      }
    }
    return new Arguments(brief, list, rounds, pattern == null ? "" : pattern);
  }

  private static int rounds(String text) {
    try {
      int rounds = Integer.parseInt(text);
      if (rounds > 0) {
        return rounds;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("--rounds takes a number from 1, not " + text);
  }

  private static String checked(String pattern) {
    try {
      Pattern.compile(pattern);
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern is no regular expression: " + e.getMessage(), e);
    }
  }

  boolean wants(String name) {
    return Pattern.compile(pattern).matcher(name).find();
  }

  /**
   * The name of the file of results: the pattern with what a file name does not take left out, and
   * the JDK.
   *
   * @param feature number of the JDK, for example 17
   */
  String fileName(int feature) {
    String name =
        pattern.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return (name.isEmpty() ? "all" : name) + "-jdk" + feature + ".txt";
  }
}
