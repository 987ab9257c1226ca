package io.semblance.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who adds a constant is told by the compiler in which tables it is missing. */
class ForgottenConstantsTest {
  private static final String OPERATION = "io/semblance/engine/compile/Operation.java";

  private static void check(String file, String enumeration, Map<String, Integer> tables)
      throws IOException {
    OneConstantMore more = new OneConstantMore("engine", file, enumeration);
    assertThat(more.incomplete()).isEqualTo(tables);
    assertThat(more.swallowing()).isEmpty();
  }

  @Test
  void aPrimitiveIsMissedByEachTableOverPrimitives() throws IOException {
    check(
        "io/semblance/engine/graph/Primitive.java",
        "Primitive",
        Map.of(
            "Primitive", 1,
            "Derivatives", 1,
            "Exact", 1,
            "Interpreter", 1,
            "Simplify", 1,
            "Operation", 1,
            "Lowering", 1));
  }

  @Test
  void anOperationIsMissedByTheKernelsAndByTheTextOfAPlan() throws IOException {
    // A unary one's text is its name.
    check(OPERATION, "Unary", Map.of("ScalarLoops", 1));
    // Of two arrays, of an array and a number, of a number and an array.
    check(OPERATION, "Binary", Map.of("ScalarLoops", 3, "ChainFormula", 1));
    check(OPERATION, "Ternary", Map.of("ScalarLoops", 1, "ChainFormula", 1));
  }

  @Test
  void aPlaceOfAnOperandIsMissedByWhoReadsIt() throws IOException {
    OneConstantMore more =
        new OneConstantMore("engine", "io/semblance/engine/compile/Instruction.java", "Where");
    assertThat(more.swallowing()).isEmpty();
    assertThat(more.incomplete().keySet())
        .isEqualTo(Set.of("ChainFormula", "ChainSplit", "ChainWork", "LoopForm"));
  }
}
