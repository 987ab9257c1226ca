package io.semblance.engine.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives temporaries memories, shared between those that are never alive together. */
final class BufferPlan {
  private BufferPlan() {}

  /**
   * Assigns a slot to every temporary of {@code instructions}.
   *
   * @param kept buffers that are read after the run and share with nobody
   * @return sizes of the slots in elements
   */
  static List<Integer> assign(List<Instruction> instructions, Collection<Buffer> kept) {
    Map<Buffer, Integer> lastUse = new IdentityHashMap<>();
    for (int i = 0; i < instructions.size(); i++) {
      for (Buffer b : instructions.get(i).reads()) {
        lastUse.put(b, i);
      }
      for (Buffer b : instructions.get(i).writes()) {
        lastUse.put(b, i);
      }
    }
    kept.forEach(b -> lastUse.put(b, Integer.MAX_VALUE));
    Map<Integer, List<Buffer.Temporary>> endingAt = new HashMap<>();
    List<Integer> sizes = new ArrayList<>();
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < instructions.size(); i++) {
      for (Buffer b : instructions.get(i).writes()) {
        if (b instanceof Buffer.Temporary t && t.slot() < 0) {
          t.assign(take(t.size(), free, sizes));
          endingAt.computeIfAbsent(lastUse.get(t), k -> new ArrayList<>()).add(t);
        }
      }
      // Freed after the writes: an instruction never writes over what it reads.
      endingAt.getOrDefault(i, List.of()).forEach(t -> free.add(t.slot()));
    }
    checkOverlap(instructions);
    return sizes;
  }

  /**
   * The smallest free slot that is large enough, else the largest free one grown, else a new one.
   */
  private static int take(int size, List<Integer> free, List<Integer> sizes) {
    Integer best = null;
    for (Integer slot : free) {
      if (best == null) {
        best = slot;
        continue;
      }
      boolean fits = sizes.get(slot) >= size;
      boolean bestFits = sizes.get(best) >= size;
      boolean smaller = sizes.get(slot) < sizes.get(best);
      if (fits && (!bestFits || smaller) || !fits && !bestFits && !smaller) {
        best = slot;
      }
    }
    if (best == null) {
      sizes.add(size);
      return sizes.size() - 1;
    }
    free.remove(best);
    sizes.set(best, Math.max(sizes.get(best), size));
    return best;
  }

  private static void checkOverlap(List<Instruction> instructions) {
    for (Instruction i : instructions) {
      Set<Integer> written = new java.util.HashSet<>();
      for (Buffer b : i.writes()) {
        if (b instanceof Buffer.Temporary t && !written.add(t.slot())) {
          throw new IllegalStateException("Two results share memory in " + i);
        }
      }
      for (Buffer b : i.reads()) {
        if (b instanceof Buffer.Temporary t && written.contains(t.slot())) {
          throw new IllegalStateException("A result overwrites an operand in " + i);
        }
      }
    }
  }
}
