package io.semblance.quality.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutsTest {

  /** Sequences of these lengths, their rows numbered through. */
  private static int[][] sequences(int... lengths) {
    int[][] rows = new int[lengths.length][];
    int at = 0;
    for (int s = 0; s < lengths.length; s++) {
      rows[s] = IntStream.range(at, at + lengths[s]).toArray();
      at += lengths[s];
    }
    return rows;
  }

  @Test
  void windowsKeepToTheirSequence() {
    Cuts cuts = Cuts.of(sequences(5, 2, 0, 4), 3, 1, 100);
    assertThat(cuts.rows())
        .isDeepEqualTo(
            new int[][] {{0, 1, 2}, {1, 2, 3}, {2, 3, 4}, {5, 6}, {7, 8, 9}, {8, 9, 10}});
    assertThat(Cuts.of(sequences(7), 3, 3, 100).rows())
        .isDeepEqualTo(new int[][] {{0, 1, 2}, {3, 4, 5}});
  }

  @Test
  void tooManyAreThinnedEvenly() {
    Cuts cuts = Cuts.of(sequences(1000, 1000, 1000), 10, 1, 30);
    assertThat(cuts.places()).hasSize(30);
    for (int s = 0; s < 3; s++) {
      int sequence = s;
      assertThat(cuts.places().stream().filter(p -> p.sequence() == sequence)).hasSize(10);
    }
    assertThat(cuts.places().get(1).from() - cuts.places().get(0).from()).isBetween(98, 100);
  }

  @Test
  void aSplitByTimeSharesNoRowAndTestsOnTheLaterPart() {
    Cuts cuts = Cuts.of(sequences(100, 40, 7, 6, 5, 4, 8, 3), 8, 1, 1000);
    Cuts.Split split = cuts.split(8, 3);
    Set<Integer> trained = rows(split.train());
    Set<Integer> tested = rows(split.test());
    assertThat(trained).isNotEmpty().doesNotContainAnyElementsOf(tested);
    assertThat(tested).contains(80, 99, 132, 139).doesNotContain(79, 131);
    assertThat(trained).contains(0, 79, 100, 131);
    // Of the six short ones two are tested on as a whole.
    assertThat(Arrays.stream(split.test()).filter(w -> w[0] >= 140)).hasSize(2);
    assertThat(Arrays.stream(split.train()).filter(w -> w[0] >= 140)).hasSize(4);
  }

  private static Set<Integer> rows(int[][] windows) {
    Set<Integer> rows = new HashSet<>();
    for (int[] window : windows) {
      Arrays.stream(window).forEach(rows::add);
    }
    return rows;
  }

  @Test
  void projectionsFindDirectionsAndGroups() {
    // Two groups far apart along (1, 1, ..), and a smaller spread along one axis.
    double[][] points = new double[80][10];
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 80; i++) {
      for (int k = 0; k < 10; k++) {
        points[i][k] = (i % 2 == 0 ? 1 : -1) + .01 * random.nextGaussian();
      }
      points[i][0] += .5 * random.nextGaussian();
    }
    Projection principal = Projection.principal(points, 40);
    for (int i = 0; i < 80; i++) {
      assertThat(Math.abs(principal.x()[i])).isBetween(2.5, 4.0); // sqrt(10) and some of the spread
      assertThat(principal.x()[i] * principal.x()[0] > 0).isEqualTo(i % 2 == 0);
    }
    Projection near = Projection.neighbours(points, principal);
    assertThat(Projection.neighbours(points, principal)).usingRecursiveComparison().isEqualTo(near);
    int together = 0;
    for (int i = 0; i < 80; i++) {
      int nearest = i == 0 ? 1 : 0;
      for (int j = 0; j < 80; j++) {
        nearest = j != i && distance(near, i, j) < distance(near, i, nearest) ? j : nearest;
      }
      together += nearest % 2 == i % 2 ? 1 : 0;
    }
    assertThat(together).isEqualTo(80);
    assertThat(near.real()).isEqualTo(40);
  }

  private static double distance(Projection p, int i, int j) {
    return Math.hypot(p.x()[i] - p.x()[j], p.y()[i] - p.y()[j]);
  }

  @Test
  void projectionsOfEqualPointsAreFinite() {
    double[][] points = new double[40][8];
    Projection principal = Projection.principal(points, 20);
    Projection near = Projection.neighbours(points, principal);
    assertThat(Arrays.stream(near.x()).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(principal.y()).allMatch(Double::isFinite)).isTrue();
  }
}
