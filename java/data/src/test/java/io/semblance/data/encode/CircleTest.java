package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircleTest {
  private static final double DAY = 24;

  @Test
  void isCutInTheMiddleOfTheLargestGap() {
    // Open from 22 over midnight to 4: the gap from 4 to 22 is the largest.
    assertThat(Circle.fit(new double[] {23, 22, 0, 1, 4, 2, 22}, DAY).cut()).isEqualTo(13);
    // From 8 to 20: the gap lies around midnight.
    assertThat(Circle.fit(new double[] {8, 12, 16, 20}, DAY).cut()).isEqualTo(2);
  }

  @Test
  void aSingleValueIsCutOnItsFarSide() {
    assertThat(Circle.fit(new double[] {5, 5, 5}, DAY).cut()).isEqualTo(17);
  }

  @Test
  void withoutALargeGapTheQuietestPlaceIsCut() {
    // Every hundredth of an hour occurs, but between 3 and 4 ten times less often.
    double[] busy = IntStream.range(0, 24_000).mapToDouble(i -> i % 2400 / 100.0).toArray();
    double[] data = Arrays.stream(busy).filter(v -> v < 3 || v >= 4).toArray();
    double[] quiet = IntStream.range(300, 400).mapToDouble(i -> i / 100.0).toArray();
    double[] all = Arrays.copyOf(data, data.length + quiet.length);
    System.arraycopy(quiet, 0, all, data.length, quiet.length);
    assertThat(Circle.fit(all, DAY).cut()).isBetween(2.99, 4.0);
  }

  @Test
  void rollingUndoesUnrolling() {
    Random random = new Random(5);
    for (int i = 0; i < 1000; i++) {
      Circle circle = new Circle(DAY, DAY * random.nextDouble());
      double value = DAY * random.nextDouble();
      double place = circle.unroll(value);
      assertThat(place).isBetween(0.0, DAY);
      assertThat(circle.roll(place)).isCloseTo(value, within(1e-9));
      assertThat(circle.roll(place + DAY)).isCloseTo(value, within(1e-9));
      assertThat(circle.roll(place - DAY)).isCloseTo(value, within(1e-9));
    }
  }
}
