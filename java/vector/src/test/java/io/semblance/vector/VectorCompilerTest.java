package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.backend.Backends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector backend says no where no compiler would make instructions of vectors. */
class VectorCompilerTest {
  private static final String MODULE = "jdk.incubator.vector";

  /** Prints why the vector backend cannot run, what is logged, and what is taken. */
  static final class Asks {
    public static void main(String[] args) {
      System.setErr(System.out); // where the log goes
      System.out.println(new VectorBackend().refusal());
      Backends.select(null);
      System.out.println(Backends.select(null).name());
    }
  }

  private static List<String> asked(String... flags) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--add-modules");
    all.add(MODULE);
    return ForkedJvm.run(ForkedJvm.own(), all, Asks.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "0"})
  void aJvmThatStopsBeforeC2IsRefused(String level) throws Exception {
    String flag = "-XX:TieredStopAtLevel=" + level;
    List<String> found = asked(flag);
    assertThat(found.get(0)).contains("slower than scalars", "remove -XX:TieredStopAtLevel");
    assertThat(found.get(found.size() - 1)).isEqualTo("ejml");
  }

  @Test
  void aJvmThatOnlyInterpretsIsRefused() throws Exception {
    assertThat(asked("-Xint").get(0)).contains("only interprets", "-Xint");
  }

  @Test
  void c2AloneIsWelcome() throws Exception {
    assertThat(asked("-XX:-TieredCompilation")).containsExactly("null", "vector");
  }

  @Test
  void aRunTimeImageWithoutManagementIsNoObstacle() throws Exception {
    assertThat(asked("--limit-modules", "java.base," + MODULE)).containsExactly("null", "vector");
  }

  @Test
  void withoutTheModuleOneLineOfTheLogNamesTheFlag() throws Exception {
    List<String> found = ForkedJvm.run(ForkedJvm.own(), List.of(), Asks.class);
    assertThat(found.get(0)).contains("--add-modules " + MODULE);
    assertThat(found).filteredOn(line -> line.contains("backend vector, the fastest,")).hasSize(1);
    assertThat(found.get(found.size() - 2))
        .contains("--add-modules " + MODULE + "; add that flag", "Computing on ejml");
    assertThat(found.get(found.size() - 1)).isEqualTo("ejml");
  }

  @Test
  void smallVirtualMachinesAreKnownByTheirNames() {
    String info = "mixed mode";
    assertThat(VectorCompiler.refusal(info, "OpenJDK Client VM")).contains("client VM");
    assertThat(VectorCompiler.refusal(info, "OpenJDK 64-Bit Minimal VM")).contains("minimal VM");
    assertThat(VectorCompiler.refusal(info, "OpenJDK 64-Bit Zero VM")).contains("zero VM");
    assertThat(VectorCompiler.refusal(info, "OpenJDK 64-Bit Server VM")).isNull();
  }
}
