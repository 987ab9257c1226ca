package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which results of a chain may be written over which of its operands that nobody reads afterwards.
 * A chain over the steps of a long sequence has thousands of both, so what is asked of pairs is
 * looked up.
 */
final class Elementwise {
  private final Map<Buffer, Integer> lastRead = new HashMap<>();
  private final Map<Buffer, Integer> firstWrite = new HashMap<>();

  /** Operands of which not the element that is just written is read, but a row or a number. */
  private final Set<Buffer> spread = new HashSet<>();

  private final Map<Buffer, List<Buffer>> inputs = new HashMap<>();
  private final Map<Buffer, List<Buffer>> outputs = new HashMap<>();
  private final Map<Pair, Boolean> known = new HashMap<>();

  private record Pair(Buffer operand, Buffer result) {}

  Elementwise(Instruction.Chain c) {
    for (int i = 0; i < c.ops().size(); i++) {
      Instruction.MicroOp op = c.ops().get(i);
      for (Instruction.Arg arg : op.operands()) {
        if (ChainSplit.isInput(arg)) {
          Buffer input = c.inputs().get(arg.index());
          lastRead.put(input, i);
          if (arg.where() != Where.INPUT) {
            spread.add(input);
          }
        }
      }
      if (op.out().where() == Where.OUTPUT) {
        firstWrite.putIfAbsent(c.outputs().get(op.out().index()), i);
      }
    }
    group(c.inputs(), inputs);
    group(c.outputs(), outputs);
  }

  private static void group(List<Buffer> buffers, Map<Buffer, List<Buffer>> byStorage) {
    for (Buffer b : new HashSet<>(buffers)) {
      byStorage.computeIfAbsent(b.storage(), s -> new ArrayList<>()).add(b);
    }
  }

  /**
   * Whether the chain reads {@code input} element by element and never after writing {@code
   * output}: then both may be the same memory.
   */
  boolean readsBeforeWriting(Buffer input, Buffer output) {
    int read = lastRead.getOrDefault(input, -1);
    int written = firstWrite.getOrDefault(output, Integer.MAX_VALUE);
    return !spread.contains(input) && read <= written; // an operation reads before it writes
  }

  /**
   * Whether all that the chain writes to {@code result} may go over {@code operand}, at the same
   * distance from the start of each.
   */
  boolean mayReplace(Buffer operand, Buffer result) {
    return known.computeIfAbsent(new Pair(operand, result), this::mayReplace);
  }

  private boolean mayReplace(Pair pair) {
    for (Buffer out : outputs.getOrDefault(pair.result(), List.of())) {
      for (Buffer in : inputs.getOrDefault(pair.operand(), List.of())) {
        int shift = start(in) - start(out);
        boolean same = shift == 0 && in.size() == out.size();
        boolean apart = shift >= out.size() || -shift >= in.size();
        if (!apart && !(same && readsBeforeWriting(in, out))) {
          return false;
        }
      }
    }
    return true;
  }

  private static int start(Buffer b) {
    return b instanceof Buffer.Part p ? p.start() : 0;
  }
}
