package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.ScalarLoops;
import io.semblance.engine.graph.Primitive;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
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

  @Test
  void loopsGiveTheBitsOfTheirScalarTwins() {
    float[] edges = {
      0f,
      -0f,
      1f,
      -1f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      1e-40f,
      -1e-40f,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      88.72283f,
      88.8f,
      -87.33654f,
      -87.4f,
      -100f,
      0.625f,
      10f,
      10.5f
    };
    Random random = new Random(2);
    float[] a = new float[4001];
    float[] b = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      a[i] =
          i < edges.length ? edges[i] : (float) (random.nextGaussian() * Math.pow(10, i % 5 - 2));
      b[i] = i % 3 == 0 ? a[i] : (float) random.nextGaussian();
    }
    ScalarLoops scalar = new Scalar();
    ScalarLoops vector = new Vector();
    for (Primitive op :
        new Primitive[] {Primitive.EXP, Primitive.LOG, Primitive.TANH, Primitive.SQRT}) {
      same(op, loops -> loops.c(c -> loops.with().unary(op, a, 3, c, 1, 3990)), scalar, vector);
    }
    for (Primitive op :
        new Primitive[] {Primitive.MAX, Primitive.GREATER, Primitive.ADD, Primitive.DIV}) {
      same(op, l -> l.c(c -> l.with().binary(op, a, 3, b, 5, c, 1, 3990)), scalar, vector);
      same(op, l -> l.c(c -> l.with().binary(op, a, 3, 0.25f, c, 1, 3990)), scalar, vector);
      same(op, l -> l.c(c -> l.with().binary(op, 0.25f, b, 3, c, 1, 3990)), scalar, vector);
    }
  }

  private record Loops(ScalarLoops with) {
    float[] c(Consumer<float[]> run) {
      float[] c = new float[4001];
      run.accept(c);
      return c;
    }
  }

  private static void same(
      Primitive op, Function<Loops, float[]> run, ScalarLoops scalar, ScalarLoops vector) {
    int[] expected = bits(run.apply(new Loops(scalar)));
    assertThat(bits(run.apply(new Loops(vector)))).as(op.name()).isEqualTo(expected);
  }

  /** Bit patterns, all not-a-numbers being one. */
  private static int[] bits(float[] x) {
    int[] bits = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Float.floatToIntBits(x[i]);
    }
    return bits;
  }

  private static final class Scalar extends ScalarLoops {
    @Override
    public Kernels.Product product(
        int m, int n, int k, boolean transposeA, boolean transposeB, int threads) {
      throw new IllegalStateException();
    }
  }

  private static final class Vector extends VectorLoops {
    @Override
    public Kernels.Product product(
        int m, int n, int k, boolean transposeA, boolean transposeB, int threads) {
      throw new IllegalStateException();
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
