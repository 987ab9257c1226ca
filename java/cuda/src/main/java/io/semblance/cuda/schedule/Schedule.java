package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.ChainSplit;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.Product;
import io.semblance.engine.compile.Instruction.Reduce;
import io.semblance.engine.compile.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A plan as launches: levels of tasks that run side by side, and where their temporaries lie.
 *
 * @param levels tasks by level; levels run one after the other
 * @param arena places of the temporaries
 */
public record Schedule(List<List<Task>> levels, Arena arena) {
  /**
   * @param tiled products that the library's own kernel computes, which chains can follow; the
   *     others are launches of their own
   */
  public static Schedule of(Plan plan, Predicate<Product> tiled) {
    List<Task> tasks = new ArrayList<>();
    for (Instruction i : plan.instructions()) {
      if (isEmpty(i)) {
        continue;
      }
      if (i instanceof Chain c) {
        ChainSplit.of(c).stream()
            .map(part -> Spill.apply(part, Spill.MOST_REGISTERS))
            .forEach(part -> tasks.add(new Task.Single(part)));
      } else if (i instanceof Reduce r) {
        tasks.addAll(LongSums.of(r));
      } else {
        tasks.add(new Task.Single(i));
      }
    }
    plan.advances().forEach((counter, by) -> tasks.add(new Task.Advance(counter, by)));
    List<Buffer> kept = List.copyOf(plan.outputs().values());
    List<List<Task>> apart = Levels.of(tasks);
    List<List<Task>> attached = Levels.of(Epilogues.attach(tasks, tiled, kept));
    // A product that waits for all that its chain reads may hold others up.
    List<List<Task>> levels = attached.size() <= apart.size() ? attached : apart;
    return new Schedule(levels, new Arena(levels, kept));
  }

  /** Instructions on arrays without elements: there is nothing to launch. */
  private static boolean isEmpty(Instruction i) {
    return i.writes().stream().allMatch(b -> b.size() == 0)
        || i instanceof Instruction.Copy c && (c.count() == 0 || c.length() == 0);
  }

  /**
   * Launches of a run: one for the tiled and other tasks of a level, one for each other product.
   */
  public int launches(Predicate<Product> tiled) {
    int launches = 0;
    for (List<Task> level : levels) {
      long alone = level.stream().filter(t -> standingAlone(t, tiled).isPresent()).count();
      launches += (int) alone + (alone < level.size() ? 1 : 0);
    }
    return launches;
  }

  /** The product of a task that a library computes in a launch of its own; nothing for others. */
  public static Optional<Product> standingAlone(Task t, Predicate<Product> tiled) {
    return t instanceof Task.Single s && s.instruction() instanceof Product p && !tiled.test(p)
        ? Optional.of(p)
        : Optional.empty();
  }
}
