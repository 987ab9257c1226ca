package io.semblance.vector;

import java.util.Arrays;

/**
 * Strips of a factor, laid out as the tile kernels read them: for each step along the inner extent
 * k, the elements of all lines of the strip side by side. A line is a row of the left factor or a
 * column of the right one.
 */
final class Panels {
  private Panels() {}

  /**
   * Packs {@code lines} lines, of which line j, step i stands at {@code from + i * stride + j}:
   * they lie side by side already. Lines up to {@code width} are zero.
   */
  static void copy(
      float[] in, int from, int stride, int lines, int steps, float[] out, int to, int width) {
    for (int i = 0; i < steps; i++) {
      int at = to + i * width;
      System.arraycopy(in, from + i * stride, out, at, lines);
      if (lines < width) {
        Arrays.fill(out, at + lines, at + width, 0);
      }
    }
  }

  /**
   * Packs {@code lines} lines, of which line j, step i stands at {@code from + j * stride + i}.
   * Lines up to {@code width} are zero.
   */
  static void turn(
      float[] in, int from, int stride, int lines, int steps, float[] out, int to, int width) {
    int line = 0;
    // Eight lines at once: a store for each load would else wait for its own cache line.
    for (; line + 8 <= lines; line += 8) {
      turnEight(in, from + line * stride, stride, steps, out, to + line, width);
    }
    for (; line < lines; line++) {
      int source = from + line * stride;
      for (int i = 0; i < steps; i++) {
        out[to + i * width + line] = in[source + i];
      }
    }
    for (; line < width; line++) {
      for (int i = 0; i < steps; i++) {
        out[to + i * width + line] = 0;
      }
    }
  }

  private static void turnEight(
      float[] in, int from, int stride, int steps, float[] out, int to, int width) {
    int l0 = from;
    int l1 = l0 + stride;
    int l2 = l1 + stride;
    int l3 = l2 + stride;
    int l4 = l3 + stride;
    int l5 = l4 + stride;
    int l6 = l5 + stride;
    int l7 = l6 + stride;
    for (int i = 0; i < steps; i++) {
      int at = to + i * width;
      out[at] = in[l0 + i];
      out[at + 1] = in[l1 + i];
      out[at + 2] = in[l2 + i];
      out[at + 3] = in[l3 + i];
      out[at + 4] = in[l4 + i];
      out[at + 5] = in[l5 + i];
      out[at + 6] = in[l6 + i];
      out[at + 7] = in[l7 + i];
    }
  }
}
