package io.semblance.cuda.schedule;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chain as the device's interpreter runs it: operands and results in numbered slots of shared
 * memory. Everything from device memory is loaded before the first operation, all at once, so that
 * the chain waits for memory once. Where there are too few slots for that, operands from memory are
 * loaded one by one where they are needed.
 *
 * @param steps loads and operations in their order
 * @param slots how many slots they use
 */
public record ChainProgram(List<Step> steps, int slots) {
  /**
   * A load or an operation.
   *
   * @param op the operation; null for a load
   * @param operands of an operation: a slot, or the bits of a constant
   * @param constant which operands are constants
   * @param source of a load: what of it belongs to an element
   * @param memory what is loaded, or where the result goes as well; may be null for an operation
   * @param slot where the result or what is loaded goes
   * @param awaits whether loads must have ended before this operation
   * @param atOnce whether this load may not run beside what is around it
   */
  public record Step(
      MicroOp op,
      int[] operands,
      boolean[] constant,
      Where source,
      Buffer memory,
      int slot,
      boolean awaits,
      boolean atOnce) {}

  /** A number of an element: an input as an operation sees it, or the result of an operation. */
  private record Value(int step, Where where, int index) {
    static Value input(Arg a) {
      return new Value(-1, a.where(), a.index());
    }

    static Value result(int step) {
      return new Value(step, null, 0);
    }
  }

  /**
   * @param chain the chain
   * @param result which input is a product's result, which lies in slot 0; -1 if none is
   * @param most slots that there are; what needs more loads where it needs
   */
  public static ChainProgram of(Chain chain, int result, int most) {
    ChainProgram early = early(chain, result);
    if (early.slots() <= most) {
      return early;
    }
    ChainProgram late = late(chain);
    if (result >= 0 || late.slots() > most) {
      throw new IllegalArgumentException("a chain that needs more than " + most + " slots");
    }
    return late;
  }

  /** The program that loads everything at first, however many slots it needs. */
  static ChainProgram early(Chain chain, int result) {
    return new Early(chain, result).program();
  }

  private static int[] noOperands() {
    return new int[3];
  }

  private static boolean[] allConstant() {
    return new boolean[] {true, true, true};
  }

  private static Step load(Where source, Buffer memory, int slot, boolean atOnce) {
    return new Step(null, noOperands(), allConstant(), source, memory, slot, false, atOnce);
  }

  private static Arg[] args(MicroOp op) {
    return new Arg[] {op.a(), op.b(), op.c()};
  }

  /** All inputs first; a slot is free again when its last reader has read it. */
  private static final class Early {
    private final Chain chain;
    private final int result;
    private final List<Value[]> read = new ArrayList<>();
    private final Map<Value, Integer> lastRead = new HashMap<>();
    private final List<Value> inputs = new ArrayList<>();

    private final Map<Value, Integer> slots = new HashMap<>();
    private final List<Boolean> taken = new ArrayList<>();

    Early(Chain chain, int result) {
      this.chain = chain;
      this.result = result;
      resolve();
    }

    /** Which value every operand is, and who reads each last. */
    private void resolve() {
      Map<Integer, Value> registers = new HashMap<>();
      Map<Integer, Value> outputs = new HashMap<>();
      for (int i = 0; i < chain.ops().size(); i++) {
        MicroOp op = chain.ops().get(i);
        Value[] values = new Value[3];
        Arg[] args = args(op);
        for (int o = 0; o < 3; o++) {
          if (args[o] == null || args[o].where() == Where.IMMEDIATE) {
            continue;
          }
          values[o] =
              switch (args[o].where()) {
                case REGISTER -> registers.get(args[o].index());
                case OUTPUT -> outputs.get(args[o].index());
                case INPUT, INPUT_ROW, INPUT_COLUMN, INPUT_SCALAR -> Value.input(args[o]);
                case IMMEDIATE -> throw new IllegalStateException("a constant has no slot");
              };
          if (values[o].step() < 0 && !isResult(values[o]) && !inputs.contains(values[o])) {
            inputs.add(values[o]);
          }
          lastRead.put(values[o], i);
        }
        read.add(values);
        Arg out = op.out();
        (out.where() == Where.REGISTER ? registers : outputs).put(out.index(), Value.result(i));
      }
    }

    private boolean isResult(Value v) {
      return v.where() == Where.INPUT && v.index() == result;
    }

    private int take(Value v) {
      int slot = taken.indexOf(false);
      if (slot < 0) {
        slot = taken.size();
        taken.add(true);
      }
      taken.set(slot, true);
      slots.put(v, slot);
      return slot;
    }

    ChainProgram program() {
      List<Step> steps = new ArrayList<>();
      if (result >= 0) {
        take(new Value(-1, Where.INPUT, result));
      }
      for (Value v : inputs) {
        steps.add(load(v.where(), chain.inputs().get(v.index()), take(v), false));
      }
      for (int i = 0; i < chain.ops().size(); i++) {
        steps.add(step(i, i == 0 && !inputs.isEmpty()));
      }
      return new ChainProgram(steps, Math.max(1, taken.size()));
    }

    private Step step(int i, boolean awaits) {
      MicroOp op = chain.ops().get(i);
      Arg[] args = args(op);
      Value[] values = read.get(i);
      int[] operands = noOperands();
      boolean[] constant = allConstant();
      for (int o = 0; o < 3; o++) {
        if (values[o] != null) {
          operands[o] = slots.get(values[o]);
          constant[o] = false;
        } else if (args[o] != null) {
          operands[o] = Float.floatToRawIntBits(args[o].value());
        }
      }
      // The result may go where an operand was: a thread has read all before it writes.
      Arrays.stream(values)
          .filter(v -> v != null && lastRead.get(v) == i)
          .forEach(v -> taken.set(slots.get(v), false));
      Value out = Value.result(i);
      int slot = take(out);
      if (!lastRead.containsKey(out)) {
        taken.set(slot, false);
      }
      return new Step(op, operands, constant, null, memory(chain, op), slot, awaits, false);
    }
  }

  private static Buffer memory(Chain chain, MicroOp op) {
    return op.out().where() == Where.OUTPUT ? chain.outputs().get(op.out().index()) : null;
  }

  /** Slots 0 to 2 for operands from memory, 3 for results that go there; then the registers. */
  static ChainProgram late(Chain chain) {
    List<Step> steps = new ArrayList<>();
    for (MicroOp op : chain.ops()) {
      Arg[] args = args(op);
      int[] operands = noOperands();
      boolean[] constant = allConstant();
      for (int o = 0; o < 3; o++) {
        if (args[o] == null) {
          continue;
        }
        constant[o] = args[o].where() == Where.IMMEDIATE;
        int index = args[o].index();
        operands[o] =
            switch (args[o].where()) {
              case IMMEDIATE -> Float.floatToRawIntBits(args[o].value());
              case REGISTER -> 4 + index;
              case OUTPUT -> {
                steps.add(load(Where.INPUT, chain.outputs().get(index), o, true));
                yield o;
              }
              case INPUT, INPUT_ROW, INPUT_COLUMN, INPUT_SCALAR -> {
                steps.add(load(args[o].where(), chain.inputs().get(index), o, true));
                yield o;
              }
            };
      }
      Arg out = op.out();
      int slot = out.where() == Where.REGISTER ? 4 + out.index() : 3;
      steps.add(new Step(op, operands, constant, null, memory(chain, op), slot, false, false));
    }
    return new ChainProgram(steps, 4 + chain.registers());
  }
}
