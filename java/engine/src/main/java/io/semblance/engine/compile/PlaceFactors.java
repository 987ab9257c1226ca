package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Brings factors of products that are added up side by side in memory, so that {@link
 * MergeProducts} can make one product of them. In a WGAN-GP critic the tangent of the mixed rows
 * goes where their activations were, beside those of the real and the generated rows; the gradient
 * of a weight is then one product over all three.
 *
 * <p>A value is moved only into memory that nobody needs any more when it is first written, or into
 * fresh memory, by which that of the other factors may grow.
 */
final class PlaceFactors {
  private final List<Instruction> instructions;
  private final Collection<Buffer> kept;

  /**
   * For each instruction, the place where its operands are needed last: a product that is merged
   * with a later one of its sum goes there.
   */
  private final int[] needed;

  /** Where moved values are. */
  private final Map<Buffer, Buffer> moved = new HashMap<>();

  private PlaceFactors(List<Instruction> instructions, Collection<Buffer> kept) {
    this.instructions = new ArrayList<>(instructions);
    this.kept = kept;
    this.needed = new int[instructions.size()];
  }

  /**
   * The instructions with some temporaries in other places.
   *
   * @param kept buffers that are read after the run, which are left alone
   */
  static List<Instruction> apply(List<Instruction> instructions, Collection<Buffer> kept) {
    return new PlaceFactors(instructions, kept).run();
  }

  private List<Instruction> run() {
    Map<Buffer, List<Product>> sums = new LinkedHashMap<>();
    Map<Buffer, Integer> last = new HashMap<>();
    for (int i = needed.length - 1; i >= 0; i--) {
      needed[i] = i;
      if (instructions.get(i) instanceof Product p
          && p.transposeA()
          && !p.transposeB()
          && p.out().size() > 0) {
        needed[i] = last.merge(p.out(), i, Math::max);
        sums.computeIfAbsent(p.out(), b -> new ArrayList<>()).add(0, p);
      }
    }
    for (List<Product> sum : sums.values()) {
      if (sum.size() > 1) {
        place(sum);
      }
    }
    return instructions;
  }

  /** Places the factors of one sum, or leaves all as it is. */
  private void place(List<Product> sum) {
    List<Product> now = sum.stream().map(p -> (Product) Renaming.apply(p, moved)).toList();
    Side left = new Side(now, Product::a, now.get(0).m());
    Side right = new Side(now, Product::b, now.get(0).n());
    boolean same = left.whole != null && left.whole.equals(right.whole);
    int[] rows = same ? null : rows(now, left, right);
    if (rows == null) {
      return;
    }
    Map<Buffer, Buffer> names = new HashMap<>();
    if (left.place(rows, names) && right.place(rows, names)) {
      instructions.replaceAll(i -> Renaming.apply(i, names));
      moved.replaceAll((from, to) -> Renaming.one(to, names));
      moved.putAll(names);
    }
  }

