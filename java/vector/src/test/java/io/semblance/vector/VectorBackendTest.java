package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import io.semblance.engine.backend.Backends;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorBackendTest extends BackendSuite {
  @Override
  protected Backend backend() {
    return new VectorBackend();
  }

  @Test
  void isTakenByItselfWhereItCanRun() {
    assertThat(Backends.select(null).name()).isEqualTo("vector");
  }

  @Test
  void equalsScalarFusedMultiplyAddsBitForBit() {
    Random random = new Random(1);
    for (int[] s : new int[][] {{1, 1, 3}, {9, 50, 17}, {13, 47, 64}, {64, 97, 33}, {21, 1, 9}}) {
      int m = s[0];
      int n = s[1];
      int k = s[2];
      float[] a = draw(m * k, random);
      float[] b = draw(k * n, random);
      float[] out = new float[m * n];
      VectorProduct p = new VectorProduct(m, n, k, false, false, 1);
      p.run(0, a, b, out, 0, p.units(0), 0);
      p.run(1, a, b, out, 0, p.units(1), 0);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          float sum = 0;
          for (int kk = 0; kk < k; kk++) {
            sum = Math.fma(a[i * k + kk], b[kk * n + j], sum);
          }
          assertThat(out[i * n + j]).isEqualTo(sum);
        }
      }
    }
  }

  private static float[] draw(int n, Random random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
