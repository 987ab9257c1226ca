package io.semblance.engine.cpu;

import io.semblance.engine.compile.Instruction;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.compile.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chain as one loop over elements of a row: what is computed from what, but not where it lies. So
 * chains of equal form, such as the optimiser's work on every weight, can share a compiled loop.
 *
 * @param arrays memories: the chain's inputs, then its outputs; those that no operand is an {@link
 *     Kind#ARRAY} of are not touched
 * @param scalars numbers that stay the same during the loop
 * @param ops in the order of the chain; each is named by its index
 */
public record LoopForm(int arrays, int scalars, List<Op> ops) {
  public LoopForm {
    ops = List.copyOf(ops);
  }

  /** What an operand is. */
  public enum Kind {
    /** The element of array {@code index}. */
    ARRAY,
    /** Scalar {@code index}. */
    SCALAR,
    /** The number {@code value}. */
    CONSTANT,
    /** The result of operation {@code index}. */
    RESULT
  }

  /** An operand; what its kind does not need is zero. */
  public record Operand(Kind kind, int index, float value) {}

  /**
   * One operation.
   *
   * @param store the array that receives the result, or -1
   */
  public record Op(Operation operation, List<Operand> operands, int store) {
    public Op {
      operands = List.copyOf(operands);
    }
  }

  /**
   * The form of a chain whose loop stays within one row, so that an operand with one value for a
   * row is a scalar; scalars are numbered as {@link #scalarInputs} lists them.
   */
  static LoopForm of(Instruction.Chain chain) {
    List<Arg> scalars = scalarInputs(chain);
    Map<Integer, Integer> registers = new HashMap<>();
    Map<Integer, Integer> outputs = new HashMap<>();
    List<Op> ops = new ArrayList<>();
    for (MicroOp op : chain.ops()) {
      List<Operand> operands = new ArrayList<>();
      for (Arg a : op.operands()) {
        operands.add(
            switch (a.where()) {
              case INPUT, INPUT_ROW -> new Operand(Kind.ARRAY, a.index(), 0);
              case INPUT_COLUMN, INPUT_SCALAR -> new Operand(Kind.SCALAR, scalars.indexOf(a), 0);
              case IMMEDIATE -> new Operand(Kind.CONSTANT, 0, a.value());
              case REGISTER -> new Operand(Kind.RESULT, registers.get(a.index()), 0);
              case OUTPUT -> new Operand(Kind.RESULT, outputs.get(a.index()), 0);
            });
      }
      boolean kept = op.out().where() == Where.OUTPUT;
      (kept ? outputs : registers).put(op.out().index(), ops.size());
      ops.add(new Op(op.op(), operands, kept ? chain.inputs().size() + op.out().index() : -1));
    }
    return new LoopForm(chain.inputs().size() + chain.outputs().size(), scalars.size(), ops);
  }

  /** Operands of a chain that are one number for a row, each once. */
  static List<Arg> scalarInputs(Instruction.Chain chain) {
    return chain.ops().stream()
        .flatMap(op -> op.operands().stream())
        .filter(a -> a.where() == Where.INPUT_COLUMN || a.where() == Where.INPUT_SCALAR)
        .distinct()
        .toList();
  }
}
