package io.semblance.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every unit is done once in every run, whoever comes, late or never. */
class SharesTest {
  private static final int THREADS = 3;

  private static final class Counted implements Work {
    private final int[] done;
    private final int grain;
    private int trouble = -1;
    private final boolean[] begun = new boolean[THREADS];

    Counted(int units, int grain) {
      this.done = new int[units];
      this.grain = grain;
    }

    @Override
    public int units(int phase) {
      return done.length;
    }

    @Override
    public int grain(int phase) {
      return grain;
    }

    @Override
    public boolean shared(int phase) {
      return true;
    }

    @Override
    public void begin(int phase, int thread) {
      assertThat(begun[thread]).isFalse();
      begun[thread] = true;
    }

    @Override
    public void run(int phase, int from, int to, int thread) {
      assertThat(begun[thread]).isTrue();
      assertThat(from).isLessThan(to);
      for (int unit = from; unit < to; unit++) {
        if (unit == trouble) {
          throw new IllegalStateException("trouble");
        }
        done[unit]++;
      }
    }

    void forget() {
      Arrays.fill(done, 0);
      Arrays.fill(begun, false);
    }
  }

  private static Shares shares(Work... works) {
    return new Shares(works, new int[works.length], THREADS);
  }

  @Test
  void whoComesDoesWhatOthersLeave() {
    for (int units : new int[] {0, 1, 2, 3, 50, 1000}) {
      for (int grain : new int[] {1, 7, 5000}) {
        Counted work = new Counted(units, grain);
        Shares shares = shares(work);
        for (int run = 0; run < 4; run++) {
          work.forget();
          shares.nextRun();
          // One thread never comes, another when all is done.
          shares.run(0, 1 + run % 2);
          assertThat(work.done).as(units + " units").containsOnly(units == 0 ? new int[0] : ones());
          shares.run(0, 0);
          assertThat(work.done)
              .as("nothing is left")
              .containsOnly(units == 0 ? new int[0] : ones());
          assertThat(work.begun[0]).isFalse();
        }
      }
    }
  }

  private static int[] ones() {
    return new int[] {1};
  }

  @Test
  void aRunThatFailedOrLeftOutAPhaseDoesNotShowInTheNext() {
    Counted first = new Counted(100, 1);
    Counted second = new Counted(100, 1);
    Shares shares = shares(first, second);
    shares.nextRun();
    first.trouble = 10;
    assertThatThrownBy(() -> shares.run(0, 0)).hasMessage("trouble");
    first.trouble = -1;
    for (int run = 0; run < 2; run++) {
      first.forget();
      second.forget();
      shares.nextRun();
      shares.run(0, 2);
      shares.run(1, 1);
      assertThat(first.done).containsOnly(1);
      assertThat(second.done).containsOnly(1);
      first.forget();
      shares.nextRun();
      shares.run(0, 1); // The second phase is skipped.
      assertThat(first.done).containsOnly(1);
    }
  }

  /** Really at the same time. */
  @Test
  void noUnitIsDoneTwiceByThreadsThatRace() throws InterruptedException {
    Counted work = new Counted(5000, 1);
    Shares shares = shares(work);
    for (int run = 0; run < 50; run++) {
      work.forget();
      shares.nextRun();
      Thread[] threads = new Thread[THREADS];
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        threads[t] = new Thread(() -> shares.run(0, thread));
        threads[t].start();
      }
      for (Thread t : threads) {
        t.join();
      }
      assertThat(work.done).containsOnly(1);
    }
  }
}
