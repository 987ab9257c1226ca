package io.semblance.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More threads than the smallest machine has cores, so that they must also take turns. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamTest {
  private static final int THREADS = 3;

  /** What goes wrong where. */
  private interface Trouble {
    void at(int phase, int thread);
  }

  /**
   * Each phase, every thread adds up what all threads wrote in the phase before: wrong as soon as
   * one goes ahead, or does not see what another wrote.
   */
  private static final class Relay implements Team.Task {
    private final int[][] written = new int[2][THREADS];
    private final int phases;
    private final Trouble trouble;
    private boolean wrong;
    private int start;

    Relay(int phases, Trouble trouble) {
      this.phases = phases;
      this.trouble = trouble;
    }

    @Override
    public int phases() {
      return phases;
    }

    @Override
    public void run(int phase, int thread) {
      trouble.at(phase, thread);
      int[] before = written[phase & 1];
      int[] mine = written[(phase + 1) & 1];
      if (phase > 0) {
        for (int t = 0; t < THREADS; t++) {
          if (before[t] != start + phase - 1 + 7 * t) {
            wrong = true;
          }
        }
      }
      mine[thread] = start + phase + 7 * thread;
    }

    @Override
    public boolean meetAfter(int phase) {
      return true;
    }
  }

  @Test
  void threadsMeetAfterEveryPhaseForManyRounds() {
    try (Team team = new Team(THREADS)) {
      Relay relay = new Relay(7, (phase, thread) -> {});
      for (int round = 0; round < 1_000; round++) {
        relay.start = round * 31;
        team.run(relay);
        assertThat(relay.wrong).as("round " + round).isFalse();
      }
    }
  }

  @Test
  void threadsThatSleptAreWokenAgain() throws InterruptedException {
    try (Team team = new Team(THREADS)) {
      Relay relay = new Relay(3, (phase, thread) -> {});
      for (int round = 0; round < 10; round++) {
        Thread.sleep(30);
        team.run(relay);
        assertThat(relay.wrong).isFalse();
      }
    }
  }

  @Test
  void anErrorInAnyThreadIsRethrownAndTheTeamGoesOn() {
    try (Team team = new Team(THREADS)) {
      for (int guilty = 0; guilty < THREADS; guilty++) {
        for (int when = 0; when < 4; when++) {
          int at = when;
          int who = guilty;
          Relay broken =
              new Relay(
                  4,
                  (phase, thread) -> {
                    if (phase == at && thread == who) {
                      throw new IllegalStateException("thread " + thread + " in phase " + phase);
                    }
                  });
          assertThatThrownBy(() -> team.run(broken))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("thread " + who + " in phase " + at);
          Relay sound = new Relay(4, (phase, thread) -> {});
          team.run(sound);
          assertThat(sound.wrong).isFalse();
        }
      }
    }
  }

  @Test
  void errorsOfTheMachineAreRethrownToo() {
    try (Team team = new Team(THREADS)) {
      Relay broken =
          new Relay(
              2,
              (phase, thread) -> {
                throw new StackOverflowError("all of us");
              });
      assertThatThrownBy(() -> team.run(broken)).isInstanceOf(StackOverflowError.class);
      team.run(new Relay(2, (phase, thread) -> {}));
    }
  }

  @Test
  void aTaskWithoutPhasesIsNothing() {
    try (Team team = new Team(THREADS);
        Team alone = new Team(1)) {
      team.run(new Relay(0, (phase, thread) -> {}));
      alone.run(new Relay(0, (phase, thread) -> {}));
    }
  }

  @Test
  void aClosedTeamRefusesAndItsThreadsEnd() throws InterruptedException {
    for (int size : new int[] {1, THREADS}) {
      Team team = new Team(size);
      team.run(new Relay(0, (phase, thread) -> {}));
      team.close();
      team.close();
      assertThatThrownBy(() -> team.run(new Relay(0, (phase, thread) -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
    for (int i = 0; i < 200 && workers() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(workers()).isZero();
  }

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("semblance-"))
        .count();
  }
}
