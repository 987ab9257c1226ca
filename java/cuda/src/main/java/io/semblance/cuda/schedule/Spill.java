package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts registers of a chain that a device has no room for into memory, as results that nobody else
 * reads: each thread finds there what it wrote itself.
 */
final class Spill {
  /**
   * Registers that fit the shared memory of a block, at one element for each thread, beside the
   * four other slots of a {@link ChainProgram} that loads late: 48 KiB.
   */
  static final int MOST_REGISTERS = 88;

  private Spill() {}

  /** The chain with no more than {@code most} registers. */
  static Chain apply(Chain c, int most) {
    if (c.registers() <= most) {
      return c;
    }
    List<Buffer> outputs = new ArrayList<>(c.outputs());
    Map<Integer, Integer> moved = new HashMap<>();
    for (int r = most; r < c.registers(); r++) {
      moved.put(r, outputs.size());
      outputs.add(new Buffer.Temporary(c.rows() * c.cols()));
    }
    List<MicroOp> ops =
        c.ops().stream()
            .map(
                o ->
                    new MicroOp(
                        o.op(),
                        arg(o.a(), moved),
                        arg(o.b(), moved),
                        arg(o.c(), moved),
                        arg(o.out(), moved)))
            .toList();
    return new Chain(c.rows(), c.cols(), c.inputs(), ops, outputs, most);
  }

  private static Arg arg(Arg a, Map<Integer, Integer> moved) {
    return a != null && a.where() == Where.REGISTER && moved.containsKey(a.index())
        ? new Arg(Where.OUTPUT, moved.get(a.index()), 0)
        : a;
  }
}
