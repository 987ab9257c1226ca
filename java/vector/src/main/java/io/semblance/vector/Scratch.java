package io.semblance.vector;

import static io.semblance.vector.Tile.PANEL;
import static io.semblance.vector.Tile.ROWS;

/**
 * Memory for packed factors, shared by all products of a session, which run one after the other:
 * memory of their own would push each other's and everything else out of the cache.
 */
final class Scratch {
  private float[] packed = new float[0];
  private float[][] strips = new float[0][];
  private float[][] edges = new float[0][];

  /** Makes room for a product; called before any program that holds the product runs. */
  void reserve(int packedSize, int stripSize, int threads) {
    if (packed.length < packedSize) {
      packed = new float[packedSize];
    }
    if (strips.length < threads) {
      strips = new float[threads][0];
      edges = new float[threads][Math.max(ROWS * PANEL, Panels.ASIDE)];
    }
    for (int t = 0; t < threads; t++) {
      if (strips[t].length < stripSize) {
        strips[t] = new float[stripSize];
      }
    }
  }

  /** The right factor in panels. */
  float[] packed() {
    return packed;
  }

  /** A thread's block of rows of the left factor. */
  float[] strips(int thread) {
    return strips[thread];
  }

  /** A thread's tile at the edge of a result, or lines on their way into a panel. */
  float[] edge(int thread) {
    return edges[thread];
  }
}