  /**
   * For each product the first of its steps among those of the merged one, or null if there is no
   * order in which they follow each other without a gap.
   */
  private static int[] rows(List<Product> sum, Side left, Side right) {
    Side lead = left.whole != null ? left : right;
    Side other = lead == left ? right : left;
    if (lead.whole == null) {
      return null;
    }
    int[] rows = new int[sum.size()];
    Integer shift = null; // from a row of the other's memory to one of the lead's
    for (int i = 0; i < rows.length; i++) {
      if (lead.fixed(i) && other.fixed(i)) {
        int found = lead.row(i) - other.row(i);
        if (shift != null && shift != found) {
          return null;
        }
        shift = found;
      }
    }
    int start = Integer.MAX_VALUE;
    int end = 0;
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      if (!lead.fixed(i) && (!other.fixed(i) || shift == null)) {
        open.add(i);
        continue;
      }
      rows[i] = lead.fixed(i) ? lead.row(i) : other.row(i) + shift;
      start = Math.min(start, rows[i]);
      end = Math.max(end, rows[i] + sum.get(i).k());
    }
    // The others go behind these, where memory may grow; or before them, if there only is room.
    for (int i : open) {
      int k = sum.get(i).k();
      if (end + k <= lead.whole.size() / lead.width || start < k) {
        rows[i] = end;
        end += k;
      } else {
        start -= k;
        rows[i] = start;
      }
    }
    if (shift == null && other.whole != null) {
      return null; // Nothing says which rows of the two memories belong together.
    }
    other.shift = shift == null ? 0 : shift;
    return contiguous(sum, rows) ? rows : null;
  }

  private static boolean contiguous(List<Product> sum, int[] rows) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> rows[i]));
    for (int i = 1; i < rows.length; i++) {
      int before = order.get(i - 1);
      if (rows[before] + sum.get(before).k() != rows[order.get(i)]) {
        return false;
      }
    }
    return true;
  }

  /** The left or the right factors of a sum. */
  private final class Side {
    private final List<Product> sum;
    private final List<Buffer> factors;
    private final int width;

    /** Memory that some of the factors are parts of already; null if none or several. */
    private final Buffer whole;

    /** Added to a row of this side's memory, gives the row of the other side's. */
    private int shift;

    Side(List<Product> sum, Function<Product, Buffer> factor, int width) {
      this.sum = sum;
      this.factors = sum.stream().map(factor).toList();
      this.width = width;
      List<Buffer> wholes =
          factors.stream()
              .filter(b -> b instanceof Buffer.Part p && p.start() % width == 0)
              .map(Buffer::storage)
              .distinct()
              .toList();
      this.whole = wholes.size() == 1 ? wholes.get(0) : null;
    }

    boolean fixed(int i) {
      return factors.get(i) instanceof Buffer.Part p && p.whole().equals(whole);
    }

    int row(int i) {
      return ((Buffer.Part) factors.get(i)).start() / width;
    }

    /**
     * Finds places for the factors that have none, in the memory of the others, which grows if need
     * be, or in fresh memory; false if there are not enough.
     */
    boolean place(int[] rows, Map<Buffer, Buffer> names) {
      int base = whole == null ? -Arrays.stream(rows).min().orElseThrow() : -shift;
      int size = whole == null ? 0 : whole.size();
      int first = 0;
      long end = size;
      for (int i = 0; i < rows.length; i++) {
        int row = rows[i] + base;
        first = Math.min(first, row);
        end = Math.max(end, (long) (row + sum.get(i).k()) * width);
      }
      Buffer target = whole;
      long before = -(long) first * width; // elements that come to lie before the memory there is
      if (first < 0 || end > size) {
        if (before + end > Integer.MAX_VALUE || whole != null && !growable(whole)) {
          return false;
        }
        target = Lowering.temporary((int) (before + end));
        if (whole != null
            && names.put(whole, new Buffer.Part(target, (int) before, size)) != null) {
          return false;
        }
      }
      if (!(target instanceof Buffer.Temporary)) {
        return false;
      }
      for (int i = 0; i < rows.length; i++) {
        if (fixed(i)) {
          continue;
        }
        Buffer factor = factors.get(i);
        if (names.containsKey(factor) || !movable(factor)) {
          return false;
        }
        int start = (rows[i] + base) * width;
        Buffer.Part place = new Buffer.Part(target, (int) before + start, factor.size());
        boolean taken =
            names.entrySet().stream()
                .anyMatch(n -> !n.getKey().equals(whole) && place.overlaps(n.getValue()));
        int from = Math.max(0, start);
        int to = Math.min(size, start + factor.size());
        boolean free = from >= to || isFreeFor(factor, new Buffer.Part(whole, from, to - from));
        if (taken || !free) {
          return false;
        }
        names.put(factor, place);
      }
      return true;
    }
  }

  /** Whether nobody minds if a memory becomes a part of another. */
  private boolean growable(Buffer b) {
    return b instanceof Buffer.Temporary && kept.stream().noneMatch(k -> k.storage().equals(b));
  }

  private boolean movable(Buffer b) {
    return growable(b)
        && instructions.stream().filter(i -> i.writes().contains(b)).count() == 1
        && instructions.stream().noneMatch(i -> usesPartOf(i, b));
  }

  /** Parts of parts are not followed. */
  private static boolean usesPartOf(Instruction i, Buffer whole) {
    return usesAny(i, b -> b instanceof Buffer.Part p && p.whole().equals(whole));
  }

  /** Whether nobody uses what is at {@code place} once {@code value} is being written. */
  private boolean isFreeFor(Buffer value, Buffer.Part place) {
    if (kept.stream().anyMatch(k -> k.overlaps(place))) {
      return false;
    }
    int write = 0;
    while (!instructions.get(write).writes().contains(value)) {
      write++;
    }
    for (int i = 0; i < needed.length; i++) {
      if (needed[i] >= write && usesAny(instructions.get(i), place::overlaps)) {
        return false;
      }
    }
    return true;
  }

  private static boolean usesAny(Instruction i, Predicate<Buffer> which) {
    return i.reads().stream().anyMatch(which) || i.writes().stream().anyMatch(which);
  }
}
