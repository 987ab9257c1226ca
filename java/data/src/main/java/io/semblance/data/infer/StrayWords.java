package io.semblance.data.infer;

import java.util.List;

/**
 * A few words in a column of numbers: most often a marker of missing cells that nobody declared.
 *
 * @param cells how many hold one
 * @param first the index of the first text that is one
 */
record StrayWords(long cells, int first) {
  /** More different words than these are no markers. */
  static final int MOST = 8;

  /** Share of all cells up to which words are markers. */
  private static final double MOST_CELLS = .6;

  /**
   * Those among numbers of a form, such as hyphens beside percents; null if all are numbers, or too
   * many words, or no number has a mark that tells it from a code of letters and digits.
   *
   * @param texts different ones
   * @param counts cells that have each
   */
  static StrayWords amongForms(List<String> texts, int[] counts) {
    long all = 0;
    long words = 0;
    int distinct = 0;
    int first = -1;
    boolean marks = false;
    for (int i = 0; i < counts.length; i++) {
      String text = texts.get(i);
      all += counts[i];
      if (NumberParts.of(text) == null) {
        words += counts[i];
        distinct++;
        first = first < 0 ? i : first;
      } else {
        marks |= text.chars().anyMatch(c -> c == '.' || c == ',' || c == '%');
      }
    }
    boolean few = marks && words > 0 && distinct <= MOST && words <= MOST_CELLS * all;
    return few ? new StrayWords(words, first) : null;
  }
}
