package io.semblance.quality.privacy;

import java.util.stream.IntStream;

/**
 * The closest rows of a table to one row.
 *
 * @param distance to the closest, infinite when there is none
 * @param second to the second closest, no less than {@code distance}
 * @param part of which part of the table the closest is; {@link #SEVERAL} when rows of several
 *     parts are equally close
 */
record Closest(float distance, float second, int part) {

  static final int SEVERAL = -1;

  /**
   * Searches.
   *
   * @param chosen the rows of {@code rows} to search for; null for all
   * @param skipSelf whether row i of both tables is the same row, which is not to be found
   * @param parts the part of each row of {@code others}; null when there is only one. With parts,
   *     the second closest is not searched for and may be too far
   */
  static Closest[] of(
      MixedRows rows, int[] chosen, MixedRows others, boolean skipSelf, int[] parts) {
    Closest[] out = new Closest[chosen == null ? rows.count : chosen.length];
    IntStream.range(0, out.length)
        .parallel()
        .forEach(
            i -> {
              int row = chosen == null ? i : chosen[i];
              out[i] = of(rows, row, others, skipSelf ? row : -1, parts);
            });
    return out;
  }

  /** Groups by the number of labels that differ, fewest first, until none can be closer. */
  private static Closest of(MixedRows rows, int row, MixedRows others, int skip, int[] parts) {
    int groups = others.groups();
    int[] mismatches = new int[groups];
    int[] sizes = new int[rows.labelWidth + 2];
    for (int g = 0; g < groups; g++) {
      mismatches[g] = rows.mismatches(row, others, others.representative(g));
      sizes[mismatches[g] + 1]++;
    }
    for (int m = 1; m < sizes.length; m++) {
      sizes[m] += sizes[m - 1];
    }
    int[] sorted = new int[groups];
    for (int g = 0; g < groups; g++) {
      sorted[sizes[mismatches[g]]++] = g;
    }
    Search search = new Search(rows, row, others, skip, parts);
    for (int g : sorted) {
      float labels = MixedRows.MISMATCH * mismatches[g];
      if (labels > search.limit()) {
        break;
      }
      search.group(g, labels);
    }
    return new Closest(search.first, search.second, search.part);
  }

  private static final class Search {
    private final MixedRows rows;
    private final int row;
    private final MixedRows others;
    private final int skip;
    private final int[] parts;
    private float first = Float.POSITIVE_INFINITY;
    private float second = Float.POSITIVE_INFINITY;
    private int part;

    Search(MixedRows rows, int row, MixedRows others, int skip, int[] parts) {
      this.rows = rows;
      this.row = row;
      this.others = others;
      this.skip = skip;
      this.parts = parts;
    }

    /** What is farther does not count. */
    float limit() {
      return parts == null ? second : first;
    }

    void group(int g, float labels) {
      for (int k = others.start[g]; k < others.start[g + 1]; k++) {
        int other = others.order[k];
        if (other == skip) {
          continue;
        }
        float d = rows.distance(row, others, other, labels, limit());
        int its = parts == null ? 0 : parts[other];
        if (d < first) {
          second = first;
          first = d;
          part = its;
        } else {
          second = Math.min(second, d);
          part = d == first && its != part ? SEVERAL : part;
        }
      }
    }
  }
}
