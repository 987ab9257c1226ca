package io.semblance.quality.features;

import io.semblance.data.Hash;
import java.util.Arrays;

/** Rows that are equal in every column. */
public final class EqualRows {

  private EqualRows() {}

  /** How many rows of {@code rows} also occur in {@code others}, by 64-bit hashes. */
  public static long occurIn(FeatureTable rows, FeatureTable others) {
    long[] known = hashes(others);
    Arrays.sort(known);
    long count = 0;
    for (long hash : hashes(rows)) {
      count += Arrays.binarySearch(known, hash) >= 0 ? 1 : 0;
    }
    return count;
  }

  /** How many rows have a twin in the same table. */
  public static long withTwin(FeatureTable rows) {
    long[] sorted = hashes(rows);
    Arrays.sort(sorted);
    long count = 0;
    for (int i = 0; i < sorted.length; i++) {
      boolean before = i > 0 && sorted[i - 1] == sorted[i];
      boolean after = i + 1 < sorted.length && sorted[i + 1] == sorted[i];
      count += before || after ? 1 : 0;
    }
    return count;
  }

  /** How many rows repeat an earlier row of the same table. */
  public static long repeats(FeatureTable rows) {
    long[] sorted = hashes(rows);
    Arrays.sort(sorted);
    long count = 0;
    for (int i = 1; i < sorted.length; i++) {
      count += sorted[i - 1] == sorted[i] ? 1 : 0;
    }
    return count;
  }

  private static long[] hashes(FeatureTable rows) {
    long[] out = new long[rows.rows()];
    for (int c = 0; c < rows.width(); c++) {
      double[] column = rows.column(c);
      for (int i = 0; i < out.length; i++) {
        // + 0.0 makes one zero of two.
        out[i] = Hash.mix(out[i] ^ Double.doubleToLongBits(column[i] + 0.0));
      }
    }
    return out;
  }
}
