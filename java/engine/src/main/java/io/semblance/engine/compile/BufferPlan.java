package io.semblance.engine.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

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
    Map<Buffer, Integer> lastWrite = new IdentityHashMap<>();
    for (int i = 0; i < instructions.size(); i++) {
      for (Buffer b : instructions.get(i).reads()) {
        lastUse.put(b.storage(), i);
      }
      for (Buffer b : instructions.get(i).writes()) {
        lastUse.put(b.storage(), i);
        lastWrite.put(b.storage(), i);
      }
    }
    kept.forEach(b -> lastUse.put(b.storage(), Integer.MAX_VALUE));
    List<Integer> sizes = new ArrayList<>();
    FreeSlots free = new FreeSlots(sizes);
    for (int i = 0; i < instructions.size(); i++) {
      List<Buffer.Temporary> ending = new ArrayList<>();
      for (Buffer b : instructions.get(i).reads()) {
        if (b.storage() instanceof Buffer.Temporary t && lastUse.get(t) == i) {
          ending.add(t);
        }
      }
      for (Buffer b : instructions.get(i).writes()) {
        if (b.storage() instanceof Buffer.Temporary t && t.slot() < 0) {
          Buffer.Temporary over =
              lastWrite.get(t) == i ? replaced(instructions.get(i), t, ending) : null;
          t.assign(over == null ? free.take(t.size()) : over.slot());
          if (over != null) {
            ending.removeIf(e -> e == over);
          }
        }
        if (b.storage() instanceof Buffer.Temporary t && lastUse.get(t) == i) {
          ending.add(t);
        }
      }
      // Freed after the writes: only an element-wise result may lie over an operand.
      ending.stream().map(Buffer.Temporary::slot).distinct().forEach(free::add);
    }
    checkOverlap(instructions);
    return sizes;
  }

  /** An operand that ends here and that the result may be written over, or null. */
  private static Buffer.Temporary replaced(
      Instruction i, Buffer.Temporary result, List<Buffer.Temporary> ending) {
    if (!(i instanceof Instruction.Chain c)) {
      return null;
    }
    Elementwise elements = null; // not many have to be asked
    for (Buffer.Temporary e : ending) {
      boolean operand = c.outputs().stream().noneMatch(o -> o.storage() == e);
      if (operand && e.size() == result.size()) {
        elements = elements == null ? new Elementwise(c) : elements;
        if (elements.mayReplace(e, result)) {
          return e;
        }
      }
    }
    return null;
  }

  /** Slots that nobody needs any more; among equal ones those freed first come first. */
  private static final class FreeSlots {
    private record Free(int size, int turn, int slot) {}

    private final NavigableSet<Free> free =
        new TreeSet<>(Comparator.comparingInt(Free::size).thenComparingInt(Free::turn));
    private final List<Integer> sizes;
    private int turn;

    FreeSlots(List<Integer> sizes) {
      this.sizes = sizes;
    }

    void add(int slot) {
      free.add(new Free(sizes.get(slot), turn++, slot));
    }

    /** The smallest one that is large enough, else the largest one grown, else a new one. */
    int take(int size) {
      Free best = free.ceiling(new Free(size, 0, 0));
      best = best == null && !free.isEmpty() ? free.last() : best;
      if (best == null) {
        sizes.add(size);
        return sizes.size() - 1;
      }
      free.remove(best);
      sizes.set(best.slot(), Math.max(best.size(), size));
      return best.slot();
    }
  }

  private static void checkOverlap(List<Instruction> instructions) {
    for (Instruction i : instructions) {
      List<Buffer> writes = i.writes();
      Elementwise elements = i instanceof Instruction.Chain c ? new Elementwise(c) : null;
      for (int w = 0; w < writes.size(); w++) {
        for (Buffer other : writes.subList(w + 1, writes.size())) {
          if (collide(writes.get(w), other)) {
            throw new IllegalStateException("Two results share memory in " + i);
          }
        }
        for (Buffer read : i.reads()) {
          if (collide(writes.get(w), read) && !mayReplace(elements, read, writes.get(w))) {
            throw new IllegalStateException("A result overwrites an operand in " + i);
          }
        }
      }
    }
  }

  /**
   * @param elements null for what is not element by element
   */
  private static boolean mayReplace(Elementwise elements, Buffer read, Buffer written) {
    return elements != null
        && read.storage() != written.storage()
        && elements.mayReplace(read.storage(), written.storage());
  }

  private static boolean collide(Buffer a, Buffer b) {
    return a.storage() instanceof Buffer.Temporary s
        && b.storage() instanceof Buffer.Temporary t
        && s.slot() == t.slot()
        && (s != t || a.overlaps(b));
  }
}
