package io.semblance.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatMathTest {
  private interface FloatFunction {
    float apply(float x);
  }

  /**
   * Largest error in units in the last place of the exact result, over evenly spaced bit patterns.
   */
  private static double worst(FloatFunction f, DoubleUnaryOperator exact, float low, float high) {
    double worst = 0;
    for (int i = 0; i <= 400_000; i++) {
      float x = low + (high - low) * (i / 400_000f);
      double truth = exact.applyAsDouble(x);
      if (Math.abs(truth) < Float.MIN_NORMAL) {
        continue;
      }
      worst = Math.max(worst, Math.abs(f.apply(x) - truth) / Math.ulp((float) truth));
    }
    return worst;
  }

  @Test
  void withinTwoUnitsInTheLastPlace() {
    assertThat(worst(FloatMath::exp, Math::exp, -87, 88.7f)).isLessThan(2);
    assertThat(worst(FloatMath::exp, Math::exp, -1, 1)).isLessThan(2);
    assertThat(worst(FloatMath::log, Math::log, 1e-6f, 4)).isLessThan(2);
    assertThat(worst(FloatMath::log, Math::log, 1, 1e30f)).isLessThan(2);
    assertThat(worst(FloatMath::tanh, Math::tanh, -3, 3)).isLessThan(2);
    assertThat(worst(FloatMath::tanh, Math::tanh, -30, 30)).isLessThan(2);
  }

  @Test
  void edges() {
    assertThat(FloatMath.exp(-88)).isEqualTo(0f);
    assertThat(FloatMath.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(FloatMath.exp(100)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatMath.exp(0)).isEqualTo(1f);
    assertThat(FloatMath.exp(Float.NaN)).isNaN();
    assertThat(FloatMath.log(0)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(FloatMath.log(-1)).isNaN();
    assertThat(FloatMath.log(1)).isEqualTo(0f);
    assertThat(FloatMath.log(Float.MIN_VALUE)).isEqualTo((float) Math.log(Float.MIN_VALUE));
    assertThat(FloatMath.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatMath.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(FloatMath.tanh(Float.NaN)).isNaN();
  }
}
