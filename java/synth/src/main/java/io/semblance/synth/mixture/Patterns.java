package io.semblance.synth.mixture;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a mixture has worked out for rows that show the same numbers. Which those are may differ
 * from row to row in any way, so that what has long not been asked for is forgotten.
 *
 * @param <V> what is remembered
 */
final class Patterns<V> {
  /** Doubles that all that is remembered may hold, about. */
  private static final long MOST = 8_000_000;

  private final Map<List<Integer>, V> known;

  Patterns(Mixture mixture) {
    int numbers = mixture.layout().numbers();
    long each = (long) mixture.size() * Covariance.of(mixture).scales(numbers) + 1;
    long most = Math.max(1, MOST / each);
    known =
        new LinkedHashMap<>(16, .75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<List<Integer>, V> eldest) {
            return size() > most;
          }
        };
  }

  /** What is known of these numbers, in this order. */
  V of(int[] numbers, Supplier<V> made) {
    return known.computeIfAbsent(Arrays.stream(numbers).boxed().toList(), key -> made.get());
  }
}
