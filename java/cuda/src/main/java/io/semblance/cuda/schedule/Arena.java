package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One memory for all temporaries of a program. Two may lie in the same place only if the last level
 * that touches the one comes before the first that touches the other: the compiler's own sharing,
 * made for one instruction at a time, would make tasks of one level wait for each other.
 */
public final class Arena {
  /** Floats that places are a multiple of: 256 bytes, as memory from the driver is. */
  static final int ALIGNMENT = 64;

  private static final class Life {
    final Buffer.Temporary of;
    int first = Integer.MAX_VALUE;
    int last = -1;
    long at;

    Life(Buffer.Temporary of) {
      this.of = of;
    }

    long end() {
      return at + of.size();
    }
  }

  private final Map<Buffer.Temporary, Life> lives = new IdentityHashMap<>();
  private final List<Life> inOrder = new ArrayList<>(); // as they are met: the map has no order
  private long size;

  /**
   * @param levels tasks by level
   * @param kept buffers that are read after the run and share with nobody that comes later
   */
  public Arena(List<List<Task>> levels, Collection<Buffer> kept) {
    for (int level = 0; level < levels.size(); level++) {
      for (Task t : levels.get(level)) {
        for (Buffer b : t.buffers()) {
          touch(b, level);
        }
      }
    }
    kept.forEach(b -> touch(b, levels.size()));
    place();
  }

  private void touch(Buffer b, int level) {
    if (b.storage() instanceof Buffer.Temporary t) {
      Life life = lives.computeIfAbsent(t, this::begin);
      life.first = Math.min(life.first, level);
      life.last = Math.max(life.last, level);
    }
  }

  private Life begin(Buffer.Temporary t) {
    Life life = new Life(t);
    inOrder.add(life);
    return life;
  }

  /** The largest first, each at the lowest place that is free for all its life. */
  private void place() {
    List<Life> order = new ArrayList<>(inOrder);
    order.sort(Comparator.comparingInt(l -> -l.of.size()));
    List<Life> placed = new ArrayList<>(); // by place
    for (Life life : order) {
      long at = 0;
      for (Life other : placed) {
        boolean together = life.first <= other.last && other.first <= life.last;
        if (together && at < other.end() && other.at < at + life.of.size()) {
          at = aligned(other.end());
        }
      }
      life.at = at;
      size = Math.max(size, life.end());
      int index = 0;
      while (index < placed.size() && placed.get(index).at <= at) {
        index++;
      }
      placed.add(index, life);
    }
  }

  private static long aligned(long at) {
    return (at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Floats of the whole. */
  public long size() {
    return size;
  }

  /** First float of a temporary, or a part of one. */
  public long place(Buffer b) {
    Life life = b.storage() instanceof Buffer.Temporary t ? lives.get(t) : null;
    if (life == null) {
      throw new IllegalArgumentException("no temporary of this program: " + b);
    }
    return life.at + Span.start(b);
  }
}
