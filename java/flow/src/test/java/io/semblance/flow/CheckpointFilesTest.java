package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFilesTest {
  @TempDir Path directory;

  private Path part(String folder) throws IOException {
    Path created = Files.createDirectories(directory.resolve(folder));
    return Files.writeString(created.resolve("training" + CheckpointFiles.SUFFIX), "state");
  }

  @Test
  void aFileGoesAndWhatIsNotThereIsNoError() throws IOException {
    Path file = Files.writeString(directory.resolve("m.checkpoint"), "state");
    CheckpointFiles.delete(file);
    CheckpointFiles.delete(file);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFolderWithPartsGoesWhole() throws IOException {
    part("m.checkpoint");
    part("m.checkpoint/class-1");
    part("m.checkpoint/class-2");
    CheckpointFiles.delete(directory.resolve("m.checkpoint"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void filesOfTheUserAndTheirFoldersStay() throws IOException {
    Path kept = part("mine/class-1").resolveSibling("notes.txt");
    Files.writeString(kept, "mine");
    Path deep = part("mine/a/b");
    Path empty = Files.createDirectories(directory.resolve("other/empty"));
    CheckpointFiles.delete(directory.resolve("mine"));
    CheckpointFiles.delete(directory.resolve("other"));
    assertThat(kept).hasContent("mine");
    assertThat(deep).exists(); // too far below to be a part of a fit
    assertThat(empty).exists();
    assertThat(kept.resolveSibling("training" + CheckpointFiles.SUFFIX)).doesNotExist();
  }
}
