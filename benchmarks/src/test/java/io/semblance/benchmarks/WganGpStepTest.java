package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is timed does what it says. */
class WganGpStepTest {
  private static final StepSize SMALL =
      new StepSize(64, 6, 4, List.of(16, 16), List.of(16, 16), 0.1, 640);

  @Test
  void articleSizeHasTheArticlesParameters() {
    assertThat(count(MadeUp.generator(StepSize.ARTICLE))).isEqualTo(201_664);
    // 64x512 + 512x256 + 256x128 + 128x1 weights and 512 + 256 + 128 + 1 biases.
    assertThat(count(MadeUp.critic(StepSize.ARTICLE))).isEqualTo(197_633);
  }

  private static int count(List<float[]> parameters) {
    return parameters.stream().mapToInt(p -> p.length).sum();
  }

  /** A critic learns to tell rows apart, so its loss falls far below that of its first update. */
  @ParameterizedTest
  @ValueSource(strings = {"ejml", "vector"})
  void criticLearns(String backend) {
    try (WganGpStep step = WganGpStep.critic(backend, 2, SMALL)) {
      step.run();
      double first = step.loss();
      for (int i = 0; i < 300; i++) {
        step.run();
      }
      assertThat(step.loss()).isLessThan(first - 0.5);
    }
  }

  @Test
  void generatorLearnsToPleaseItsCritic() {
    try (WganGpStep step = WganGpStep.generator("vector", 1, SMALL)) {
      step.run();
      double first = step.loss();
      for (int i = 0; i < 300; i++) {
        step.run();
      }
      assertThat(step.loss()).isLessThan(first - 0.5);
    }
  }

  @Test
  void backendsAgreeOnTheTimedStep() {
    try (WganGpStep ejml = WganGpStep.critic("ejml", 1, SMALL);
        WganGpStep vector = WganGpStep.critic("vector", 2, SMALL)) {
      for (int i = 0; i < 5; i++) {
        ejml.run();
        vector.run();
      }
      assertThat(vector.loss()).isCloseTo(ejml.loss(), within(1e-4));
    }
  }
}
