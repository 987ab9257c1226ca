package io.semblance.cuda.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.RandomStep;
import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Compiler;
import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Plan;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Counter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private final Buffer a = new Buffer.Temporary(60);
  private final Buffer b = new Buffer.Temporary(60);
  private final Buffer c = new Buffer.Temporary(60);
  private final Counter counter = new Counter("counter");

  private static Task copy(Buffer from, Buffer to) {
    return new Task.Single(
        new Instruction.Copy(from, 0, from.size(), to, 0, to.size(), 1, from.size()));
  }

  /** Columns of a [6, 10] matrix. */
  private static Task columns(Buffer from, Buffer to, int first, int count) {
    return new Task.Single(new Instruction.Copy(from, 0, count, to, first, 10, 6, count));
  }

  private Task random(Buffer to) {
    return new Task.Single(
        new Instruction.Random(new Attr.Random(Attr.Distribution.NORMAL, 1, counter), 6, 10, to));
  }

  private static List<Integer> levelOf(List<Task> tasks) {
    List<List<Task>> levels = Levels.of(tasks);
    List<Integer> found = new ArrayList<>();
    for (Task t : tasks) {
      for (int l = 0; l < levels.size(); l++) {
        int level = l;
        levels.get(l).stream().filter(other -> other == t).forEach(x -> found.add(level));
      }
    }
    return found;
  }

  @Test
  void whatIsReadWaitsForItsWriterAndWhatIsOverwrittenForItsReaders() {
    assertThat(levelOf(List.of(random(a), random(b)))).containsExactly(0, 0);
    assertThat(levelOf(List.of(random(a), copy(a, b), copy(b, c)))).containsExactly(0, 1, 2);
    assertThat(levelOf(List.of(random(a), copy(a, b), copy(a, c)))).containsExactly(0, 1, 1);
    // The old value of a is read at level 1, so a is written at level 2.
    assertThat(levelOf(List.of(random(a), copy(a, b), random(a)))).containsExactly(0, 1, 2);
    assertThat(levelOf(List.of(random(a), random(a)))).containsExactly(0, 1);
  }

  @Test
  void aCounterMovesOnAfterAllThatReadIt() {
    Task advance = new Task.Advance(counter, 5);
    assertThat(levelOf(List.of(random(a), advance, random(b)))).containsExactly(0, 1, 2);
  }

  @Test
  void partsAndColumnsThatDoNotMeetGoTogether() {
    Buffer front = new Buffer.Part(a, 0, 30);
    Buffer back = new Buffer.Part(a, 30, 30);
    Buffer middle = new Buffer.Part(a, 20, 20);
    Buffer half = new Buffer.Temporary(30);
    Buffer small = new Buffer.Temporary(20);
    assertThat(levelOf(List.of(copy(half, front), copy(half, back)))).containsExactly(0, 0);
    assertThat(levelOf(List.of(copy(half, front), copy(small, middle)))).containsExactly(0, 1);
    assertThat(levelOf(List.of(columns(b, a, 0, 4), columns(c, a, 4, 6)))).containsExactly(0, 0);
    assertThat(levelOf(List.of(columns(b, a, 0, 5), columns(c, a, 4, 6)))).containsExactly(0, 1);
    assertThat(levelOf(List.of(columns(b, a, 0, 4), copy(c, a)))).containsExactly(0, 1);
  }

  /** Of any step: no two tasks of one level touch what the other writes. */
  @Test
  void tasksOfALevelHaveNothingToDoWithEachOther() {
    for (int seed = 0; seed < 200; seed++) {
      Plan plan = Compiler.compile(new RandomStep(seed).step());
      for (List<Task> level : Schedule.of(plan, p -> true).levels()) {
        for (Task t : level) {
          for (Task other : level) {
            if (t != other) {
              for (Span written : t.writes()) {
                assertThat(other.reads()).noneMatch(written::overlaps);
                assertThat(other.writes()).noneMatch(written::overlaps);
              }
            }
          }
        }
      }
    }
  }

  /** Of any step: temporaries that lie over each other are never alive at one level. */
  @Test
  void placesAreSharedOnlyByThoseThatAreNeverAliveTogether() {
    for (int seed = 0; seed < 200; seed++) {
      Plan plan = Compiler.compile(new RandomStep(seed).step());
      Schedule s = Schedule.of(plan, p -> true);
      Map<Buffer.Temporary, int[]> lives = new IdentityHashMap<>();
      for (int level = 0; level < s.levels().size(); level++) {
        for (Task t : s.levels().get(level)) {
          for (Buffer b : t.buffers()) {
            live(lives, b, level);
          }
        }
      }
      plan.outputs().values().forEach(b -> live(lives, b, Integer.MAX_VALUE));
      List<Buffer.Temporary> all = new ArrayList<>(lives.keySet());
      for (Buffer.Temporary t : all) {
        long at = s.arena().place(t);
        assertThat(at + t.size()).isLessThanOrEqualTo(s.arena().size());
        for (Buffer.Temporary other : all) {
          long place = s.arena().place(other);
          boolean over = at < place + other.size() && place < at + t.size();
          int[] mine = lives.get(t);
          int[] its = lives.get(other);
          if (t != other && over) {
            assertThat(mine[1] < its[0] || its[1] < mine[0]).as("seed " + seed).isTrue();
          }
        }
      }
    }
  }

  private static void live(Map<Buffer.Temporary, int[]> lives, Buffer b, int level) {
    if (b.storage() instanceof Buffer.Temporary t) {
      int[] life = lives.computeIfAbsent(t, k -> new int[] {level, level});
      life[1] = Math.max(life[1], level);
    }
  }
}
