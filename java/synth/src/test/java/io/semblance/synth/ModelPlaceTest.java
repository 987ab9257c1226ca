package io.semblance.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.semblance.synth.archive.ModelFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that a model is written to and read from, beside a plain file. */
class ModelPlaceTest {
  @TempDir static Path directory;

  private static Model model;
  private static Path file;

  @BeforeAll
  static void fit() {
    model = Fixtures.fit(Fixtures.mixed(200, 1), Fixtures.quick());
    file = directory.resolve("m.semblance");
    model.save(file);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = Files.writeString(directory.resolve("real"), "before");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    model.save(link);
    assertThat(link).isSymbolicLink();
    assertThat(real).hasSameBinaryContentAs(file);
  }

  @Test
  void aPipeIsWrittenToAndNotReplaced() throws Exception {
    Path pipe = directory.resolve("pipe");
    assumeTrue(made("mkfifo", pipe.toString()), "this system has no mkfifo");
    Path copy = directory.resolve("copy");
    CompletableFuture<Long> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try (var in = Files.newInputStream(pipe)) {
                return Files.copy(in, copy);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    model.save(pipe);
    assertThat(reader.get()).isPositive();
    assertThat(copy).hasSameBinaryContentAs(file);
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  private static boolean made(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aDirectoryAndAMissingFileAreNoModels() {
    assertThatThrownBy(() -> Models.load(directory))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> Models.load(directory.resolve("none")))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("there is no model file");
  }

  @Test
  void anUnknownKindIsRefused() {
    Map<String, byte[]> entries = Zips.entries(file);
    entries.computeIfPresent(
        "manifest.json",
        (name, bytes) ->
            new String(bytes, StandardCharsets.UTF_8)
                .replace("\"staged\"", "\"sequence\"")
                .getBytes(StandardCharsets.UTF_8));
    Path changed = Zips.write(directory.resolve("changed"), entries);
    assertThatThrownBy(() -> Models.load(changed))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("sequence");
  }
}
