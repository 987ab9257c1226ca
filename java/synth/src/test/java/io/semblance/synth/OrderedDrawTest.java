package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts on several threads: in order, few at a time, and ended by the first failure. */
class OrderedDrawTest {
  private static final int PARTS = 12;

  private static Model model;

  @BeforeAll
  static void fit() {
    model = Fixtures.fit(Fixtures.mixed(300, 1), Fixtures.quick());
  }

  private static SampleOptions options(int threads) {
    long rows = (long) PARTS * model.partRows();
    return SampleOptions.builder().rows(rows).backend("ejml").threads(threads).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 40})
  void resultsComeInOrderOnTheCallersThread(int threads) {
    List<String> sequential = new ArrayList<>();
    model.sample(options(1), part -> sequential.add(Fixtures.csv(part)));
    List<String> texts = new ArrayList<>();
    Set<Thread> sinks = new HashSet<>();
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    AtomicInteger made = new AtomicInteger();
    model.<String>sample(
        options(threads),
        () -> {
          made.incrementAndGet();
          return part -> {
            workers.add(Thread.currentThread());
            return Fixtures.csv(part);
          };
        },
        text -> {
          texts.add(text);
          sinks.add(Thread.currentThread());
        });
    assertThat(texts).isEqualTo(sequential).hasSize(PARTS);
    assertThat(sinks).containsExactly(Thread.currentThread());
    assertThat(made.get()).isBetween(1, Math.min(threads, PARTS));
    assertThat(workers).hasSizeLessThanOrEqualTo(threads);
    assertThat(workers.contains(Thread.currentThread())).isEqualTo(threads == 1);
  }

  @Test
  void aSlowSinkHoldsTheOthersBack() {
    AtomicInteger drawn = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    model.<Table>sample(
        options(2),
        () ->
            part -> {
              most.accumulateAndGet(drawn.incrementAndGet() - taken.get(), Math::max);
              return part;
            },
        part -> {
          sleep(20);
          taken.incrementAndGet();
        });
    assertThat(drawn).hasValue(PARTS);
    assertThat(most.get()).isLessThanOrEqualTo(5); // two per thread, and the one being taken
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aFailureOfThePartsWorkEndsTheSampleAtItsPlace(int threads) {
    AtomicInteger seen = new AtomicInteger();
    long third = 3L * model.partRows();
    String id = idOf(third);
    assertThatThrownBy(
            () ->
                model.<Table>sample(
                    options(threads),
                    () ->
                        part -> {
                          if (part.categorical(0).label(0).equals(id)) {
                            throw new IllegalStateException("third");
                          }
                          return part;
                        },
                    part -> seen.incrementAndGet()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("third");
    assertThat(seen).hasValue(3);
  }

  private static String idOf(long row) {
    return model
        .sample(SampleOptions.builder().firstRow(row).rows(1).backend("ejml").build())
        .categorical(0)
        .label(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void errorsComeThroughAsTheyAre(int threads) {
    OutOfMemoryError error = new OutOfMemoryError("not really");
    assertThatThrownBy(
            () ->
                model.<Table>sample(
                    options(threads),
                    () ->
                        part -> {
                          throw error;
                        },
                    part -> {}))
        .isSameAs(error);
  }

  @Test
  void noThreadIsLeftWhenTheSinkFails() {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    assertThatThrownBy(
            () ->
                model.<Table>sample(
                    options(3),
                    () ->
                        part -> {
                          workers.add(Thread.currentThread());
                          return part;
                        },
                    part -> {
                      throw new IllegalStateException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(workers).isNotEmpty();
    for (Thread worker : workers) {
      join(worker);
      assertThat(worker.isAlive()).isFalse();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anInterruptEndsTheSampleAndIsKept() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> model.sample(options(2), part -> {}))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatThrownBy(() -> SampleOptions.builder().threads(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SampleOptions.builder().firstRow(Long.MAX_VALUE).rows(1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("numbered");
  }
}
