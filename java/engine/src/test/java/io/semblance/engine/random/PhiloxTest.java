package io.semblance.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhiloxTest {
  /** The known answers that the authors of Random123 publish for philox4x32-10. */
  @Test
  void knownAnswers() {
    assertBlock(new int[4], 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertBlock(new int[] {-1, -1, -1, -1}, -1, -1, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertBlock(
        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
        0xa4093822,
        0x299f31d0,
        0xd16cfe09,
        0x94fdcceb,
        0x5001e420,
        0x24126ea1);
  }

  private static void assertBlock(int[] counter, int k0, int k1, int... expected) {
    int[] out = new int[4];
    Philox.block(counter[0], counter[1], counter[2], counter[3], k0, k1, out, 0);
    assertThat(out).containsExactly(expected);
  }

  @Test
  void uniformsStayInsideTheOpenInterval() {
    assertThat(Philox.uniform(0)).isGreaterThan(0);
    assertThat((float) Philox.uniform(-1)).isLessThan(1f);
    assertThat((double) (float) Philox.uniform(-1)).isEqualTo(Philox.uniform(-1));
  }

  /** Low halves in even columns, high halves in odd ones. */
  @Test
  void uniformsOf16BitsAreMidpoints() {
    assertThat(Philox.uniform16(0x80017fff, 0)).isEqualTo((0x7fff + .5) / 65536);
    assertThat(Philox.uniform16(0x80017fff, 3)).isEqualTo((0x8001 + .5) / 65536);
    for (int h = 0; h < 1 << 16; h++) {
      double u = Philox.uniform16(h << 16 | 0xffff - h, h);
      assertThat(u).isStrictlyBetween(0.0, 1.0).isEqualTo((double) (float) u);
    }
  }

  /** Of all halves of a word, those not above a dropout rate. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, .1, .25, .3, .5, .9})
  void rateOfUniformsOf16Bits(double rate) {
    long dropped = IntStream.range(0, 1 << 16).filter(h -> Philox.uniform16(h, 0) <= rate).count();
    assertThat(dropped).isEqualTo(Math.round(rate * 65536));
  }

  @Test
  void normalsHaveMeanZeroAndVarianceOne() {
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    int[] w = new int[4];
    double[] z = new double[2];
    for (int i = 0; i < n; i++) {
      Philox.block(5, 1, i, 0, w, 0);
      Philox.normals(w[0], w[1], z, 0);
      sum += z[0] + z[1];
      squares += z[0] * z[0] + z[1] * z[1];
    }
    assertThat(sum / (2 * n)).isCloseTo(0, within(0.01));
    assertThat(squares / (2 * n)).isCloseTo(1, within(0.01));
  }

  @Test
  void choicesAreEvenAndInRange() {
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[Philox.below(9, 3, i, 7)]++;
    }
    for (int c : counts) {
      assertThat(c).isBetween(9_500, 10_500);
    }
  }
}
