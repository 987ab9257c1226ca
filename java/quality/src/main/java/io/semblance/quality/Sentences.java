package io.semblance.quality;

import io.semblance.quality.text.PlainText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parts of the sentences of findings. */
final class Sentences {

  /** So many are named; the rest are counted. */
  static final int NAMED = 3;

  private static final int LONGEST_NAME = 120;

  private Sentences() {}

  /** Names come from files and may be long. */
  static String name(String text) {
    return PlainText.shorten(text, LONGEST_NAME);
  }

  /** The first few in words. */
  static <T> String first(List<T> all, String between, Function<T, String> words) {
    return all.stream().limit(NAMED).map(words).collect(Collectors.joining(between));
  }
}
