package io.semblance.cuda.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts tasks into levels: a task stands one level above the highest of those before it that it must
 * wait for, because one of the two writes what the other reads or writes. Tasks of one level have
 * nothing to do with each other and are launched together, so a program has as many launches as its
 * longest chain of such waits.
 */
public final class Levels {
  private record Access(int level, Span span, boolean write) {}

  private Levels() {}

  /** The tasks of each level, in their order. */
  public static List<List<Task>> of(List<Task> tasks) {
    List<List<Task>> levels = new ArrayList<>();
    Map<Object, List<Access>> byMemory = new HashMap<>();
    for (Task t : tasks) {
      int level = 0;
      for (Span s : t.reads()) {
        level = Math.max(level, after(byMemory, s, false));
      }
      for (Span s : t.writes()) {
        level = Math.max(level, after(byMemory, s, true));
      }
      remember(byMemory, t.reads(), level, false);
      remember(byMemory, t.writes(), level, true);
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      levels.get(level).add(t);
    }
    return levels;
  }

  /** The first level at which {@code span} may be accessed. */
  private static int after(Map<Object, List<Access>> byMemory, Span span, boolean write) {
    int level = 0;
    for (Access a : byMemory.getOrDefault(span.memory(), List.of())) {
      if ((write || a.write) && a.level >= level && a.span.overlaps(span)) {
        level = a.level + 1;
      }
    }
    return level;
  }

  private static void remember(
      Map<Object, List<Access>> byMemory, List<Span> spans, int level, boolean write) {
    for (Span s : spans) {
      byMemory.computeIfAbsent(s.memory(), m -> new ArrayList<>()).add(new Access(level, s, write));
    }
  }
}
