package io.semblance.quality.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The frequent keys of a stream, in bounded memory: counters of Misra and Gries (1982), decreased
 * all at once by their median when there are too many (Anderson et al., IMC 2017). Exact while the
 * distinct keys fit; afterwards the true count of a key lies between its count here and {@link
 * #error()} more.
 *
 * @param <K> keys with equals and hashCode
 */
public final class FrequentKeys<K> {
  /** A key and how often it occurs at least. */
  public record Frequent<K>(K key, long count) {}

  private final int bound;
  private final Map<K, long[]> counts = new HashMap<>();
  private long error;

  /**
   * An empty summary.
   *
   * @param bound how many keys are kept at most
   */
  public FrequentKeys(int bound) {
    this.bound = bound;
  }

  /** Counts a key so many times. */
  public void add(K key, long times) {
    long[] count = counts.get(key);
    if (count != null) {
      count[0] += times;
      return;
    }
    counts.put(key, new long[] {times});
    if (counts.size() > bound) {
      shrink();
    }
  }

  /** Adds all that another summary has seen. */
  public void merge(FrequentKeys<K> other) {
    error += other.error;
    other.counts.forEach((key, count) -> add(key, count[0]));
  }

  private void shrink() {
    long[] all = counts.values().stream().mapToLong(c -> c[0]).toArray();
    Arrays.sort(all);
    long median = all[all.length / 2];
    Iterator<long[]> iterator = counts.values().iterator();
    while (iterator.hasNext()) {
      long[] count = iterator.next();
      count[0] -= median;
      if (count[0] <= 0) {
        iterator.remove();
      }
    }
    error += median;
  }

  /** By how much a count here may be too small; 0: all counts are exact and none is left out. */
  public long error() {
    return error;
  }

  /** How many keys are kept. */
  public int size() {
    return counts.size();
  }

  /** The most frequent keys first; equal counts in the order given. */
  public List<Frequent<K>> top(int most, Comparator<K> ties) {
    List<Frequent<K>> all = new ArrayList<>(counts.size());
    counts.forEach((key, count) -> all.add(new Frequent<>(key, count[0])));
    all.sort(
        Comparator.comparingLong((Frequent<K> f) -> f.count())
            .reversed()
            .thenComparing(Frequent::key, ties));
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }
}
