package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/**
 * What a run allocates, in a JVM of its own, whose JIT compiler has seen nothing but these runs: so
 * it is with a user.
 */
final class AllocationProbe {
  private static final List<String> FLAGS = List.of("--add-modules", "jdk.incubator.vector");

  private AllocationProbe() {}

  /** Fails if a run allocates. */
  static void check(Class<?> suite) {
    try {
      List<String> said =
          ForkedJvm.run(ForkedJvm.own(), FLAGS, AllocationProbe.class, suite.getSimpleName());
      long bytes = Long.parseLong(said.get(said.size() - 1));
      assertThat(bytes).as("bytes per run").isLessThan(VectorBackendTest.NOTHING);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Prints the bytes of a run. */
  public static void main(String[] args) {
    boolean loops = args[0].equals(CompiledLoopsTest.class.getSimpleName());
    System.out.println(
        loops ? new CompiledLoopsTest().allocated() : new VectorBackendTest().allocated());
  }
}
