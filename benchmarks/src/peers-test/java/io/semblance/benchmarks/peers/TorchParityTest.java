package io.semblance.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.benchmarks.FedStep;
import io.semblance.benchmarks.StepSize;
import io.semblance.benchmarks.MadeUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both sides of the comparison compute the same: equal weights, rows, noise and no dropout give
 * equal losses, also after updates, so gradients, double backward and Adam agree as well.
 */
class TorchParityTest {
  private static final int UPDATES = 8;
  private static final StepSize SIZE = StepSize.ARTICLE.withoutDropout();

  @BeforeEach
  void prepare() {
    Torch.prepare(1);
  }

  @ParameterizedTest
  @EnumSource
  void criticLossesAreEqual(TorchWganGp.Style style) {
    TorchWganGp torch =
        new TorchWganGp(SIZE, MadeUp.generator(SIZE), MadeUp.critic(SIZE), style);
    Random random = new Random(5);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    try (FedStep step = FedStep.critic("vector", SIZE)) {
      for (int i = 0; i < UPDATES; i++) {
        float[] real = numbers(SIZE.batch() * SIZE.row(), random);
        float[] noise = numbers(SIZE.batch() * SIZE.noise(), random);
        float[] mix = numbers(SIZE.batch(), random);
        ours.add(step.run(real, noise, mix));
        Tensor loss =
            torch.criticUpdate(
                Torch.tensor(real, SIZE.batch(), SIZE.row()),
                Torch.tensor(noise, SIZE.batch(), SIZE.noise()),
                Torch.tensor(mix, SIZE.batch(), 1));
        theirs.add((double) loss.item_float());
      }
    }
    assertEqual(ours, theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "ejml"})
  void generatorLossesAreEqual(String backend) {
    TorchWganGp torch = new TorchWganGp(SIZE, MadeUp.generator(SIZE), MadeUp.critic(SIZE), TorchWganGp.Style.PLAIN);
    Random random = new Random(6);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    try (FedStep step = FedStep.generator(backend, SIZE)) {
      for (int i = 0; i < UPDATES; i++) {
        float[] noise = numbers(SIZE.batch() * SIZE.noise(), random);
        ours.add(step.run(noise));
        Tensor loss = torch.generatorUpdate(Torch.tensor(noise, SIZE.batch(), SIZE.noise()));
        theirs.add((double) loss.item_float());
      }
    }
    assertEqual(ours, theirs);
  }

  private static void assertEqual(List<Double> ours, List<Double> theirs) {
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i))
          .as("loss of update %d of %s and %s", i, ours, theirs)
          .isCloseTo(theirs.get(i), within(1e-4 * Math.max(1, Math.abs(theirs.get(i)))));
    }
    assertThat(Math.abs(ours.get(0) - ours.get(UPDATES - 1))).as("the weights moved").isGreaterThan(1e-2);
  }

  private static float[] numbers(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
