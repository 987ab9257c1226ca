package io.semblance.data;

import java.util.Arrays;

/** Some of many, evenly spread. */
public final class Spread {
  private Spread() {}

  /** Places of at most {@code most} of {@code count} things, rising from 0. */
  public static int[] places(int count, int most) {
    int[] places = new int[Math.min(count, most)];
    Arrays.setAll(places, i -> (int) ((long) i * count / places.length));
    return places;
  }

  /** At most so many of some things. */
  public static int[] of(int[] things, int most) {
    return Arrays.stream(places(things.length, most)).map(i -> things[i]).toArray();
  }

  /** At most so many rows of a table; the table itself if it has no more. */
  public static Table of(Table table, int most) {
    return table.rows() <= most ? table : table.select(places(table.rows(), most));
  }
}
