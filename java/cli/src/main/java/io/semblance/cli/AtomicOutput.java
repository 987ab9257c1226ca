package io.semblance.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A file that appears whole or not at all: bytes go to a temporary file beside the target, which
 * takes the target's place on {@link #commit()}. Closing without commit leaves whatever was there
 * before. A name ending in {@code .gz} is compressed.
 */
final class AtomicOutput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 17;

  private final Path target;
  private final Path temporary; // null: the target is a device or pipe and is written directly
  private final OutputStream stream;
  private boolean closed;

  private AtomicOutput(Path target, Path temporary, OutputStream stream) {
    this.target = target;
    this.temporary = temporary;
    this.stream = stream;
  }

  /**
   * Opens an output for {@code target}.
   *
   * @throws UsageException if nothing can be written there
   */
  static AtomicOutput open(Path target) {
    Path resolved = throughLinks(target);
    try {
      if (Files.isDirectory(resolved)) {
        throw new UsageException("cannot write " + target + ": it is a directory. Name a file.");
      }
      if (isDeviceOrPipe(resolved)) {
        // A pipe or /dev/null: there is no half-written file to protect anyone from.
        return new AtomicOutput(
            target, null, wrap(target, Files.newOutputStream(resolved, StandardOpenOption.WRITE)));
      }
      if (Files.exists(resolved) && !Files.isWritable(resolved)) {
        throw new UsageException(
            "cannot write " + target + ": the file is there and may not be changed.");
      }
      Path temporary = temporaryBeside(resolved);
      return new AtomicOutput(
          resolved,
          temporary,
          wrap(target, Files.newOutputStream(temporary, StandardOpenOption.TRUNCATE_EXISTING)));
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Writes a text file in UTF-8, whole or not at all. */
  static void writeText(Path target, String text) throws IOException {
    try (AtomicOutput output = open(target)) {
      output.stream().write(text.getBytes(StandardCharsets.UTF_8));
      output.commit();
    }
  }

  /**
   * Makes sure, before hours of work, that a file can be written later.
   *
   * @throws UsageException if that cannot be done
   */
  static void requireWritable(Path target) {
    if (isDeviceOrPipe(target)) {
      return; // opening a pipe would already be heard at its other end
    }
    open(target).close();
  }

  static UsageException unwritable(Path target, IOException e) {
    return new UsageException(
        "cannot write "
            + target
            + ": "
            + Failures.reason(e)
            + ". Name a place that can be written to.",
        e);
  }

  private static boolean isDeviceOrPipe(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /** Replacing a symbolic link itself would surprise; its destination is replaced. */
  private static Path throughLinks(Path target) {
    try {
      return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    } catch (IOException e) {
      return target.toAbsolutePath();
    }
  }

  private static Path temporaryBeside(Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      throw new UsageException(
          "cannot write " + target + ": there is no directory " + directory + ". Create it first.");
    }
    Path temporary =
        directory.resolve(
            "."
                + target.getFileName()
                + "."
                + ProcessHandle.current().pid()
                + "."
                + System.nanoTime()
                + ".tmp");
    Files.createFile(temporary); // not createTempFile, whose files nobody else may read
    temporary.toFile().deleteOnExit(); // for Ctrl-C
    return temporary;
  }

  private static OutputStream wrap(Path target, OutputStream raw) throws IOException {
    OutputStream buffered = new BufferedOutputStream(raw, BUFFER_BYTES);
    return isGzip(target) ? new GZIPOutputStream(buffered, BUFFER_BYTES) : buffered;
  }

  private static boolean isGzip(Path target) {
    return target.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** Where to write; closed by {@link #commit()} or {@link #close()}. */
  OutputStream stream() {
    return stream;
  }

  /** Finishes the file and puts it in place. */
  void commit() throws IOException {
    stream.close();
    closed = true;
    if (temporary == null) {
      return;
    }
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Without a commit before: throws the bytes away. */
  @Override
  public void close() {
    if (closed) {
      if (temporary != null && Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
        deleteQuietly(temporary); // the move failed
      }
      return;
    }
    closed = true;
    try {
      stream.close();
    } catch (IOException e) {
      // The disk may be full; what was written is dropped anyway.
    }
    if (temporary != null) {
      deleteQuietly(temporary);
    }
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the temporary file " + path, e);
    }
  }
}
