package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.data.file.UnwritableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultDirectoryTest {
  @TempDir Path directory;

  @Test
  void saysWhyAPlaceCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> ResultDirectory.open(file))
        .isInstanceOf(UnwritableDirectoryException.class)
        .hasMessageContaining("is a file, not a directory");
    assertThatThrownBy(() -> ResultDirectory.open(file.resolve("below")))
        .isInstanceOf(UnwritableFileException.class)
        .hasMessageContaining("cannot write");
  }

  @Test
  void aCheckedDirectoryIsCreatedAndGoesAgainIfNothingCame() throws IOException {
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
}
