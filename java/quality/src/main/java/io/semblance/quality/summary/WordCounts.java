package io.semblance.quality.summary;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The words of labels: what stands between blanks, in lower case, without signs at either end.
 * Labels of one word each, such as codes, tell nothing here that their own counts do not.
 */
public final class WordCounts {
  private static final int KEPT = 1 << 12;

  /** Longer words are cut, as labels are. */
  private static final int LONGEST = 60;

  private final Moments perLabel = new Moments();
  private final FrequentKeys<String> words = new FrequentKeys<>(KEPT);

  void add(String label, int times) {
    int count = 0;
    int end = label.length();
    for (int from = 0; from < end; ) {
      int to = from;
      while (to < end && !Character.isWhitespace(label.charAt(to))) {
        to++;
      }
      String word = bare(label, from, to);
      if (!word.isEmpty()) {
        words.add(word, times);
        count++;
      }
      from = to + 1;
    }
    perLabel.add(count, times);
  }

  private static String bare(String label, int from, int to) {
    int first = from;
    while (first < to && !Character.isLetterOrDigit(label.codePointAt(first))) {
      first += Character.charCount(label.codePointAt(first));
    }
    int last = to;
    while (last > first && !Character.isLetterOrDigit(label.codePointBefore(last))) {
      last -= Character.charCount(label.codePointBefore(last));
    }
    if (last - first > LONGEST) {
      last =
          first + LONGEST - (Character.isHighSurrogate(label.charAt(first + LONGEST - 1)) ? 1 : 0);
    }
    return first >= last ? "" : label.substring(first, last).toLowerCase(Locale.ROOT);
  }

  void merge(WordCounts other) {
    perLabel.merge(other.perLabel);
    words.merge(other.words);
  }

  /** Whether some label has more than one word. */
  public boolean any() {
    return perLabel.max() > 1;
  }

  /** How many words the labels have. */
  public Moments perLabel() {
    return perLabel;
  }

  /** Whether the counts of words are exact. */
  public boolean exact() {
    return words.error() == 0;
  }

  /** The most frequent words; counted at least so often when not {@link #exact()}. */
  public List<FrequentKeys.Frequent<String>> common(int most) {
    return words.top(most, Comparator.naturalOrder());
  }
}
