package io.semblance.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows in Java is what stands in the examples, and they do what it says. */
class ReadmeTest {
  private static final Path ROOT = root();

  @TempDir Path directory;

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    return at;
  }

  @Test
  void theReadmeShowsTheExamples() throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    while (block.find()) {
      blocks.add(lines(block.group(1)));
    }
    assertThat(blocks).containsExactly(shown("SynthesizeExample"), shown("WganGpStepExample"));
  }

  /** The marked parts of an example, one after the other. */
  private static String shown(String example) throws IOException {
    Path source = ROOT.resolve("java/cli/src/test/java/io/semblance/examples/" + example + ".java");
    Matcher part =
        Pattern.compile("// README: (?!end)[^\n]*\n(.*?)\n *// README: end", Pattern.DOTALL)
            .matcher(Files.readString(source));
    StringBuilder all = new StringBuilder();
    while (part.find()) {
      all.append(part.group(1)).append('\n');
    }
    return lines(all.toString());
  }

  /** Without white space and lone braces, which only close what is not shown. */
  private static String lines(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.equals("}"))
        .collect(Collectors.joining())
        .replaceAll("\\s", "");
  }

  @Test
  void theMainJobRuns() throws IOException {
    Path out = directory.resolve("synthetic.csv");
    Path sample = ROOT.resolve("datasets/health-indicators-sample.csv");
    assertThat(SynthesizeExample.run(sample, out, 2)).contains("shape", "floor", "ceiling");
    List<String> rows = Files.readAllLines(out);
    assertThat(rows).hasSize(10_001);
    assertThat(rows.get(0)).isEqualTo(Files.readAllLines(sample).get(0));
  }

  /**
   * The real points have standard deviations .95 and 1 and correlation .95; untrained ones near 0.
   */
  @Test
  void theBareEngineLearnsAnEllipse() {
    double[] points = WganGpStepExample.run(4_000);
    double[] m = new double[5];
    int n = points.length / 2;
    for (int i = 0; i < n; i++) {
      double x = points[2 * i];
      double y = points[2 * i + 1];
      m[0] += x / n;
      m[1] += y / n;
      m[2] += x * x / n;
      m[3] += y * y / n;
      m[4] += x * y / n;
    }
    double dx = Math.sqrt(m[2] - m[0] * m[0]);
    double dy = Math.sqrt(m[3] - m[1] * m[1]);
    assertThat((m[4] - m[0] * m[1]) / (dx * dy)).as("correlation").isGreaterThan(0.6);
    assertThat(dx).isBetween(0.4, 1.6);
    assertThat(dy).isBetween(0.4, 1.6);
  }
}
