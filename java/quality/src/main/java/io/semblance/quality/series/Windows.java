package io.semblance.quality.series;

import java.util.Arrays;

/**
 * Windows: short stretches of sequences, over rows of numbers that they share. Arrays are shared,
 * not copied: read only.
 *
 * @param cells rows of features, one after the other: {@code rows x width}
 * @param width features of a row
 * @param rows row numbers of each window, in order of time; windows may be of unequal length
 */
public record Windows(float[] cells, int width, int[][] rows) {

  /** How many windows there are. */
  public int count() {
    return rows.length;
  }

  /** Steps of a window. */
  int length(int window) {
    return rows[window].length;
  }

  /** Steps of the longest window; 0 without any. */
  public int longest() {
    return Arrays.stream(rows).mapToInt(window -> window.length).max().orElse(0);
  }

  /** One number. */
  float at(int window, int step, int feature) {
    return cells[rows[window][step] * width + feature];
  }

  /** The windows at some positions, in that order. */
  public Windows select(int[] which) {
    return new Windows(
        cells, width, Arrays.stream(which).mapToObj(w -> rows[w]).toArray(int[][]::new));
  }

  /** The windows of at least so many steps. */
  Windows ofSteps(int least) {
    return new Windows(
        cells,
        width,
        Arrays.stream(rows).filter(window -> window.length >= least).toArray(int[][]::new));
  }

  /** The same windows over other rows of numbers. */
  public Windows over(float[] otherCells) {
    return new Windows(otherCells, width, rows);
  }

  /** Puts a window into a place of a batch, without its last {@code ahead} steps. */
  int load(int window, int[] columns, int ahead, Gru gru, int place) {
    int[] steps = rows[window];
    int length = steps.length - ahead;
    for (int t = 0; t < gru.mask.length; t++) {
      float[][] x = gru.x[t];
      boolean there = t < length;
      gru.mask[t][place] = there ? 1 : 0;
      int from = there ? steps[t] * width : 0;
      for (int k = 0; k < columns.length; k++) {
        x[k][place] = there ? cells[from + columns[k]] : 0;
      }
    }
    return length;
  }
}
