package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a chain apart into chains that have nothing to do with each other. Chains are made long, so
 * that a CPU walks once over memory. But what no value connects, such as the optimiser's work on
 * several weights of one shape, saves no memory traffic together: a very long chain would only need
 * more registers and more streams of memory at once than a processor has. On a GPU parts of any
 * length run side by side, and each may follow the product that it reads.
 */
public final class ChainSplit {
  /** Operations up to which the compiler leaves a chain whole. */
  private static final int LONG = 24;

  private final Chain chain;
  private final int[] parent;

  private ChainSplit(Chain chain) {
    this.chain = chain;
    this.parent = new int[chain.ops().size()];
    Arrays.setAll(parent, i -> i);
  }

  /** The instructions with their very long chains taken apart. */
  static List<Instruction> apply(List<Instruction> instructions) {
    List<Instruction> result = new ArrayList<>();
    for (Instruction i : instructions) {
      if (i instanceof Chain c && c.ops().size() > LONG) {
        result.addAll(of(c));
      } else {
        result.add(i);
      }
    }
    return result;
  }

  /**
   * The parts in an order that may be executed; the chain itself if there is only one. Buffers are
   * compared as values, so this must be done before temporaries share memory.
   */
  public static List<Chain> of(Chain chain) {
    ChainSplit split = new ChainSplit(chain);
    split.joinByValues();
    split.joinByMemory();
    Map<Integer, List<MicroOp>> parts = new LinkedHashMap<>();
    for (int i = 0; i < chain.ops().size(); i++) {
      parts.computeIfAbsent(split.root(i), r -> new ArrayList<>()).add(chain.ops().get(i));
    }
    return parts.size() < 2 ? List.of(chain) : parts.values().stream().map(split::chainOf).toList();
  }

  private int root(int i) {
    while (parent[i] != i) {
      i = parent[i];
    }
    return i;
  }

  private void join(int i, int j) {
    int a = root(i);
    int b = root(j);
    parent[Math.max(a, b)] = Math.min(a, b);
  }

  /** An operation belongs to those that made its operands. */
  private void joinByValues() {
    Map<Integer, Integer> registers = new HashMap<>();
    Map<Integer, Integer> outputs = new HashMap<>();
    for (int i = 0; i < chain.ops().size(); i++) {
      MicroOp op = chain.ops().get(i);
      for (Arg a : op.operands()) {
        if (a.where() == Where.REGISTER) {
          join(i, registers.get(a.index()));
        } else if (a.where() == Where.OUTPUT) {
          join(i, outputs.get(a.index()));
        }
      }
      (op.out().where() == Where.REGISTER ? registers : outputs).put(op.out().index(), i);
    }
  }

  /** So does one that overwrites what another reads: their order matters. */
  private void joinByMemory() {
    for (int i = 0; i < chain.ops().size(); i++) {
      Arg out = chain.ops().get(i).out();
      if (out.where() == Where.OUTPUT) {
        Buffer written = chain.outputs().get(out.index());
        for (int j = 0; j < chain.ops().size(); j++) {
          for (Arg a : chain.ops().get(j).operands()) {
            if (isInput(a) && chain.inputs().get(a.index()).overlaps(written)) {
              join(i, j);
            }
          }
        }
      }
    }
  }

  /** Whether an operand is in the memory of one of the chain's inputs. */
  public static boolean isInput(Arg a) {
    return switch (a.where()) {
      case INPUT, INPUT_ROW, INPUT_COLUMN, INPUT_SCALAR -> true;
      case IMMEDIATE, REGISTER, OUTPUT -> false;
    };
  }

  private Chain chainOf(List<MicroOp> ops) {
    Map<Integer, Integer> inputs = new LinkedHashMap<>();
    Map<Integer, Integer> outputs = new LinkedHashMap<>();
    Map<Integer, Integer> registers = new LinkedHashMap<>();
    List<MicroOp> renamed = new ArrayList<>();
    for (MicroOp op : ops) {
      Arg[] args = new Arg[4];
      int n = 0;
      for (Arg a : List.of(op.out(), op.a())) {
        args[n++] = renamed(a, inputs, outputs, registers);
      }
      args[2] = op.b() == null ? null : renamed(op.b(), inputs, outputs, registers);
      args[3] = op.c() == null ? null : renamed(op.c(), inputs, outputs, registers);
      renamed.add(new MicroOp(op.op(), args[1], args[2], args[3], args[0]));
    }
    return new Chain(
        chain.rows(),
        chain.cols(),
        inputs.keySet().stream().map(chain.inputs()::get).toList(),
        renamed,
        outputs.keySet().stream().map(chain.outputs()::get).toList(),
        registers.size());
  }

  private static Arg renamed(
      Arg a,
      Map<Integer, Integer> inputs,
      Map<Integer, Integer> outputs,
      Map<Integer, Integer> registers) {
    Map<Integer, Integer> names =
        switch (a.where()) {
          case INPUT, INPUT_ROW, INPUT_COLUMN, INPUT_SCALAR -> inputs;
          case REGISTER -> registers;
          case OUTPUT -> outputs;
          case IMMEDIATE -> null;
        };
    if (names == null) {
      return a;
    }
    Integer index = names.get(a.index());
    if (index == null) {
      index = names.size();
      names.put(a.index(), index);
    }
    return new Arg(a.where(), index, a.value());
  }
}
