package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.BackendSuite;
import io.semblance.engine.compile.Operation;
import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.LoopForm;
import io.semblance.engine.cpu.LoopForm.Kind;
import io.semblance.engine.cpu.LoopForm.Op;
import io.semblance.engine.cpu.LoopForm.Operand;
import io.semblance.engine.cpu.ScalarLoops;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The backend suite with every chain run by a compiled loop, and the loops by themselves. */
class CompiledLoopsTest extends BackendSuite {
  /** Enough for all large chains of the suite's step to get their loops. */
  private static final int RUNS = 30_000;

  /** Where functions change their formula, or numbers their kind. */
  static final float[] EDGES = {
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

  private Function<LoopForm, Kernels.Loop> loops = EagerLoop::of;

  @Override
  protected Backend backend() {
    return new VectorBackend(loops);
  }

  /** As users run them: a loop that is used before it is compiled makes boxes. */
  @Override
  @Test
  protected void aRunAllocatesNothing() {
    AllocationProbe.check(getClass());
  }

  long allocated() {
    Set<Kernels.Loop> used = ConcurrentHashMap.newKeySet();
    loops = form -> new Noted(WarmLoop.of(form), used);
    long allocated = allocatedAfter(RUNS);
    assertThat(used).as("loops in use").hasSizeGreaterThan(1);
    return allocated;
  }

  /** A loop that notes that it was used. */
  private record Noted(Kernels.Loop loop, Set<Kernels.Loop> used) implements Kernels.Loop {
    @Override
    public boolean ready(long elements) {
      return loop.ready(elements);
    }

    @Override
    public int run(float[][] arrays, int[] at, float[] scalars, int n) {
      if (!used.contains(loop)) {
        used.add(loop);
      }
      return loop.run(arrays, at, scalars, n);
    }
  }

  /** Every operation on arrays, scalars, constants and results, and a store of each. */
  @Test
  void aLoopGivesTheBitsOfSingleOperations() {
    Random random = new Random(4);
    for (int trial = 0; trial < 200; trial++) {
      LoopForm form = draw(random);
      float[][] arrays = new float[form.arrays()][101];
      int[] at = new int[form.arrays()];
      for (int k = 0; k < arrays.length; k++) {
        at[k] = random.nextInt(5);
        for (int i = 0; i < arrays[k].length; i++) {
          arrays[k][i] =
              random.nextInt(4) == 0 ? EDGES[random.nextInt(EDGES.length)] : gauss(random);
        }
      }
      float[] scalars = {gauss(random), -0f};
      float[][] expected = oneByOne(form, arrays, at, scalars, 90);
      int done = LoopCompiler.compile(form).run(arrays, at, scalars, 90);
      assertThat(done).isEqualTo(90 / Tile.LANES * Tile.LANES);
      for (int k = 0; k < arrays.length; k++) {
        for (int i = 0; i < done; i++) {
          assertThat(Float.floatToIntBits(arrays[k][at[k] + i]))
              .as("%s, array %d, element %d", form, k, i)
              .isEqualTo(Float.floatToIntBits(expected[k][at[k] + i]));
        }
        for (int i = at[k] + done; i < 101; i++) {
          assertThat(Float.floatToIntBits(arrays[k][i]))
              .as("left alone")
              .isEqualTo(Float.floatToIntBits(expected[k][i]));
        }
      }
    }
  }

  private static float gauss(Random random) {
    return (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4) - 2));
  }

  /** Three arrays to read, then one to write for each operation that stores. */
  private static LoopForm draw(Random random) {
    List<Op> ops = new ArrayList<>();
    List<Operation> all = new ArrayList<>(Operation.all());
    Collections.shuffle(all, random);
    int arrays = 3;
    for (Operation operation : all) {
      List<Operand> chosen = new ArrayList<>();
      for (int i = 0; i < operation.operands(); i++) {
        int what = random.nextInt(ops.isEmpty() ? 3 : 5);
        chosen.add(
            switch (what) {
              case 0 -> new Operand(Kind.ARRAY, random.nextInt(3), 0);
              case 1 -> new Operand(Kind.SCALAR, random.nextInt(2), 0);
              case 2 -> new Operand(Kind.CONSTANT, 0, random.nextInt(3) - 0.5f);
              default -> new Operand(Kind.RESULT, random.nextInt(ops.size()), 0);
            });
      }
      ops.add(new Op(operation, chosen, random.nextInt(3) == 0 ? -1 : arrays++));
    }
    return new LoopForm(arrays, 2, ops);
  }

  private static float[][] oneByOne(
      LoopForm form, float[][] arrays, int[] at, float[] scalars, int n) {
    float[][] copies = new float[arrays.length][];
    for (int k = 0; k < copies.length; k++) {
      copies[k] = arrays[k].clone();
    }
    ScalarLoops scalar = new SingleOperations();
    float[] results = new float[form.ops().size()];
    int done = n / Tile.LANES * Tile.LANES;
    for (int i = 0; i < done; i++) {
      for (int k = 0; k < results.length; k++) {
        Op op = form.ops().get(k);
        float[] x = new float[4];
        for (int j = 0; j < op.operands().size(); j++) {
          Operand o = op.operands().get(j);
          x[j] =
              switch (o.kind()) {
                case ARRAY -> copies[o.index()][at[o.index()] + i];
                case SCALAR -> scalars[o.index()];
                case CONSTANT -> o.value();
                case RESULT -> results[o.index()];
              };
        }
        op.operation().accept(new Single(scalar, x));
        results[k] = x[3];
        if (op.store() >= 0) {
          copies[op.store()][at[op.store()] + i] = x[3];
        }
      }
    }
    return copies;
  }

  /** x[3] of x[0] to x[2]. */
  private record Single(ScalarLoops loops, float[] x) implements Operation.Visitor<float[]> {
    @Override
    public float[] unary(Operation.Unary op) {
      loops.unary(op, x, 0, x, 3, 1);
      return x;
    }

    @Override
    public float[] binary(Operation.Binary op) {
      loops.binary(op, x, 0, x, 1, x, 3, 1);
      return x;
    }

    @Override
    public float[] ternary(Operation.Ternary op) {
      loops.ternary(op, x, 0, x, 1, x, 2, x, 3, 1);
      return x;
    }
  }

  @Test
  void aLoopTooLongForTheJitCompilerIsNotMade() {
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ops.add(new Op(Operation.Unary.TANH, List.of(new Operand(Kind.ARRAY, 0, 0)), -1));
    }
    assertThat(LoopCompiler.compile(new LoopForm(1, 0, ops))).isNull();
  }

  @Test
  void aLoopIsUsedOnceItsChainHasWorkedForAWhile() throws Exception {
    LoopForm form =
        new LoopForm(
            2,
            0,
            List.of(
                new Op(
                    Operation.Binary.ADD,
                    List.of(new Operand(Kind.ARRAY, 0, 0), new Operand(Kind.CONSTANT, 0, 0.3125f)),
                    1)));
    Kernels.Loop loop = WarmLoop.of(form);
    assertThat(WarmLoop.of(form)).as("shared").isSameAs(loop);
    assertThat(loop.ready(1000)).isFalse();
    long end = System.nanoTime() + 60_000_000_000L;
    while (!loop.ready(1 << 20) && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(loop.ready(1)).isTrue();
    float[][] arrays = {new float[70], new float[70]};
    int done = loop.run(arrays, new int[] {0, 3}, new float[0], 66);
    assertThat(done).isEqualTo(66 / Tile.LANES * Tile.LANES);
    assertThat(arrays[1][2]).isZero();
    assertThat(arrays[1][3]).isEqualTo(0.3125f);
    assertThat(arrays[1][2 + done]).isEqualTo(0.3125f);
    assertThat(arrays[1][3 + done]).isZero();
  }

  private static final class SingleOperations extends ScalarLoops {
    @Override
    public Kernels.Product product(Extents e, boolean accumulate, int threads) {
      throw new IllegalStateException();
    }
  }
}
