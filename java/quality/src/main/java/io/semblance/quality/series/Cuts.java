package io.semblance.quality.series;

import io.semblance.data.Spread;
import io.semblance.quality.features.RandomRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where windows lie in their sequences.
 *
 * @param sequences row numbers of each sequence, in order of time
 * @param places of the windows, sequence by sequence
 */
record Cuts(int[][] sequences, List<Place> places) {

  /** A window: steps {@code from} to {@code from + length - 1} of a sequence. */
  record Place(int sequence, int from, int length) {}

  /** Windows to train and to test on that share no row. */
  record Split(int[][] train, int[][] test) {}

  /**
   * Cuts sequences into windows; one that is shorter is a short window.
   *
   * @param length steps of a window
   * @param stride rows between the starts of two windows
   * @param most of more windows, so many are taken, evenly
   */
  static Cuts of(int[][] sequences, int length, int stride, int most) {
    long all = Arrays.stream(sequences).mapToLong(rows -> count(rows.length, length, stride)).sum();
    long kept = Math.min(all, most);
    List<Place> places = new ArrayList<>();
    long before = 0;
    long next = 0;
    for (int s = 0; s < sequences.length; s++) {
      long count = count(sequences[s].length, length, stride);
      while (next < kept && next * all / kept < before + count) {
        int from = (int) (next * all / kept - before) * stride;
        places.add(new Place(s, from, Math.min(length, sequences[s].length)));
        next++;
      }
      before += count;
    }
    return new Cuts(sequences, places);
  }

  /** The same with those windows alone that begin where {@code kept} says. */
  static Cuts of(int[][] sequences, int length, int stride, int most, Starts kept) {
    List<Place> all = new ArrayList<>();
    for (int s = 0; s < sequences.length; s++) {
      long count = count(sequences[s].length, length, stride);
      for (int i = 0; i < count; i++) {
        if (kept.at(s, i * stride)) {
          all.add(new Place(s, i * stride, Math.min(length, sequences[s].length)));
        }
      }
    }
    return new Cuts(
        sequences, Arrays.stream(Spread.places(all.size(), most)).mapToObj(all::get).toList());
  }

  /** Where windows may begin. */
  @FunctionalInterface
  interface Starts {
    boolean at(int sequence, int from);
  }

  private static long count(int steps, int length, int stride) {
    return steps == 0 ? 0 : steps <= length ? 1 : (steps - length) / stride + 1;
  }

  /** The row numbers of all windows. */
  int[][] rows() {
    return places.stream().map(this::rows).toArray(int[][]::new);
  }

  private int[] rows(Place place) {
    return Arrays.copyOfRange(sequences[place.sequence], place.from, place.from + place.length);
  }

  /**
   * Splits by time: the last fifth of each sequence, at least a window, is tested on, and windows
   * that reach into it from before are left out. Of sequences shorter than two windows a random
   * fifth is tested on as a whole.
   */
  Split split(int length, long seed) {
    int[] cut = new int[sequences.length];
    int[] order = RandomRows.permutation(sequences.length, seed);
    int whole = 0;
    for (int s : order) {
      int steps = sequences[s].length;
      if (steps >= 2 * length) {
        cut[s] = Math.min((int) ((1 - Discrimination.TEST) * steps), steps - length);
      } else {
        cut[s] = whole++ % 5 == 0 ? 0 : steps;
      }
    }
    List<int[]> train = new ArrayList<>();
    List<int[]> test = new ArrayList<>();
    for (Place place : places) {
      if (place.from >= cut[place.sequence]) {
        test.add(rows(place));
      } else if (place.from + place.length <= cut[place.sequence]) {
        train.add(rows(place));
      }
    }
    return new Split(train.toArray(int[][]::new), test.toArray(int[][]::new));
  }
}
