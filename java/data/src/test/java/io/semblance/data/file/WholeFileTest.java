package io.semblance.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path directory;

  @Test
  void theFileIsThereOnlyAfterTheCommit() throws IOException {
    Path target = directory.resolve("out.txt");
    try (WholeFile file = WholeFile.open(target)) {
      file.stream().write(utf8("whole"));
      file.stream().flush();
      assertThat(target).doesNotExist();
      file.commit();
      assertThat(target).hasContent("whole");
    }
    assertThat(target).hasContent("whole");
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void withoutACommitNothingChanges() throws IOException {
    Path target = Files.writeString(directory.resolve("out.txt"), "before");
    try (WholeFile file = WholeFile.open(target)) {
      file.stream().write(new byte[1 << 20]);
    }
    assertThat(target).hasContent("before");
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void closingTheStreamDoesNotFinishTheFile() throws IOException {
    Path target = directory.resolve("out.txt");
    try (WholeFile file = WholeFile.open(target)) {
      OutputStream stream = file.stream();
      stream.write('a');
      stream.close();
      stream.write('b');
      file.commitWithoutWaiting();
    }
    assertThat(target).hasContent("ab");
  }

  @Test
  void aFileIsCommittedOnce() throws IOException {
    try (WholeFile file = WholeFile.open(directory.resolve("out.txt"))) {
      file.commit();
      assertThatThrownBy(file::commit).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aNameEndingInGzIsCompressedWhereThatIsAskedFor() throws IOException {
    Path target = directory.resolve("out.csv.GZ");
    WholeFile.writeText(target, "a,b\n1,2\n");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(target))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\n1,2\n");
    }
    try (WholeFile file = WholeFile.open(target)) {
      file.stream().write(utf8("as it is"));
      file.commit();
    }
    assertThat(target).hasContent("as it is");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = Files.writeString(directory.resolve("real.txt"), "before");
    Path link = Files.createSymbolicLink(directory.resolve("link.txt"), real);
    WholeFile.writeText(link, "after");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("after");
  }

  @Test
  void aLinkToAFileToBeMadeMakesThatFile() throws IOException {
    Path link = directory.resolve("link.txt");
    Files.createSymbolicLink(link, Path.of("real.txt")); // relative to the link
    WholeFile.writeText(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(directory.resolve("real.txt")).hasContent("new");
  }

  @Test
  void permissionsOfAFileThatIsReplacedStay() throws IOException {
    Path target = Files.writeString(directory.resolve("secret.txt"), "before");
    assumeTrue(Files.getFileStore(target).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    WholeFile.writeText(target, "after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void twoWritersOfOneFileDoNotMeet() throws IOException {
    Path target = directory.resolve("out.txt");
    try (WholeFile one = WholeFile.open(target);
        WholeFile two = WholeFile.open(target)) {
      one.stream().write(utf8("one"));
      two.stream().write(utf8("two"));
      one.commit();
      assertThat(target).hasContent("one");
      two.commit();
    }
    assertThat(target).hasContent("two");
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void aLongNameLeavesRoomForThePart() throws IOException {
    Path target = directory.resolve("ü".repeat(120) + ".txt"); // 244 of at most 255 bytes
    try {
      Files.delete(Files.createFile(target));
    } catch (IOException | RuntimeException e) {
      assumeTrue(false, "this system has no such names: " + e.getMessage());
    }
    WholeFile.writeText(target, "text");
    assertThat(target).hasContent("text");
  }

  @Test
  void anInterruptedThreadStillSaves() throws Exception {
    Path target = directory.resolve("out.txt");
    FutureTask<Boolean> save =
        new FutureTask<>(
            () -> {
              Thread.currentThread().interrupt();
              WholeFile.writeText(target, "saved");
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(save);
    thread.start();
    thread.join();
    assertThat(save.get()).as("still interrupted").isTrue();
    assertThat(target).hasContent("saved");
  }

  @Test
  void whatAKilledProcessLeftGoes() throws Exception {
    long dead = idOfAnEndedProcess();
    Path left = Files.createFile(directory.resolve(".out.txt." + dead + ".0.part"));
    Path living =
        Files.createFile(
            directory.resolve(".out.txt." + ProcessHandle.current().pid() + ".7.part"));
    Path other = Files.createFile(directory.resolve(".out.csv." + dead + ".0.part"));
    Path users = Files.createFile(directory.resolve(".out.txt.old.part"));
    WholeFile.requireWritable(directory.resolve("out.txt"));
    assertThat(left).doesNotExist();
    assertThat(List.of(living, other, users)).allSatisfy(p -> assertThat(p).exists());
  }

  @Test
  void aCheckLeavesNothing() throws IOException {
    WholeFile.requireWritable(directory.resolve("out.txt"));
    assertThat(names()).isEmpty();
  }

  @Test
  void saysWhyAPlaceCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path below = directory.resolve("none").resolve("out.csv");
    assertThatThrownBy(() -> WholeFile.open(directory))
        .isInstanceOf(UnwritableFileException.class)
        .hasMessage("cannot write " + directory + ": it is a directory. Name a file.");
    assertThatThrownBy(() -> WholeFile.open(below))
        .isInstanceOf(UnwritableFileException.class)
        .hasMessageStartingWith("cannot write " + below + ": there is no directory ")
        .hasMessageEndingWith("Create it first.");
    assertThatThrownBy(() -> WholeFile.requireWritable(file.resolve("below")))
        .isInstanceOf(UnwritableFileException.class);
  }

  @Test
  void aFullDiskIsNamed() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    try (WholeFile file = WholeFile.open(full)) {
      file.stream().write('a');
      assertThatThrownBy(file::commit)
          .isInstanceOf(FileSystemException.class)
          .hasMessageStartingWith("/dev/full: ");
    }
  }

  @Test
  void aDeviceIsNotReplaced() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "this system has no /dev/null");
    WholeFile.writeText(device, "gone");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void aPipeIsWrittenStraightButNotOpenedOnlyToCheckIt() throws Exception {
    Path pipe = directory.resolve("pipe");
    assumeTrue(
        new ProcessBuilder("sh", "-c", "mkfifo \"$0\"", pipe.toString()).start().waitFor() == 0,
        "this system has no mkfifo");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> WholeFile.requireWritable(pipe)); // no reader: would wait
    FutureTask<String> reader = new FutureTask<>(() -> Files.readString(pipe));
    new Thread(reader).start();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> WholeFile.writeText(pipe, "through the pipe"));
    assertThat(reader.get()).isEqualTo("through the pipe");
  }

  private static long idOfAnEndedProcess() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(java, "--version").start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    return process.pid();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
