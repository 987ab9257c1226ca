package io.semblance.vector;

import static io.semblance.vector.Tile.LANES;
import static io.semblance.vector.Tile.PANEL;
import static io.semblance.vector.Tile.ROWS;
import static io.semblance.vector.Tile.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Strips of a factor, laid out as the tile kernels read them: for each step along the inner extent
 * k, the elements of all lines of the strip side by side. A line is a row of the left factor or a
 * column of the right one.
 */
final class Panels {
  /** Elements of scratch memory that {@link #turn} needs: 64 steps of eight lines. */
  static final int ASIDE = 512;

  private static final VectorShuffle<Float> SWAPPED =
      VectorShuffle.fromOp(SPECIES, i -> (i + LANES / 2) % LANES);
  private static final VectorMask<Float> UPPER =
      VectorMask.fromLong(SPECIES, -1L << LANES / 2 & (1L << LANES) - 1);
  private static final VectorShuffle<Float> FIRST = VectorShuffle.fromOp(SPECIES, i -> i / 2);
  private static final VectorShuffle<Float> LAST =
      VectorShuffle.fromOp(SPECIES, i -> (LANES + i) / 2);
  private static final VectorMask<Float> ODD = VectorMask.fromLong(SPECIES, 0xAAAAAAAAAAAAAAAAL);

  private Panels() {}

  /**
   * Packs {@code lines} lines, of which line j, step i stands at {@code from + i * stride + j}:
   * they lie side by side already. Lines up to {@code width} are zero.
   */
  static void copy(
      float[] in, int from, int stride, int lines, int steps, float[] out, int to, int width) {
    if (lines == PANEL) {
      copyPanel(in, from, stride, steps, out, to);
      return;
    }
    for (int i = 0; i < steps; i++) {
      int at = to + i * width;
      System.arraycopy(in, from + i * stride, out, at, lines);
      if (lines < width) {
        Arrays.fill(out, at + lines, at + width, 0);
      }
    }
  }

  /**
   * Packs {@code strips} strips of {@link Tile#ROWS} lines each, one after the other, from lines
   * that lie side by side: {@link #copy} for each strip, but reading whole rows of memory. A store
   * writes a whole vector; what of it is no line of the strip stands where the next step is stored.
   */
  static void copyStrips(
      float[] in, int from, int stride, int strips, int steps, float[] out, int to) {
    int size = steps * ROWS;
    for (int i = 0; i + 1 < steps; i++) {
      int f = from + i * stride;
      int at = to + i * ROWS;
      for (int s = 0; s < strips; s++, f += ROWS, at += size) {
        for (int j = 0; j < ROWS; j += LANES) {
          FloatVector.fromArray(SPECIES, in, f + j).intoArray(out, at + j);
        }
      }
    }
    for (int s = 0; s < strips && steps > 0; s++) {
      int f = from + (steps - 1) * stride + s * ROWS;
      System.arraycopy(in, f, out, to + s * size + size - ROWS, ROWS);
    }
  }

  private static void copyPanel(float[] in, int from, int stride, int steps, float[] out, int to) {
    int f = from;
    for (int i = 0; i < steps; i++, f += stride) {
      int at = to + i * PANEL;
      FloatVector.fromArray(SPECIES, in, f).intoArray(out, at);
      FloatVector.fromArray(SPECIES, in, f + LANES).intoArray(out, at + LANES);
    }
  }

