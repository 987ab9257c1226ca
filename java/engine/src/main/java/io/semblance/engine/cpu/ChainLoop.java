package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Where;
import java.util.List;

/** A chain's compiled loop, bound to the chain's memories. */
final class ChainLoop {
  private final Kernels.Loop loop;
  private final float[][] arrays;
  private final int[] starts;

  /** For each array, whether it is one row that all rows share. */
  private final boolean[] repeated;

  private final Arg[] scalarInputs;
  private final Memory[] inputs;

  // What a call is given, for each thread.
  private final int[][] places;
  private final float[][] scalars;

  private ChainLoop(
      Kernels.Loop loop, Instruction.Chain chain, Memory[] inputs, Memory[] outputs, int threads) {
    this.loop = loop;
    this.inputs = inputs;
    int n = inputs.length + outputs.length;
    this.arrays = new float[n][];
    this.starts = new int[n];
    this.repeated = new boolean[n];
    for (int i = 0; i < n; i++) {
      Memory m = i < inputs.length ? inputs[i] : outputs[i - inputs.length];
      arrays[i] = m.array();
      starts[i] = m.at();
    }
    List<Arg> scalarArgs = LoopForm.scalarInputs(chain);
    chain.ops().stream()
        .flatMap(op -> op.operands().stream())
        .filter(a -> a.where() == Where.INPUT_ROW)
        .forEach(a -> repeated[a.index()] = true);
    this.scalarInputs = scalarArgs.toArray(Arg[]::new);
    this.places = new int[threads][n];
    this.scalars = new float[threads][scalarInputs.length];
  }

  /** The loop of a chain, or null if the kernels have none for it. */
  static ChainLoop of(
      Instruction.Chain chain, Kernels kernels, Memory[] inputs, Memory[] outputs, int threads) {
    if (readInTwoWays(chain)) {
      return null;
    }
    Kernels.Loop loop = kernels.loop(LoopForm.of(chain));
    return loop == null ? null : new ChainLoop(loop, chain, inputs, outputs, threads);
  }

  /** Whether an input is walked along by one operand and repeated for each row by another. */
  private static boolean readInTwoWays(Instruction.Chain chain) {
    List<Integer> walked =
        chain.ops().stream()
            .flatMap(op -> op.operands().stream())
            .filter(a -> a.where() == Where.INPUT || a.where() == Where.INPUT_ROW)
            .distinct()
            .map(Arg::index)
            .toList();
    return walked.stream().distinct().count() < walked.size();
  }

  /** See {@link Kernels.Loop#ready}. */
  boolean ready(long elements) {
    return loop.ready(elements);
  }

  /**
   * Does elements {@code col} to {@code col + n} of a row, but leaves some of the last ones.
   *
   * @param flat place of the first of them in a dense array
   * @return how many were done
   */
  int run(int row, int col, int flat, int n, int thread) {
    int[] at = places[thread];
    for (int i = 0; i < at.length; i++) {
      at[i] = starts[i] + (repeated[i] ? col : flat);
    }
    float[] numbers = scalars[thread];
    for (int i = 0; i < numbers.length; i++) {
      Arg a = scalarInputs[i];
      Memory in = inputs[a.index()];
      numbers[i] = in.array()[in.at() + (a.where() == Where.INPUT_COLUMN ? row : 0)];
    }
    return loop.run(arrays, at, numbers, n);
  }
}
