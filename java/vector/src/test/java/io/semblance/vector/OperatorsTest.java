package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.compile.Operation;
import io.semblance.engine.cpu.Kernels;
import io.semblance.engine.cpu.LoopForm;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import org.junit.jupiter.api.Test;

/**
 * No kernel meets an operator that {@link Operators} did not use before. Looks into the caches of
 * the Vector API, in a JVM in which nothing else has filled them.
 */
class OperatorsTest {
  @Test
  void kernelsUseNoOperatorForTheFirstTime() throws Exception {
    List<String> lines =
        ForkedJvm.run(
            ForkedJvm.own(),
            List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "--add-opens",
                "jdk.incubator.vector/jdk.incubator.vector=ALL-UNNAMED"),
            Program.class);
    assertThat(lines.get(0)).as("operators used at the start").matches("[1-9][0-9]+");
    assertThat(lines.get(1)).as("operators that kernels add").isEqualTo("[]");
  }

  static final class Program {
    private static final int N = 64;

    private Program() {}

    /** Prints the number of operators known at the start, then those that all kernels add. */
    public static void main(String[] args) throws Exception {
      Operators.use();
      Set<String> before = known();
      System.out.println(before.size());
      for (Operation operation : Operation.all()) {
        operation.accept(new Calls(new Loops()));
        compiled(operation);
      }
      new Loops().sumRows(new float[4 * N], 0, N, 4, new float[N], 0, N);
      int steps = 2;
      TrainingDigest.digest(steps, 1, new VectorBackend(form -> null));
      TrainingDigest.digest(steps, 1, new VectorBackend(EagerLoop::of));
      Set<String> added = known();
      added.removeAll(before);
      System.out.println(added);
    }

    private static void compiled(Operation operation) {
      List<LoopForm.Operand> operands = new ArrayList<>();
      for (int i = 0; i < operation.operands(); i++) {
        operands.add(new LoopForm.Operand(LoopForm.Kind.ARRAY, i, 0));
      }
      int arrays = operands.size() + 1;
      LoopForm.Op op = new LoopForm.Op(operation, operands, arrays - 1);
      LoopCompiler.compile(new LoopForm(arrays, 0, List.of(op)))
          .run(new float[arrays][N], new int[arrays], new float[0], N);
    }

    /** Operators that have an answer in a cache, as class, cache and number. */
    private static Set<String> known() throws ReflectiveOperationException {
      Set<String> known = new TreeSet<>();
      for (Class<?> vectors : List.of(FloatVector.class, IntVector.class, LongVector.class)) {
        for (Field field : vectors.getDeclaredFields()) {
          if (field.getType().getSimpleName().equals("ImplCache")) {
            field.setAccessible(true);
            Field answers = field.getType().getDeclaredField("cache");
            answers.setAccessible(true);
            Object array = answers.get(field.get(null));
            for (int i = 0; i < Array.getLength(array); i++) {
              if (Array.get(array, i) != null) {
                known.add(vectors.getSimpleName() + "." + field.getName() + "[" + i + "]");
              }
            }
          }
        }
      }
      return known;
    }
  }

  /** Calls an operation in each of its forms. */
  private record Calls(Loops loops) implements Operation.Visitor<Void> {
    private static final int N = Program.N;

    @Override
    public Void unary(Operation.Unary op) {
      loops.unary(op, new float[N], 0, new float[N], 0, N);
      return null;
    }

    @Override
    public Void binary(Operation.Binary op) {
      loops.binary(op, new float[N], 0, new float[N], 0, new float[N], 0, N);
      loops.binary(op, new float[N], 0, 1f, new float[N], 0, N);
      loops.binary(op, 1f, new float[N], 0, new float[N], 0, N);
      return null;
    }

    @Override
    public Void ternary(Operation.Ternary op) {
      loops.ternary(op, new float[N], 0, new float[N], 0, new float[N], 0, new float[N], 0, N);
      return null;
    }
  }

  private static final class Loops extends VectorLoops {
    @Override
    public Kernels.Product product(Extents e, boolean accumulate, int threads) {
      throw new IllegalStateException();
    }
  }
}
