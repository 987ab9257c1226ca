package io.semblance.cuda.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.engine.compile.Buffer;
import io.semblance.engine.compile.Instruction.Arg;
import io.semblance.engine.compile.Instruction.Chain;
import io.semblance.engine.compile.Instruction.MicroOp;
import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.compile.Operation;
import io.semblance.engine.compile.Operation.Binary;
import io.semblance.engine.compile.Operation.Ternary;
import io.semblance.engine.compile.Operation.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What slots hold, by running both the chain and its program on one element. */
class ChainProgramTest {
  private static final int INPUTS = 6;
  private static final int REGISTERS = 5;
  private static final int OUTPUTS = 4;

  private final List<Buffer> inputs = buffers(INPUTS);
  private final List<Buffer> outputs = buffers(OUTPUTS);

  private static List<Buffer> buffers(int count) {
    List<Buffer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Buffer.Temporary(1));
    }
    return all;
  }

  /** Reads only what has been written before. */
  private Chain random(Random random, int length) {
    List<Arg> known = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      known.add(new Arg(Where.INPUT, i, 0));
    }
    List<MicroOp> ops = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Operation[] some = {Binary.ADD, Binary.MAX, Ternary.GATE, Unary.SQRT};
      Operation op = some[random.nextInt(some.length)];
      boolean output = random.nextInt(4) == 0;
      Arg out =
          output
              ? new Arg(Where.OUTPUT, random.nextInt(OUTPUTS), 0)
              : new Arg(Where.REGISTER, random.nextInt(REGISTERS), 0);
      Arg b = op.operands() < 2 ? null : operand(random, known);
      Arg c = op.operands() < 3 ? null : operand(random, known);
      ops.add(new MicroOp(op, operand(random, known), b, c, out));
      if (!known.contains(out)) {
        known.add(out);
      }
    }
    return new Chain(1, 1, inputs, ops, outputs, REGISTERS);
  }

  private static Arg operand(Random random, List<Arg> known) {
    return random.nextInt(5) == 0
        ? new Arg(Where.IMMEDIATE, 0, random.nextInt(9))
        : known.get(random.nextInt(known.size()));
  }

  private static float compute(Operation op, float a, float b, float c) {
    if (op == Binary.ADD) {
      return a + b;
    }
    if (op == Binary.MAX) {
      return Math.max(a, b);
    }
    return op == Ternary.GATE ? a > b ? c : 0 : (float) Math.sqrt(Math.abs(a));
  }

  /** The chain as it is written. */
  private float[] reference(Chain chain, float[] in) {
    float[] registers = new float[REGISTERS];
    float[] out = new float[OUTPUTS];
    for (MicroOp op : chain.ops()) {
      float[] x = new float[3];
      Arg[] args = {op.a(), op.b(), op.c()};
      for (int o = 0; o < 3; o++) {
        x[o] =
            args[o] == null
                ? 0
                : switch (args[o].where()) {
                  case IMMEDIATE -> args[o].value();
                  case REGISTER -> registers[args[o].index()];
                  case OUTPUT -> out[args[o].index()];
                  default -> in[args[o].index()];
                };
      }
      float y = compute(op.op(), x[0], x[1], x[2]);
      (op.out().where() == Where.OUTPUT ? out : registers)[op.out().index()] = y;
    }
    return out;
  }

  /** The program as the device runs it: what was loaded ahead is there after a wait, no sooner. */
  private float[] run(ChainProgram program, float[] in, int result) {
    float[] slots = new float[program.slots()];
    Arrays.fill(slots, Float.NaN);
    Map<Integer, Float> coming = new HashMap<>();
    Map<Buffer, Float> memory = new IdentityHashMap<>();
    for (int i = 0; i < INPUTS; i++) {
      memory.put(inputs.get(i), in[i]);
    }
    if (result >= 0) {
      slots[0] = in[result];
      memory.remove(inputs.get(result));
    }
    for (ChainProgram.Step s : program.steps()) {
      if (s.op() == null) {
        assertThat(s.source()).isEqualTo(Where.INPUT);
        if (s.atOnce()) {
          slots[s.slot()] = memory.get(s.memory());
        } else {
          coming.put(s.slot(), memory.get(s.memory()));
        }
        continue;
      }
      if (s.awaits()) {
        coming.forEach((slot, value) -> slots[slot] = value);
        coming.clear();
      }
      float[] x = new float[3];
      for (int o = 0; o < 3; o++) {
        x[o] = s.constant()[o] ? Float.intBitsToFloat(s.operands()[o]) : slots[s.operands()[o]];
      }
      slots[s.slot()] = compute(s.op().op(), x[0], x[1], x[2]);
      if (s.memory() != null) {
        memory.put(s.memory(), slots[s.slot()]);
      }
    }
    float[] out = new float[OUTPUTS];
    for (int i = 0; i < OUTPUTS; i++) {
      out[i] = memory.getOrDefault(outputs.get(i), 0f);
    }
    return out;
  }

  @Test
  void aProgramComputesWhatItsChainSays() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Chain chain = random(random, 1 + random.nextInt(30));
      float[] in = new float[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        in[i] = random.nextInt(100) - 50;
      }
      float[] expected = reference(chain, in);
      ChainProgram early = ChainProgram.of(chain, -1, 94);
      assertThat(run(early, in, -1)).as("early, seed %d", seed).isEqualTo(expected);
      assertThat(early.slots()).isLessThanOrEqualTo(INPUTS + REGISTERS + OUTPUTS);
      assertThat(run(ChainProgram.late(chain), in, -1))
          .as("late, seed %d", seed)
          .isEqualTo(expected);
      assertThat(run(ChainProgram.of(chain, 2, 94), in, 2))
          .as("after a product, seed %d", seed)
          .isEqualTo(expected);
    }
  }

  /** Memory is waited for once, and a slot is used again when its number is no longer needed. */
  @Test
  void loadsComeFirstAndSlotsAreUsedAgain() {
    List<MicroOp> ops = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Arg before = i == 0 ? new Arg(Where.INPUT, 0, 0) : new Arg(Where.REGISTER, i % 2, 0);
      Arg out = i == 19 ? new Arg(Where.OUTPUT, 0, 0) : new Arg(Where.REGISTER, (i + 1) % 2, 0);
      ops.add(new MicroOp(Binary.ADD, before, new Arg(Where.INPUT, 1, 0), null, out));
    }
    Chain chain = new Chain(1, 1, inputs, ops, outputs, 2);
    ChainProgram program = ChainProgram.of(chain, 0, 94);
    assertThat(program.slots()).isEqualTo(2);
    assertThat(program.steps().stream().filter(s -> s.op() == null)).hasSize(1);
    assertThat(program.steps().get(0).op()).isNull();
    assertThat(program.steps().stream().filter(ChainProgram.Step::awaits)).hasSize(1);
    assertThat(program.steps().get(1).awaits()).isTrue();
    assertThatThrownBy(() -> ChainProgram.of(chain, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
