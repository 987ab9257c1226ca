package io.semblance.engine.compile;

import io.semblance.engine.compile.Instruction.Where;

/** Whether a chain may write a result over an operand that nobody reads afterwards. */
final class Elementwise {
  private Elementwise() {}

  /**
   * Whether the chain reads {@code input} element by element and never after writing {@code
   * output}: then both may be the same memory.
   */
  static boolean readsBeforeWriting(Instruction.Chain c, Buffer input, Buffer output) {
    boolean written = false;
    for (Instruction.MicroOp op : c.ops()) {
      for (Instruction.Arg arg : op.operands()) {
        boolean reads = ChainSplit.isInput(arg) && c.inputs().get(arg.index()).equals(input);
        if (reads && (written || arg.where() != Where.INPUT)) {
          return false;
        }
      }
      written |=
          op.out().where() == Where.OUTPUT && c.outputs().get(op.out().index()).equals(output);
    }
    return true;
  }

  /**
   * Whether all that the chain writes to {@code result} may go over {@code operand}, at the same
   * distance from the start of each.
   */
  static boolean mayReplace(Instruction.Chain c, Buffer operand, Buffer result) {
    for (Buffer out : c.outputs()) {
      if (!out.storage().equals(result)) {
        continue;
      }
      for (Buffer in : c.inputs()) {
        if (!in.storage().equals(operand)) {
          continue;
        }
        int shift = start(in) - start(out);
        boolean same = shift == 0 && in.size() == out.size();
        boolean apart = shift >= out.size() || -shift >= in.size();
        if (!apart && !(same && readsBeforeWriting(c, in, out))) {
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
