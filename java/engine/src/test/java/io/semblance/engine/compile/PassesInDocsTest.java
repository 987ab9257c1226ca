package io.semblance.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written about the passes is what the compiler does. */
class PassesInDocsTest {
  private static final Path DOCS = Path.of("..", "..", "docs", "engine.md");

  @Test
  void thePageListsThePassesInTheirOrder() throws IOException {
    List<String> lines = Files.readAllLines(DOCS);
    int passes =
        lines.indexOf(lines.stream().filter(l -> l.contains("**Passes**")).findFirst().get());
    String list =
        lines.stream()
            .skip(passes)
            .dropWhile(l -> !l.startsWith("       "))
            .takeWhile(l -> l.startsWith("       "))
            .map(String::strip)
            .reduce("", (a, b) -> a + " " + b);
    assertThat(Arrays.stream(list.split(",")).map(String::strip).toList())
        .isEqualTo(Compiler.passes());
  }
}
