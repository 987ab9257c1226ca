package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.engine.EngineException;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.SessionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Each thing that may be missing is told in words that say what to do. */
class RequirementsTest {
  private static CudaRuntime runtime(int status, int gpus, int driver) {
    return new CudaRuntime(status, "the text", gpus, driver);
  }

  @Test
  void everyReasonIsInWords() {
    assertThat(Requirements.platform("Linux", "amd64").reason()).isNull();
    assertThat(Requirements.platform("Mac OS X", "aarch64").reason())
        .contains("Linux x86-64", "Mac OS X aarch64");
    assertThat(Requirements.driver(runtime(35, 0, 0)).reason()).contains("no NVIDIA driver");
    assertThat(Requirements.driver(runtime(35, 0, 11_040)).reason())
        .contains("too old", "11.4", "12.0");
    assertThat(Requirements.driver(runtime(100, 0, 13_000)).reason()).contains("no GPU");
    assertThat(Requirements.driver(runtime(0, 0, 13_000)).reason()).contains("no GPU");
    assertThat(Requirements.driver(runtime(803, 0, 13_000)).reason()).contains("the text");
    assertThat(Requirements.driver(runtime(0, 2, 12_040)).reason()).isNull();
  }

  @Test
  void onlyMissingHardwareIsPassedOverInSilence() {
    assertThat(Requirements.platform("Windows 11", "amd64").missing()).isTrue();
    assertThat(Requirements.driver(runtime(35, 0, 0)).missing()).isTrue();
    assertThat(Requirements.driver(runtime(100, 0, 13_000)).missing()).isTrue();
    assertThat(Requirements.driver(runtime(35, 0, 11_040)).missing()).isFalse();
    assertThat(Requirements.driver(runtime(803, 0, 13_000)).missing()).isFalse();
    assertThat(Requirements.index("7", 2).missing()).isFalse();
  }

  @Test
  void aGpuIsChosenByItsIndex() {
    assertThat(Requirements.index(null, 1).reason()).isNull();
    assertThat(Requirements.index("1", 2).reason()).isNull();
    assertThat(Requirements.index("2", 2).reason()).contains("semblance.cuda.device=2", "0 to 1");
    assertThat(Requirements.index("1", 1).reason()).contains("only 0");
    assertThat(Requirements.index("first", 2).reason()).contains("first");
    assertThat(Requirements.index("-1", 2).reason()).contains("-1");
  }

  @Test
  void kernelsMustFitDriverAndGpu() {
    assertThat(Requirements.toolkit(13_000, 13_010).reason()).isNull();
    assertThat(Requirements.toolkit(12_080, 12_020).reason()).isNull();
    assertThat(Requirements.toolkit(12_080, 13_000).reason()).isNull();
    assertThat(Requirements.toolkit(13_000, 12_080).reason()).contains("13.0", "12.8", "update");
    String built = "75 80 90+";
    for (int fine : new int[] {75, 80, 86, 89, 90, 100, 120}) {
      assertThat(Requirements.architecture(fine, built).reason()).isNull();
    }
    assertThat(Requirements.architecture(70, built).reason()).contains("7.0", built);
    assertThat(Requirements.architecture(61, "75+").reason()).contains("6.1");
    assertThat(Requirements.architecture(90, "75 86 120+").reason()).contains("9.0");
  }

  /** JCuda's own answer, from the library in its jar. */
  @Test
  void jcudaAnswersOnAMachineWithoutADriver() {
    assumeNoDriver();
    CudaRuntime asked = CudaRuntime.ask();
    assertThat(asked.status()).isEqualTo(Requirements.NOTHING.status());
    assertThat(asked.gpus()).isZero();
    assertThat(asked.driver()).isZero();
    assertThat(Requirements.driver(asked)).isEqualTo(Requirements.driver(Requirements.NOTHING));
    assertThat(asked.text()).contains("driver");
  }

  private static void assumeNoDriver() {
    boolean driver = Files.exists(Path.of("/proc/driver/nvidia/version"));
    Assumptions.assumeFalse(driver, "there is an NVIDIA driver here");
  }

  /** The real thing, on whatever machine this is. */
  @Test
  void theBackendRefusesWithoutThrowingAndWithoutWarning() {
    CudaBackend backend = new CudaBackend();
    long start = System.nanoTime();
    String refusal = backend.refusal();
    assertThat((System.nanoTime() - start) / 1e9).as("seconds to refuse").isLessThan(5);
    Assumptions.assumeTrue(refusal != null, "CUDA can run here");
    assertThat(backend.description()).isNotBlank();
    assertThat(backend.details()).isEqualTo(backend.description());
    assertThatThrownBy(() -> backend.open(new SessionOptions(1, 1)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(refusal);
    assertThat(Backends.inspect().get(0).name()).isEqualTo("cuda");
    assertThat(Backends.inspect().get(0).refusal()).isEqualTo(refusal);
    assertThatThrownBy(() -> Backends.select("cuda")).hasMessageContaining(refusal);
    assumeNoDriver();
    assertThat(refusal).contains("no NVIDIA driver is installed");
    assertThat(backend.warnsOfRefusal()).isFalse();
    assertThat(Backends.select(null).name()).isEqualTo("vector");
    assertThat(Backends.fallback()).isEmpty();
  }
}
