package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.compile.OneConstantMore;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who adds an operation is told by the compiler that its number is missing; {@link JobCodesTest}
 * then wants that number in the kernels' header, and there the C++ compiler its formula.
 */
class ForgottenOperationsTest {
  private static void check(String file, String enumeration, Map<String, Integer> tables)
      throws IOException {
    OneConstantMore more = new OneConstantMore("cuda", file, enumeration);
    assertThat(more.incomplete()).isEqualTo(tables);
    assertThat(more.swallowing()).isEmpty();
  }

  @Test
  void anOperationIsMissedByTheCodes() throws IOException {
    for (String enumeration : new String[] {"Unary", "Binary", "Ternary"}) {
      check("io/semblance/engine/compile/Operation.java", enumeration, Map.of("JobCodes", 1));
    }
  }

  @Test
  void soAreDistributionsAndPlacesOfOperands() throws IOException {
    check("io/semblance/engine/graph/Attr.java", "Distribution", Map.of("JobCodes", 1));
    check(
        "io/semblance/engine/compile/Instruction.java",
        "Where",
        Map.of("JobCodes", 1, "ChainProgram", 2));
  }
}
