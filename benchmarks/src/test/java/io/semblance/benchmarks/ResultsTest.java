package io.semblance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir Path directory;

  @Test
  void replacesTheFileOfAnEarlierRun() throws IOException {
    Path file = directory.resolve("results").resolve("critic-jdk17.txt");
    Results first = new Results();
    first.add("ratio critic.1thread.time/libtorch 0.9");
    first.add("ratio critic.2threads/1thread 1.1");
    first.write(file);
    Results second = new Results();
    second.add("ratio critic.1thread.time/libtorch 0.5");
    second.write(file);
    assertThat(file).hasContent("ratio critic.1thread.time/libtorch 0.5");
    assertThat(file.getParent()).isDirectoryContaining(f -> f.equals(file));
    try (var files = Files.list(file.getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("critic-jdk17.txt"));
    Files.createFile(taken.resolve("inside"));
    Results results = new Results();
    results.add("line");
    assertThatThrownBy(() -> results.write(taken)).isInstanceOf(IOException.class);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(taken);
    }
  }
}
