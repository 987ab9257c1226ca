package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
  @TempDir Path directory;

  @Test
  void theFileIsThereOnlyAfterTheCommit() throws IOException {
    Path target = directory.resolve("out.txt");
    try (AtomicOutput output = AtomicOutput.open(target)) {
      output.stream().write("whole".getBytes(StandardCharsets.UTF_8));
      assertThat(target).doesNotExist();
      output.commit();
    }
    assertThat(target).hasContent("whole");
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void withoutACommitNothingChanges() throws IOException {
    Path target = Files.writeString(directory.resolve("out.txt"), "before");
    try (AtomicOutput output = AtomicOutput.open(target)) {
      output.stream().write(new byte[1 << 20]);
    }
    assertThat(target).hasContent("before");
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void aNameEndingInGzIsCompressed() throws IOException {
    Path target = directory.resolve("out.csv.GZ");
    AtomicOutput.writeText(target, "a,b\n1,2\n");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(target))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\n1,2\n");
    }
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = Files.writeString(directory.resolve("real.txt"), "before");
    Path link = Files.createSymbolicLink(directory.resolve("link.txt"), real);
    AtomicOutput.writeText(link, "after");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("after");
  }

  @Test
  void saysWhyAPlaceCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> AtomicOutput.open(directory))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> AtomicOutput.open(directory.resolve("none").resolve("out.csv")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no directory");
    assertThatThrownBy(() -> ResultDirectory.open(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a file, not a directory");
    assertThatThrownBy(() -> ResultDirectory.open(file.resolve("below")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot write");
  }

  @Test
  void aCheckedDirectoryIsCreatedAndGoesAgainIfNothingCame() {
    Path wanted = directory.resolve("a").resolve("b");
    try (ResultDirectory results = ResultDirectory.open(wanted)) {
      assertThat(wanted).isEmptyDirectory();
      results.requireWritable("model");
      assertThat(wanted).isEmptyDirectory();
    }
    assertThat(wanted.getParent()).doesNotExist();
    assertThat(directory).isDirectory();
  }

  @Test
  void aDirectoryWithResultsStaysAndSoDoesOneThatWasThere() throws IOException {
    Path wanted = directory.resolve("a").resolve("b");
    ResultDirectory results = ResultDirectory.open(wanted);
    Files.writeString(wanted.resolve("rows.csv"), "a");
    results.close();
    assertThat(wanted.resolve("rows.csv")).exists();
    Path empty = Files.createDirectory(directory.resolve("empty"));
    ResultDirectory.open(empty).close();
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void aPipeIsNotOpenedOnlyToCheckIt() throws Exception {
    Path pipe = directory.resolve("pipe");
    assumeTrue(
        new ProcessBuilder("sh", "-c", "mkfifo \"$0\"", pipe.toString()).start().waitFor() == 0,
        "this system has no mkfifo");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> AtomicOutput.requireWritable(pipe)); // no reader: would wait
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).toList().stream();
    }
  }
}
