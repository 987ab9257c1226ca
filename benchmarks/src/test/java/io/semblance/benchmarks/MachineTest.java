package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final String CPU =
      """
      processor\t: 0
      model name\t: Some(R) Processor 7
      flags\t\t: fpu sse2 avx2 %s
      """;

  @Test
  void processorAndVectors() {
    assertThat(Machine.model(CPU)).isEqualTo("Some(R) Processor 7");
    assertThat(Machine.vectors(CPU.formatted("avx512f"))).isEqualTo("AVX-512");
    assertThat(Machine.vectors(CPU.formatted("avx512_but_not_f"))).isEqualTo("AVX2 (256 bits)");
    assertThat(Machine.vectors("Features\t: fp asimd")).isEqualTo("128-bit vectors");
    assertThat(Machine.vectors("")).isEqualTo("vectors unknown");
  }

  @Test
  void peersFromTheClassPath() {
    String path =
        String.join(
            File.pathSeparator,
            "lib/pytorch-2.10.0-1.5.13.jar",
            "lib/pytorch-2.10.0-1.5.13-linux-x86_64.jar",
            "lib/mkl-2025.3-1.5.13.jar",
            "lib/semblance-engine-0.1.0.jar");
    assertThat(Machine.peers(path)).isEqualTo("libtorch 2.10.0-1.5.13, mkl 2025.3-1.5.13");
    assertThat(Machine.peers("classes")).isEqualTo("none");
  }

  @Test
  void headerSaysAllThatMatters() {
    List<String> header = Machine.header("benchmarks/run.sh critic", false);
    assertThat(header.stream().map(l -> l.split(" ")[0]))
        .containsExactly(
            "CPU", "JDK", "OS", "Load", "Date", "Commit", "Backends", "Peers", "Command");
    assertThat(header).allMatch(line -> line.length() > "Backends ".length(), "says something");
    assertThat(header.get(1)).contains(Runtime.version().toString());
  }
}
