package io.semblance.data.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The mathematics under the simulator, against known values and closed forms. */
class CopulaTest {

  private final LatentCorrelation latent = new LatentCorrelation();

  @Test
  void normalDistribution() {
    assertThat(Normal.cdf(0)).isEqualTo(.5);
    assertThat(Normal.cdf(1.959963984540054)).isCloseTo(.975, within(1e-14));
    assertThat(Normal.cdf(-3)).isCloseTo(.0013498980316300946, within(1e-15));
    assertThat(Normal.quantile(.975)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(Normal.quantile(1e-5)).isCloseTo(-4.264890793922825, within(1e-8));
    assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> Normal.quantile(1.5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoFairCoinsFollowSheppardsFormula() {
    // P(X > 0, Y > 0) = 1/4 + asin(rho) / (2 pi), so the coins correlate by 2/pi asin(rho).
    DiscreteMarginal coin = marginal(1, 1);
    for (double rho : new double[] {-.95, -.5, 0, .3, .5, .9, .99}) {
      assertThat(latent.spearman(coin, coin, rho))
          .isCloseTo(2 / Math.PI * Math.asin(rho), within(1e-9));
    }
  }

  @Test
  void manyLevelsFollowTheContinuousFormula() {
    // Spearman of the continuous bivariate normal is 6/pi asin(rho/2).
    long[] counts = new long[150];
    Arrays.fill(counts, 1);
    DiscreteMarginal fine = marginal(counts);
    assertThat(latent.spearman(fine, fine, .6))
        .isCloseTo(6 / Math.PI * Math.asin(.3), within(2e-4));
  }

  @Test
  void solvingInvertsSpearman() {
    DiscreteMarginal skewed = marginal(900, 60, 30, 10);
    DiscreteMarginal even = marginal(10, 20, 40, 20, 10);
    for (double target : new double[] {-.35, -.05, .1, .45}) {
      double rho = latent.solve(skewed, even, target);
      assertThat(latent.spearman(skewed, even, rho)).isCloseTo(target, within(1e-8));
      assertThat(Math.abs(rho)).isGreaterThan(Math.abs(target));
    }
    assertThat(latent.solve(skewed, even, 0)).isZero();
    // Marginals this different cannot be that alike: the nearest is given.
    assertThat(latent.solve(skewed, even, .99)).isEqualTo(.999);
    assertThat(latent.solve(marginal(5), even, .5)).isZero();
  }

  @Test
  void nearestCorrelationMatrixOfHighamsExample() {
    // Higham (2002), the 3 x 3 example: offdiagonal .7607 and .1573.
    double[][] wanted = {{1, 1, 0}, {1, 1, 1}, {0, 1, 1}};
    double[][] nearest = CorrelationMatrix.nearest(wanted, 1e-9);
    assertThat(nearest[0][1]).isCloseTo(.7607, within(1e-4));
    assertThat(nearest[1][2]).isCloseTo(.7607, within(1e-4));
    assertThat(nearest[0][2]).isCloseTo(.1573, within(1e-4));
    assertThat(nearest[1][1]).isEqualTo(1);
  }

  @Test
  void clippingRaisesEigenvaluesAndKeepsTheDiagonal() {
    // Eigenvalues of Higham's example are 1 - sqrt 2, 1 and 1 + sqrt 2. With the first raised to
    // almost nothing, the matrix is v v' (1 + sqrt 2) + w w' with v = (1/2, 1/sqrt 2, 1/2) and
    // w = (1/sqrt 2, 0, -1/sqrt 2): diagonal 1.1036, 1.2071, off-diagonal .8536 and .1036.
    double[][] clipped =
        CorrelationMatrix.clipped(new double[][] {{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}, 1e-9);
    double outer = (1 + Math.sqrt(2)) / 4 + .5;
    double inner = (1 + Math.sqrt(2)) / 2;
    double beside = (1 + Math.sqrt(2)) / (2 * Math.sqrt(2));
    assertThat(clipped[0][1]).isCloseTo(beside / Math.sqrt(outer * inner), within(1e-6));
    assertThat(clipped[0][2]).isCloseTo((outer - 1) / outer, within(1e-6));
    assertThat(clipped[1][1]).isEqualTo(1);
    CorrelationMatrix.cholesky(clipped);
    double[][] proper = {{1, .5}, {.5, 1}};
    assertThat(CorrelationMatrix.clipped(proper, 1e-4)).isDeepEqualTo(proper);
  }

  @Test
  void shrinkingWeakensAllCorrelationsAlike() {
    // The least eigenvalue, 1 - sqrt 2, is raised to 0 by a share of .293; .32 is the first tried.
    double[][] shrunk =
        CorrelationMatrix.shrunk(new double[][] {{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}, 1e-9);
    double[][] wanted = {{1, .68, 0}, {.68, 1, .68}, {0, .68, 1}};
    for (int i = 0; i < 3; i++) {
      assertThat(shrunk[i]).containsExactly(wanted[i], within(1e-12));
    }
    double[][] proper = {{1, .5}, {.5, 1}};
    assertThat(CorrelationMatrix.shrunk(proper, 1e-4)).isDeepEqualTo(proper);
  }

  @Test
  void choleskyNeedsAndFactorsAPositiveMatrix() {
    double[][] wanted = {{1, .9, -.9}, {.9, 1, .9}, {-.9, .9, 1}};
    assertThatThrownBy(() -> CorrelationMatrix.cholesky(wanted))
        .isInstanceOf(IllegalArgumentException.class);
    double[][] proper = CorrelationMatrix.nearest(wanted, 1e-4);
    assertThat(CorrelationMatrix.smallestEigenvalue(proper)).isGreaterThanOrEqualTo(1e-4);
    double[][] lower = CorrelationMatrix.cholesky(proper);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          product += lower[i][k] * lower[j][k];
        }
        assertThat(product).isCloseTo(proper[i][j], within(1e-12));
      }
    }
    double[][] fine = {{1, .5}, {.5, 1}};
    assertThat(CorrelationMatrix.nearest(fine, 1e-4)).isDeepEqualTo(fine);
  }

  @Test
  void valuesAreCutAtTheThresholds() {
    DiscreteMarginal marginal = marginal(1, 2, 1);
    double cut = Normal.quantile(.25);
    assertThat(marginal.value(cut - 1e-9)).isEqualTo(0);
    assertThat(marginal.value(cut)).isEqualTo(1);
    assertThat(marginal.value(-cut + 1e-9)).isEqualTo(2);
    assertThat(marginal(7).value(3)).isEqualTo(0);
  }

  private static DiscreteMarginal marginal(long... counts) {
    double[] values = new double[counts.length];
    Arrays.setAll(values, i -> i);
    return new DiscreteMarginal(values, counts);
  }
}
