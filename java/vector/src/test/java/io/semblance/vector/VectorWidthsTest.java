package io.semblance.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Equal bits from every width of vectors and number of threads. The width of a JVM is fixed when it
 * starts, so each has its own.
 */
class VectorWidthsTest {
  private static final String STEPS = "24";

  /** Where -XX:UseAVX does not exist, that is on other processors, the flag is passed over. */
  private static final List<String> COMMON =
      List.of("-XX:+IgnoreUnrecognizedVMOptions", "--add-modules", "jdk.incubator.vector");

  private static List<String> digest(Path java, String... flags) throws Exception {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(List.of(flags));
    return ForkedJvm.run(java, all, TrainingDigest.class, STEPS, "1", "2");
  }

  @Test
  void everyWidthAndNumberOfThreadsGivesTheSameBits() throws Exception {
    Set<String> lanes = new HashSet<>();
    Set<String> hashes = new HashSet<>();
    for (String flag :
        List.of("-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:MaxVectorSize=64")) {
      List<String> lines = digest(ForkedJvm.own(), flag);
      lanes.add(lines.get(0));
      hashes.addAll(lines.subList(1, lines.size()));
    }
    List<String> avx2 = digest(ForkedJvm.own(), "-XX:UseAVX=2");
    hashes.addAll(avx2.subList(1, avx2.size()));
    assertThat(lanes).contains("4").hasSizeGreaterThanOrEqualTo(Tile.LANES > 4 ? 2 : 1);
    assertThat(hashes).hasSize(1);
  }

  /** The environment variable is the one by which CI is told of a second JDK. */
  @Test
  void jdk25GivesTheSameBits() throws Exception {
    String home = System.getenv("JAVA25_HOME");
    assumeTrue(home != null && !home.isBlank(), "JAVA25_HOME is not set");
    Path java = Path.of(home, "bin", "java");
    assumeTrue(Files.isExecutable(java), java + " is no JVM");
    List<String> own = digest(ForkedJvm.own());
    assertThat(digest(java)).isEqualTo(own);
    assertThat(own.get(1)).isEqualTo(own.get(2));
  }
}
