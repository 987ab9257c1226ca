package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.ChainSplit;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Product;
import io.semblance.engine.compile.Instruction.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lets chains follow the products that they read: bias, activation and dropout mask, the slope's
 * factors on the way back, an optimiser's update of a weight are then done on a product's tiles
 * while they are on the chip, and the program is one launch shorter for each. A product whose rows
 * are read by several chains (real, generated and mixed rows) is cut into one product for each,
 * which for a kernel of tiles is the same work.
 */
public final class Epilogues {
  /** Slots that a chain after a product may have: what fits shared memory; as in jobs.h. */
  public static final int MOST_SLOTS = 11;

  /** Loads and operations that a chain after a product may have: what lies beside them there. */
  public static final int MOST_OPERATIONS = 32;

  private final List<Task> tasks;
  private final Collection<Buffer> kept;

  /** A chain that may follow rows {@code first} to {@code first + rows} of a product. */
  private record Follower(Task task, Chain chain, int result, int first, int rows, boolean early) {}

  private Epilogues(List<Task> tasks, Collection<Buffer> kept) {
    this.tasks = new ArrayList<>(tasks);
    this.kept = kept;
  }

  /**
   * The tasks with chains attached.
   *
   * @param tiled products that are computed by tiles
   * @param kept buffers that are read after the run
   */
  static List<Task> attach(List<Task> tasks, Predicate<Product> tiled, Collection<Buffer> kept) {
    Epilogues e = new Epilogues(tasks, kept);
    for (int i = 0; i < e.tasks.size(); i++) {
      if (e.tasks.get(i) instanceof Task.Single s
          && s.instruction() instanceof Product p
          && tiled.test(p)) {
        i += e.attach(i, p);
      }
    }
    return e.tasks;
  }

  /** Attaches what can follow the product at {@code at}; by how much the list grew up to there. */
  private int attach(int at, Product p) {
    List<Follower> chosen = new ArrayList<>();
    for (int j = at + 1; j < tasks.size() && !rewritten(p, tasks.get(j)); j++) {
      Follower f = follower(at, j, p);
      if (f != null && chosen.stream().noneMatch(c -> meet(c, f))) {
        chosen.add(f);
      }
    }
    if (chosen.isEmpty() || p.transposeA() && chosen.get(0).rows() < p.m()) {
      return 0;
    }
    chosen.sort(Comparator.comparingInt(Follower::first));
    List<Task> here = new ArrayList<>();
    int row = 0;
    for (Follower f : chosen) {
      if (row < f.first()) {
        here.add(new Task.Single(rows(p, row, f.first() - row)));
      }
      Task.Fused fused = fused(p, f);
      tasks.set(tasks.indexOf(f.task()), fused);
      if (f.early()) {
        tasks.remove(fused);
        here.add(fused);
      }
      row = f.first() + f.rows();
    }
    if (row < p.m()) {
      here.add(new Task.Single(rows(p, row, p.m() - row)));
    }
    tasks.remove(at);
    tasks.addAll(at, here);
    return here.size() - 1;
  }

  private static boolean meet(Follower a, Follower b) {
    return a.first() < b.first() + b.rows() && b.first() < a.first() + a.rows();
  }

  /** Whether a later task changes the product's result: what reads it afterwards reads another. */
  private static boolean rewritten(Product p, Task later) {
    Span out = Span.of(p.out());
    return later.writes().stream().anyMatch(out::overlaps);
  }

  /** The chain at {@code j} if it can follow the product at {@code at}, else null. */
  private Follower follower(int at, int j, Product p) {
    if (!(tasks.get(j) instanceof Task.Single s) || !(s.instruction() instanceof Chain c)) {
      return null;
    }
    int result = -1;
    for (int i = 0; i < c.inputs().size(); i++) {
      if (c.inputs().get(i).overlaps(p.out())) {
        if (result >= 0) {
          return null;
        }
        result = i;
      }
    }
    if (result < 0 || !byElement(c, result) || !fits(ChainProgram.early(c, result))) {
      return null;
    }
    Buffer part = c.inputs().get(result);
    int start = Span.start(part) - Span.start(p.out());
    boolean rows = start >= 0 && start % p.n() == 0 && part.size() % p.n() == 0;
    boolean view = c.rows() * c.cols() == part.size() && (!c.needsRows() || c.cols() == p.n());
    if (!rows || !view || start + part.size() > p.out().size()) {
      return null;
    }
    List<Task> between = tasks.subList(at + 1, j);
    boolean early = mayComeEarly(p, c, result, between);
    if (!early && !mayWait(p, part, between) || overwritesFactors(p, c)) {
      return null;
    }
    return new Follower(tasks.get(j), c, result, start / p.n(), part.size() / p.n(), early);
  }

  private static boolean fits(ChainProgram program) {
    return program.slots() <= MOST_SLOTS && program.steps().size() <= MOST_OPERATIONS;
  }

  private static boolean byElement(Chain c, int input) {
    for (MicroOp op : c.ops()) {
      for (Arg a : op.operands()) {
        if (ChainSplit.isInput(a) && a.index() == input && a.where() != Where.INPUT) {
          return false;
        }
      }
    }
    return true;
  }

  /** Other tiles of the product may still read its factors, and the sum it is added to. */
  private static boolean overwritesFactors(Product p, Chain c) {
    return c.outputs().stream()
        .anyMatch(o -> o.overlaps(p.a()) || o.overlaps(p.b()) || o.overlaps(p.out()));
  }

  /**
   * Whether the chain can be done at the product's time: nobody between makes or needs its data.
   */
  private static boolean mayComeEarly(Product p, Chain c, int result, List<Task> between) {
    Task.Fused fused = new Task.Fused(p, c, result, false);
    Task alone = new Task.Single(c);
    return between.stream()
            .allMatch(t -> apart(t.writes(), fused.reads()) && apart(t.writes(), alone.writes()))
        && between.stream().allMatch(t -> apart(t.reads(), alone.writes()));
  }

  /** Whether the product can wait until the chain's time. */
  private static boolean mayWait(Product p, Buffer part, List<Task> between) {
    List<Span> result = List.of(Span.of(part));
    List<Span> factors = new Task.Single(p).reads();
    return between.stream()
        .allMatch(
            t ->
                apart(t.reads(), result)
                    && apart(t.writes(), result)
                    && apart(t.writes(), factors));
  }

  private static boolean apart(List<Span> some, List<Span> others) {
    return some.stream().noneMatch(s -> others.stream().anyMatch(s::overlaps));
  }

  private Task.Fused fused(Product p, Follower f) {
    Product part = rows(p, f.first(), f.rows());
    Span out = Span.of(part.out());
    boolean read =
        tasks.stream()
            .filter(t -> t != f.task())
            .flatMap(t -> t.reads().stream())
            .anyMatch(out::overlaps);
    boolean stored = read || kept.stream().anyMatch(b -> b.overlaps(part.out()));
    return new Task.Fused(part, f.chain(), f.result(), stored || p.accumulate());
  }

  /** The product's rows {@code first} to {@code first + count}. */
  private static Product rows(Product p, int first, int count) {
    if (first == 0 && count == p.m()) {
      return p;
    }
    return new Product(
        part(p.a(), first * p.k(), count * p.k()),
        p.transposeA(),
        p.b(),
        p.transposeB(),
        part(p.out(), first * p.n(), count * p.n()),
        count,
        p.n(),
        p.k(),
        p.accumulate());
  }

  private static Buffer part(Buffer whole, int start, int size) {
    return new Buffer.Part(whole.storage(), Span.start(whole) + start, size);
  }
}
