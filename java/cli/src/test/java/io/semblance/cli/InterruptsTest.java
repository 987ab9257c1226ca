package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
}
