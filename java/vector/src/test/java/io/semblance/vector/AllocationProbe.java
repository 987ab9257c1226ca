package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run allocates, in a JVM of its own. Now and then the JIT compiler leaves a loop of a JVM
 * with boxed vectors for good (one JVM in ten or so on a virtual machine with two cores); that
 * every JVM does so would be a fault of ours.
 */
final class AllocationProbe {
  private static final int JVMS = 3;
  private static final List<String> FLAGS = List.of("--add-modules", "jdk.incubator.vector");

  private AllocationProbe() {}

  /** Fails if each of some JVMs allocates. */
  static void check(Class<?> suite) {
    List<Long> found = new ArrayList<>();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      try {
        List<String> said =
            ForkedJvm.run(ForkedJvm.own(), FLAGS, AllocationProbe.class, suite.getSimpleName());
        found.add(Long.parseLong(said.get(said.size() - 1)));
      } catch (IOException e) {
        throw new AssertionError(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
      if (found.get(jvm) < VectorBackendTest.NOTHING) {
        return;
      }
    }
    assertThat(found).as("bytes per run, in each of %d JVMs", JVMS).isEmpty();
  }

  /** Prints the bytes of a run. */
  public static void main(String[] args) {
    boolean loops = args[0].equals(CompiledLoopsTest.class.getSimpleName());
    System.out.println(
        loops ? new CompiledLoopsTest().allocated() : new VectorBackendTest().allocated());
  }
}
