package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.compile.OneConstantMore;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who adds an operation is told by the compiler that its vectors are missing. */
class ForgottenOperationsTest {
  private static void check(String enumeration, Map<String, Integer> tables) throws IOException {
    OneConstantMore more =
        new OneConstantMore(
            "vector",
            "io/semblance/engine/compile/Operation.java",
            enumeration,
            "--add-modules",
            "jdk.incubator.vector");
    assertThat(more.incomplete()).isEqualTo(tables);
    assertThat(more.swallowing()).isEmpty();
  }

  @Test
  void anOperationIsMissedByTheLoopsAndByTheCompilerOfLoops() throws IOException {
    check("Unary", Map.of("VectorLoops", 1, "LoopCompiler", 1));
    // Of two arrays, of an array and a number, of a number and an array.
    check("Binary", Map.of("VectorLoops", 3, "LoopCompiler", 1));
    check("Ternary", Map.of("VectorLoops", 1, "LoopCompiler", 1));
  }
}
