package io.semblance.quality;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Finds the two columns behind each key of {@link FidelityScores#trendPairs}. */
final class PairKeys {

  /**
   * A pair of columns.
   *
   * @param key in the map of scores
   * @param i place of the first column among those that are scored
   * @param j place of the second one, greater than {@code i}
   */
  record PairKey(String key, int i, int j) {}

  private PairKeys() {}

  /**
   * The pairs, in the order of the map. A name may hold the tilde that joins two names, so keys
   * cannot be taken apart; but the map keeps the order in which {@link Trend} went over the
   * columns, and leaves out the pairs that have no score.
   *
   * @param names all columns that are scored, in order
   */
  static List<PairKey> of(List<String> names, Map<String, Double> pairs) {
    List<PairKey> found = new ArrayList<>();
    Iterator<String> keys = pairs.keySet().iterator();
    String next = keys.hasNext() ? keys.next() : null;
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        if (next != null && is(next, names.get(i) + "~" + names.get(j))) {
          found.add(new PairKey(next, i, j));
          next = keys.hasNext() ? keys.next() : null;
        }
      }
    }
    return found;
  }

  /** Keys that would be equal end in a number in brackets. */
  private static boolean is(String key, String plain) {
    return key.startsWith(plain)
        && (key.length() == plain.length() || key.substring(plain.length()).matches(" \\(\\d+\\)"));
  }
}