  /**
   * Packs {@code lines} lines, of which line j, step i stands at {@code from + j * stride + i}.
   * Lines up to {@code width} are zero.
   *
   * @param aside scratch memory of {@link #ASIDE} elements
   */
  static void turn(
      float[] in,
      int from,
      int stride,
      int lines,
      int steps,
      float[] out,
      int to,
      int width,
      float[] aside) {
    int line = 0;
    // Eight lines at once: a store for each load would else wait for its own cache line.
    for (; line + 8 <= lines; line += 8) {
      int source = from + line * stride;
      // Storing a part of a vector makes boxes on JDK 17. So where a vector has more than eight
      // lanes, eight lines of a panel are first a strip of their own.
      int done = 0;
      if (width == 8 || LANES == 8) {
        done = zipEight(in, source, stride, steps, out, to + line, width);
      } else if (LANES == 16) {
        done = SPECIES.loopBound(steps);
        for (int i = 0; i < done; i += ASIDE / 8) {
          int chunk = Math.min(ASIDE / 8, done - i);
          zipEight(in, source + i, stride, chunk, aside, 0, 8);
          spread(aside, chunk, out, to + line + i * width, line + 8 == width);
        }
      }
      turnEight(in, source, stride, done, steps, out, to + line, width);
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

  /**
   * A strip of eight lines into a panel; a vector holds two steps. What a store writes beside its
   * eight lines is written again by the next lines, but for the last eight of a panel. Vectors of
   * eight lanes would be simpler, but two kinds of vectors in one program made all of them slow.
   */
  private static void spread(float[] strip, int steps, float[] out, int to, boolean last) {
    if (last) {
      for (int i = 0, f = 0, at = to - 8; i < steps; i += 2, f += LANES, at += 2 * PANEL) {
        FloatVector v = FloatVector.fromArray(SPECIES, strip, f);
        FloatVector first = FloatVector.fromArray(SPECIES, out, at);
        FloatVector second = FloatVector.fromArray(SPECIES, out, at + PANEL);
        first.blend(v.rearrange(SWAPPED), UPPER).intoArray(out, at);
        second.blend(v, UPPER).intoArray(out, at + PANEL);
      }
      return;
    }
    for (int i = 0, f = 0, at = to; i < steps; i += 2, f += LANES, at += 2 * PANEL) {
      FloatVector v = FloatVector.fromArray(SPECIES, strip, f);
      v.intoArray(out, at);
      v.rearrange(SWAPPED).intoArray(out, at + PANEL);
    }
  }

  /** Eight lines interleaved by vectors; only whole vectors of steps, whose number it returns. */
  private static int zipEight(
      float[] in, int from, int stride, int steps, float[] out, int to, int width) {
    int end = SPECIES.loopBound(steps);
    for (int i = 0; i < end; i += LANES) {
      int f = from + i;
      FloatVector a0 = FloatVector.fromArray(SPECIES, in, f);
      FloatVector a1 = FloatVector.fromArray(SPECIES, in, f + stride);
      FloatVector a2 = FloatVector.fromArray(SPECIES, in, f + 2 * stride);
      FloatVector a3 = FloatVector.fromArray(SPECIES, in, f + 3 * stride);
      FloatVector a4 = FloatVector.fromArray(SPECIES, in, f + 4 * stride);
      FloatVector a5 = FloatVector.fromArray(SPECIES, in, f + 5 * stride);
      FloatVector a6 = FloatVector.fromArray(SPECIES, in, f + 6 * stride);
      FloatVector a7 = FloatVector.fromArray(SPECIES, in, f + 7 * stride);
      // A zip of two vectors is their first (or last) halves with each lane doubled, blended.
      FloatVector b0 = a0.rearrange(FIRST).blend(a4.rearrange(FIRST), ODD);
      FloatVector b1 = a0.rearrange(LAST).blend(a4.rearrange(LAST), ODD);
      FloatVector b2 = a1.rearrange(FIRST).blend(a5.rearrange(FIRST), ODD);
      FloatVector b3 = a1.rearrange(LAST).blend(a5.rearrange(LAST), ODD);
      FloatVector b4 = a2.rearrange(FIRST).blend(a6.rearrange(FIRST), ODD);
      FloatVector b5 = a2.rearrange(LAST).blend(a6.rearrange(LAST), ODD);
      FloatVector b6 = a3.rearrange(FIRST).blend(a7.rearrange(FIRST), ODD);
      FloatVector b7 = a3.rearrange(LAST).blend(a7.rearrange(LAST), ODD);
      a0 = b0.rearrange(FIRST).blend(b4.rearrange(FIRST), ODD);
      a1 = b0.rearrange(LAST).blend(b4.rearrange(LAST), ODD);
      a2 = b1.rearrange(FIRST).blend(b5.rearrange(FIRST), ODD);
      a3 = b1.rearrange(LAST).blend(b5.rearrange(LAST), ODD);
      a4 = b2.rearrange(FIRST).blend(b6.rearrange(FIRST), ODD);
      a5 = b2.rearrange(LAST).blend(b6.rearrange(LAST), ODD);
      a6 = b3.rearrange(FIRST).blend(b7.rearrange(FIRST), ODD);
      a7 = b3.rearrange(LAST).blend(b7.rearrange(LAST), ODD);
      b0 = a0.rearrange(FIRST).blend(a4.rearrange(FIRST), ODD);
      b1 = a0.rearrange(LAST).blend(a4.rearrange(LAST), ODD);
      b2 = a1.rearrange(FIRST).blend(a5.rearrange(FIRST), ODD);
      b3 = a1.rearrange(LAST).blend(a5.rearrange(LAST), ODD);
      b4 = a2.rearrange(FIRST).blend(a6.rearrange(FIRST), ODD);
      b5 = a2.rearrange(LAST).blend(a6.rearrange(LAST), ODD);
      b6 = a3.rearrange(FIRST).blend(a7.rearrange(FIRST), ODD);
      b7 = a3.rearrange(LAST).blend(a7.rearrange(LAST), ODD);
      int at = to + i * width;
      int next = width * LANES / 8;
      b0.intoArray(out, at);
      b1.intoArray(out, at + next);
      b2.intoArray(out, at + 2 * next);
      b3.intoArray(out, at + 3 * next);
      b4.intoArray(out, at + 4 * next);
      b5.intoArray(out, at + 5 * next);
      b6.intoArray(out, at + 6 * next);
      b7.intoArray(out, at + 7 * next);
    }
    return end;
  }

  /** Eight lines, steps {@code first} to {@code steps}. */
  private static void turnEight(
      float[] in, int from, int stride, int first, int steps, float[] out, int to, int width) {
    int l0 = from;
    int l1 = l0 + stride;
    int l2 = l1 + stride;
    int l3 = l2 + stride;
    int l4 = l3 + stride;
    int l5 = l4 + stride;
    int l6 = l5 + stride;
    int l7 = l6 + stride;
    for (int i = first; i < steps; i++) {
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
