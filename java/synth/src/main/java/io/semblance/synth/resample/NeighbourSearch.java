package io.semblance.synth.resample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Exact nearest neighbours by comparing every query with every reference point.
 *
 * <p>Rows of mixed tables have too many columns for a tree to prune much, and a number missing in
 * one row only makes the distance no metric, which a tree needs. So all distances are computed, in
 * loops over one column of a tile of reference points that the compiler turns into vector code; a
 * tile stays in the second-level cache while a whole group of queries passes over it.
 *
 * <p>Among equal distances the first in cyclic order after the query's own position wins. Always
 * taking the first of the table would make a few rows everybody's neighbours wherever ties abound,
 * as they do among labels. Distances are sums of floats in a fixed order, so results depend neither
 * on the threads nor on the machine.
 */
final class NeighbourSearch {
  /** Reference points of a tile: 22 columns of them take 88 KB. */
  static final int TILE = 1024;

  private final Points queries;
  private final int size;
  private final List<Points> tiles = new ArrayList<>();
  private final float labelCost;
  private final int each;
  private final int[] positions;
  private final float[] squared;

  /**
   * @param queries the points whose neighbours are wanted
   * @param references the points among which they are sought, of the same space; those that are the
   *     query's own row are passed over
   * @param labelCost what a label that differs adds to a squared distance
   * @param wanted neighbours of each query; fewer if there are not enough other rows
   */
  NeighbourSearch(Points queries, Points references, float labelCost, int wanted) {
    this.queries = queries;
    size = references.size();
    for (int from = 0; from < size; from += TILE) {
      tiles.add(references.slice(from, Math.min(size, from + TILE)));
    }
    this.labelCost = labelCost;
    each = Math.max(0, Math.min(wanted, size - 1));
    positions = new int[Math.multiplyExact(queries.size(), each)];
    squared = new float[positions.length];
  }

  /**
   * Searches.
   *
   * @param threads how many work at it
   * @param cancelled asked now and then
   * @return null if cancelled
   */
  Neighbours run(int threads, BooleanSupplier cancelled) {
    Arrays.fill(positions, -1);
    Arrays.fill(squared, Float.POSITIVE_INFINITY);
    int laps = (queries.size() + size - 1) / Math.max(1, size);
    int groups = each == 0 ? 0 : Math.multiplyExact(laps, tiles.size());
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          Group group = new Group();
          for (int g = next.getAndIncrement(); g < groups; g = next.getAndIncrement()) {
            if (cancelled.getAsBoolean()) {
              next.set(groups);
              return;
            }
            group.search(g / tiles.size() * size, g % tiles.size());
          }
        };
    int helpers = Math.min(threads, groups) - 1;
    together(work, helpers);
    return cancelled.getAsBoolean() ? null : new Neighbours(each, positions, squared);
  }

  /** Runs it on this thread and on some helpers. */
  private static void together(Runnable work, int helpers) {
    if (helpers < 1) {
      work.run();
      return;
    }
    ExecutorService team = Executors.newFixedThreadPool(helpers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < helpers; i++) {
        running.add(team.submit(work));
      }
      work.run();
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the search for neighbours failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search for neighbours was interrupted", e);
    } finally {
      team.shutdownNow();
    }
  }

  /** Searches for groups of queries, one after the other; of one thread. */
  private final class Group {
    private final float[] distances = new float[TILE];
    private final float[] differing = new float[TILE];

    /**
     * The queries whose place among the reference points lies in tile {@code home}, where query i
     * takes place {@code i % size}.
     *
     * @param lap the first query of place 0
     */
    void search(int lap, int home) {
      int start = home * TILE;
      int first = lap + start;
      int last = Math.min(queries.size(), first + tiles.get(home).size());
      for (int query = first; query < last; query++) {
        scan(query, home, query - first, TILE);
      }
      for (int step = 1; step < tiles.size(); step++) {
        int tile = (home + step) % tiles.size();
        for (int query = first; query < last; query++) {
          scan(query, tile, 0, TILE);
        }
      }
      for (int query = first; query < last; query++) {
        scan(query, home, 0, query - first);
      }
    }

    /** Compares a query with the points of a tile that stand there from {@code from} on. */
    private void scan(int query, int place, int from, int to) {
      int worst = (query + 1) * each - 1;
      // Enough equal rows are known: nothing can be nearer.
      if (squared[worst] == 0) {
        return;
      }
      Points tile = tiles.get(place);
      Distances.squared(queries, query, tile, labelCost, distances, differing);
      int own = queries.rows()[query];
      int end = Math.min(to, tile.size());
      float limit = squared[worst];
      for (int i = from; i < end; i++) {
        if (distances[i] < limit && tile.rows()[i] != own) {
          insert(query * each, worst, place * TILE + i, distances[i]);
          limit = squared[worst];
        }
      }
    }

    /** Behind those that are as near. */
    private void insert(int first, int worst, int position, float distance) {
      int at = worst;
      while (at > first && squared[at - 1] > distance) {
        squared[at] = squared[at - 1];
        positions[at] = positions[at - 1];
        at--;
      }
      squared[at] = distance;
      positions[at] = position;
    }
  }
}
