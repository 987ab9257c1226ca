package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractedTest {
  private static final String RESOURCE = "/lib/libJCudaRuntime-12.6.0-linux-x86_64.so";

  private static Path extract(Path directory) throws IOException {
    return Extracted.library(jcuda.Pointer.class, RESOURCE, directory);
  }

  @Test
  void aLibraryAppearsWholeInADirectoryOfThisUserAlone(@TempDir Path dir) throws IOException {
    Path file = extract(dir.resolve("native"));
    assertThat(file.getFileName().toString()).isEqualTo("libJCudaRuntime-12.6.0-linux-x86_64.so");
    try (var in = jcuda.Pointer.class.getResourceAsStream(RESOURCE)) {
      assertThat(Files.readAllBytes(file)).isEqualTo(in.readAllBytes());
    }
    for (Path private_ : List.of(dir.resolve("native"), file.getParent())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(private_)))
          .isEqualTo("rwx------");
    }
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
    assertThat(extract(dir.resolve("native"))).isEqualTo(file);
  }

  @Test
  void whatSomebodyPutThereIsNotLoaded(@TempDir Path dir) throws IOException {
    Path file = extract(dir.resolve("native"));
    byte[] good = Files.readAllBytes(file);
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(Files.readAllBytes(extract(dir.resolve("native")))).isEqualTo(good);
    // A link in the file's place is replaced, and not followed.
    Path elsewhere = Files.write(dir.resolve("elsewhere"), good);
    Files.delete(file);
    Files.createSymbolicLink(file, elsewhere);
    assertThat(Files.isSymbolicLink(extract(dir.resolve("native")))).isFalse();
    // Nor is a link in the directory's place.
    Files.createDirectory(dir.resolve("open"));
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("open"));
    assertThatThrownBy(() -> extract(dir.resolve("link")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("link");
  }

  @Test
  void permissionsThatWereOpenedAreClosedAgain(@TempDir Path dir) throws IOException {
    Path made = Files.createDirectory(dir.resolve("native"));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
    extract(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void aMissingResourceIsNone(@TempDir Path dir) throws IOException {
    assertThat(Extracted.library(ExtractedTest.class, "/nothing.so", dir)).isNull();
  }
}
