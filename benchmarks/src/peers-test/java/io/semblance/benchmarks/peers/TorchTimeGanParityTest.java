package io.semblance.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.benchmarks.TimeGanRound;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both sides of the comparison compute the same: equal weights, rows and noise give equal losses in
 * successive rounds, so gradients and Adam agree as well.
 */
@SuppressWarnings("try") // a scope acts by being open
class TorchTimeGanParityTest {
  private static final int ROUNDS = 6;

  @BeforeEach
  void prepare() {
    Torch.prepare(1);
  }

  @ParameterizedTest
  @EnumSource
  void lossesAreEqual(TorchTimeGan.Style style) {
    TorchTimeGan torch = new TorchTimeGan(style);
    List<List<Double>> first = new ArrayList<>();
    List<List<Double>> last = new ArrayList<>();
    try (TimeGanRound round = TimeGanRound.open("vector", 1)) {
      for (int i = 0; i < ROUNDS; i++) {
        last.clear();
        for (TimeGanRound.Update update : round.updates()) {
          TimeGanRound.Seen seen = update.see();
          assertEqual(update.name() + " of round " + i, seen.losses(), run(torch, update, seen));
          last.add(seen.losses());
        }
        if (i == 0) {
          first.addAll(last);
        }
      }
    }
    for (int i = 0; i < first.size(); i++) {
      double moved = Math.abs(last.get(i).get(0) / first.get(i).get(0) - 1);
      assertThat(moved).as("the weights moved: %s, %s", first, last).isGreaterThan(1e-2);
    }
  }

  private static List<Double> run(
      TorchTimeGan torch, TimeGanRound.Update update, TimeGanRound.Seen seen) {
    // A scope keeps pairs of tensors, of which the collector would free what is still looked at.
    try (PointerScope scope = new PointerScope()) {
      Tensor real = steps(seen.rows(), TimeGanRound.FEATURES);
      List<Tensor> losses =
          switch (update.name()) {
            case "generator update" ->
                torch.generatorUpdate(real, steps(seen.noise(), TimeGanRound.NOISE));
            case "joint embedding update" -> torch.jointUpdate(real);
            default -> torch.discriminatorUpdate(real, steps(seen.noise(), TimeGanRound.NOISE));
          };
      return losses.stream().map(l -> (double) l.item_float()).toList();
    }
  }

  private static Tensor steps(float[] rows, int width) {
    long each = (long) TimeGanRound.TIMES * width;
    return TorchTimeGan.timeMajor(Torch.tensor(rows, TimeGanRound.BATCH, each), width);
  }

  private static void assertEqual(String what, List<Double> ours, List<Double> theirs) {
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i))
          .as("losses of %s: %s and %s", what, ours, theirs)
          .isCloseTo(theirs.get(i), within(1e-3 * Math.abs(theirs.get(i))));
    }
  }
}
