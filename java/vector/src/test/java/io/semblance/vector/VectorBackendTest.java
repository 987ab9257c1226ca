package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.compile.Operation;
import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.Memory;
import io.semblance.engine.cpu.ScalarLoops;
import io.semblance.engine.cpu.ScalarRandom;
import io.semblance.engine.graph.Attr;
import io.semblance.engine.graph.Counter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VectorBackendTest extends BackendSuite {
  @Override
  protected Backend backend() {
    return new VectorBackend();
  }

  @Override
  @Test
  protected void aRunAllocatesNothing() {
    AllocationProbe.check(getClass());
  }

  long allocated() {
    return allocatedAfter(0);
  }

  @Test
  void isTakenByItselfWhereItCanRun() {
    assertThat(Backends.select(null).name()).isEqualTo("vector");
  }

  @Test
  void equalsScalarFusedMultiplyAddsBitForBit() {
    int[][] extents = {
      {1, 1, 3},
      {1, 70, 40},
      {9, 50, 17},
      {13, 47, 64},
      {64, 97, 33},
      {21, 1, 9},
      {3, 5, 1},
      {200, 33, 300},
      {107, 65, 513},
      {100, 40, 769},
      {50, 70, 1601}
    };
    for (int[] s : extents) {
      for (int form = 0; form < 8; form++) {
        Kernels.Extents e = new Kernels.Extents(s[0], s[1], s[2], (form & 1) != 0, (form & 2) != 0);
        equalsScalarFusedMultiplyAdds(e, (form & 4) != 0);
      }
    }
  }

  private static void equalsScalarFusedMultiplyAdds(Kernels.Extents e, boolean accumulate) {
    Random random = new Random(e.hashCode());
    Memory a = new Memory(draw(e.m() * e.k() + 7, random), 3);
    Memory b = new Memory(draw(e.k() * e.n() + 7, random), 5);
    float[] start = draw(e.m() * e.n() + 7, random);
    float[] expected = start.clone();
    for (int i = 0; i < e.m(); i++) {
      for (int j = 0; j < e.n(); j++) {
        float sum = accumulate ? start[2 + i * e.n() + j] : 0;
        for (int k = 0; k < e.k(); k++) {
          float x = a.array()[3 + (e.transposeA() ? k * e.m() + i : i * e.k() + k)];
          float y = b.array()[5 + (e.transposeB() ? j * e.k() + k : k * e.n() + j)];
          sum = Math.fma(x, y, sum);
        }
        expected[2 + i * e.n() + j] = sum;
      }
    }
    for (int threads = 1; threads <= 3; threads += 2) {
      Kernels.Product p = new Vector().product(e, accumulate, threads);
      float[] out = start.clone();
      for (int phase = 0; phase < p.phases(); phase++) {
        // Threads take units in any order, also of blocks that another has begun.
        List<Integer> units = new ArrayList<>();
        for (int unit = 0; unit < p.units(phase); unit++) {
          units.add(unit);
        }
        Collections.shuffle(units, random);
        for (int t = 0; t < threads; t++) {
          p.begin(phase, t);
        }
        for (int unit : units) {
          p.run(phase, a, b, new Memory(out, 2), unit, unit + 1, random.nextInt(threads));
        }
      }
      assertThat(out).as(e + ", threads " + threads).isEqualTo(expected);
    }
  }

  /**
   * Rows of any length, whole chunks, parts of one and a few columns over, as the scalar source.
   */
  @Test
  void randomNumbersHaveTheBitsOfTheirScalarTwin() {
    long[] seeds = {1, -3, 0x1234567890abcdefL};
    for (Attr.Distribution d : Attr.Distribution.values()) {
      for (int cols : new int[] {1, 3, 16, 29, 32, 45, 61, 64, 71, 72, 125, 1100}) {
        for (long seed : seeds) {
          Attr.Random kind = new Attr.Random(d, (int) seed * 7, new Counter("rows"));
          float[] expected = new float[5 * cols + 2];
          float[] found = new float[5 * cols + 2];
          long first = seed < 0 ? 0x1_0000_0000L - 2 : 40;
          new ScalarRandom(kind, seed, 1).run(first, 5, cols, expected, 1, 0);
          new VectorRandom(kind, seed, 2).run(first, 5, cols, found, 1, 1);
          assertThat(bits(found)).as(d + " " + cols).isEqualTo(bits(expected));
        }
      }
    }
  }

  @Test
  void loopsGiveTheBitsOfTheirScalarTwins() {
    Random random = new Random(2);
    float[] a = new float[4001];
    float[] b = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      a[i] =
          i < CompiledLoopsTest.EDGES.length
              ? CompiledLoopsTest.EDGES[i]
              : (float) (random.nextGaussian() * Math.pow(10, i % 5 - 2));
      b[i] = i % 3 == 0 ? a[i] : (float) random.nextGaussian();
    }
    ScalarLoops scalar = new Scalar();
    ScalarLoops vector = new Vector();
    for (Operation.Unary op : Operation.Unary.values()) {
      same(op, loops -> loops.c(c -> loops.with().unary(op, a, 3, c, 1, 3990)), scalar, vector);
    }
    for (Operation.Binary op : Operation.Binary.values()) {
      same(op, l -> l.c(c -> l.with().binary(op, a, 3, b, 5, c, 1, 3990)), scalar, vector);
      same(op, l -> l.c(c -> l.with().binary(op, a, 3, 0.25f, c, 1, 3990)), scalar, vector);
      same(op, l -> l.c(c -> l.with().binary(op, 0.25f, b, 3, c, 1, 3990)), scalar, vector);
    }
    for (Operation.Ternary op : Operation.Ternary.values()) {
      same(op, l -> l.c(d -> l.with().ternary(op, a, 3, b, 5, b, 7, d, 1, 3990)), scalar, vector);
    }
  }

  @Test
  void sumsOfRowsHaveTheBitsOfTheirScalarTwins() {
    Random random = new Random(5);
    float[] x = draw(40_000, random);
    for (int n : new int[] {1, 15, 16, 63, 64, 128, 300}) {
      for (int rows : new int[] {0, 1, 2, 37}) {
        float[] expected = draw(310, random);
        float[] found = expected.clone();
        new Scalar().sumRows(x, 11, 301, rows, expected, 3, n);
        new Vector().sumRows(x, 11, 301, rows, found, 3, n);
        assertThat(bits(found)).as(rows + " x " + n).isEqualTo(bits(expected));
      }
    }
    float[] sums = new float[2];
    new Vector().sumRows(new float[] {1, 2, 10, 20, 100, 200}, 0, 2, 3, sums, 0, 2);
    assertThat(sums).containsExactly(111, 222);
  }

  private record Loops(ScalarLoops with) {
    float[] c(Consumer<float[]> run) {
      float[] c = new float[4001];
      run.accept(c);
      return c;
    }
  }

  private static void same(
      Operation op, Function<Loops, float[]> run, ScalarLoops scalar, ScalarLoops vector) {
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
    public Kernels.Product product(Extents e, boolean accumulate, int threads) {
      throw new IllegalStateException();
    }
  }

  private static final class Vector extends VectorLoops {
    @Override
    public Kernels.Product product(Extents e, boolean accumulate, int threads) {
      return new VectorProduct(e, accumulate, threads, new Scratch());
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
