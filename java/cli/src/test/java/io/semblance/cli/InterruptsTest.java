package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InterruptsTest {
  private final Interrupts interrupts = new Interrupts();

  @Test
  void aListenerHearsOfIt() {
    ProgressPrinter listener = new ProgressPrinter(new Console(), interrupts);
    assertThat(listener.cancelled()).isFalse();
    interrupts.cancel();
    assertThat(listener.cancelled()).isTrue();
  }

  @Test
  void workReturnsOrThrowsAsItIs() throws Exception {
    assertThat(interrupts.<String>patiently(() -> "done")).isEqualTo("done");
    assertThatThrownBy(
            () ->
                interrupts.patiently(
                    () -> {
                      throw new IOException("full");
                    }))
        .isInstanceOf(IOException.class);
    interrupts.finished();
  }

  @Test
  void whatIsWorthNoWaitingIsLeftAtOnce() throws Exception {
    interrupts.patiently(
        () -> {
          interrupts.atOnce();
          assertTimeoutPreemptively(Duration.ofSeconds(20), interrupts::onShutdown);
          return null;
        });
    assertThat(interrupts.cancelled()).isTrue();
  }

  @Test
  void workThatDoesNotLookIsNotWaitedFor() throws Exception {
    interrupts.patiently(
        () -> {
          assertTimeoutPreemptively(Duration.ofSeconds(10), interrupts::onShutdown);
          return null;
        });
  }

  @Test
  void workThatLooksIsWaitedFor() throws Exception {
    Thread ending = new Thread(interrupts::onShutdown);
    interrupts.patiently(
        () -> {
          ending.start();
          while (!interrupts.cancelled()) {
            Thread.onSpinWait();
          }
          Thread.sleep(2_500); // saves its model
          assertThat(ending.isAlive()).isTrue();
          return null;
        });
    interrupts.finished();
    ending.join(20_000);
    assertThat(ending.isAlive()).isFalse();
  }

  /** Else work that has just been told to stop would be taken for deaf and lose its model. */
  @Test
  void whoIsToldHasHeard() throws Exception {
    int rounds = 20_000;
    AtomicReference<Interrupts> current = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              Interrupts asked = null;
              for (int i = 0; i < rounds; i++) {
                Interrupts next = current.get();
                while (next == asked) {
                  Thread.onSpinWait();
                  next = current.get();
                }
                asked = next;
                asked.cancel();
              }
            });
    asking.start();
    int deaf = 0;
    for (int i = 0; i < rounds; i++) {
      Interrupts round = new Interrupts();
      current.set(round);
      while (!round.cancelled()) {
        Thread.onSpinWait();
      }
      deaf += round.heard() ? 0 : 1;
    }
    asking.join(20_000);
    assertThat(deaf).isZero();
  }

  /** Ctrl-C may come just before the job learns that nobody needs to wait. */
  @Test
  void whoWaitsAlreadyIsLetGo() throws Exception {
    Thread waiting = new Thread(interrupts::onShutdown);
    interrupts.patiently(
        () -> {
          waiting.start();
          while (!interrupts.cancelled()) {
            Thread.onSpinWait();
          }
          interrupts.atOnce();
          waiting.join(20_000);
          return null;
        });
    assertThat(waiting.isAlive()).isFalse();
  }
}
