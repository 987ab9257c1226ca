package io.semblance.data.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A file that appears whole or not at all. Bytes go to a part beside the target, which takes the
 * target's place on {@link #commit()}; closing without a commit leaves whatever was there before.
 *
 * <pre>{@code
 * try (WholeFile file = WholeFile.open(Path.of("model.zip"))) {
 *   file.stream().write(bytes);
 *   file.commit();
 * }
 * }</pre>
 *
 * <ul>
 *   <li>A symbolic link stays a link; the file that it points to is replaced, or made.
 *   <li>A device or pipe is written straight: there is no half-written file to protect anyone from,
 *       and a file moved there would destroy the device.
 *   <li>The permissions of a file that is replaced are kept, where the file system has such.
 *   <li>Parts go when the virtual machine ends, also by Ctrl-C; those of a process that was killed
 *       go when the same target is opened again.
 * </ul>
 *
 * One thread at a time.
 */
public final class WholeFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 17;

  private final Part part; // null: the target is a device or pipe and is written directly
  private final OutputStream bytes; // closed by commit and close alone
  private final OutputStream stream;
  private boolean closed;

  private WholeFile(Path named, Part part, OutputStream raw, boolean compressed)
      throws IOException {
    this.part = part;
    OutputStream buffered = new BufferedOutputStream(new NamedStream(raw, named), BUFFER_BYTES);
    bytes = compressed ? new GZIPOutputStream(buffered, BUFFER_BYTES) : buffered;
    stream = new FlushedStream(bytes);
  }

  /**
   * Opens a file for writing; the bytes are written as they are given.
   *
   * @throws UnwritableFileException if nothing can be written there
   */
  public static WholeFile open(Path target) throws UnwritableFileException {
    return open(target, false);
  }

  /**
   * Opens a file for writing; one whose name ends in {@code .gz}, in any case, is compressed.
   *
   * @throws UnwritableFileException if nothing can be written there
   */
  public static WholeFile openByName(Path target) throws UnwritableFileException {
    return open(target, target.toString().toLowerCase(Locale.ROOT).endsWith(".gz"));
  }

  private static WholeFile open(Path target, boolean compressed) throws UnwritableFileException {
    if (Files.isDirectory(target)) {
      throw new UnwritableFileException(target, "it is a directory. Name a file.", null);
    }
    try {
      if (isDeviceOrPipe(target)) {
        OutputStream raw = Files.newOutputStream(target, StandardOpenOption.WRITE);
        return new WholeFile(target, null, raw, compressed);
      }
      Part part = Part.create(target);
      return new WholeFile(target, part, part.stream(), compressed);
    } catch (UnwritableFileException e) {
      throw e;
    } catch (IOException e) {
      throw UnwritableFileException.of(target, e);
    }
  }

  /**
   * Writes a text in UTF-8, compressed if the name ends in {@code .gz}.
   *
   * @throws UnwritableFileException if nothing can be written there
   * @throws IOException if writing fails; the message names the file
   */
  public static void writeText(Path target, String text) throws IOException {
    try (WholeFile file = openByName(target)) {
      file.stream().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  /**
   * Makes sure, before hours of work, that a file can be written later. Nothing is left behind.
   *
   * @throws UnwritableFileException if that cannot be done
   */
  public static void requireWritable(Path target) throws UnwritableFileException {
    if (!isDeviceOrPipe(target)) { // opening a pipe would already be heard at its other end
      open(target).close();
    }
  }

  private static boolean isDeviceOrPipe(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /**
   * Where to write. Buffered; closing it only flushes, since a run that failed must not look
   * finished. An error while writing is a {@link FileSystemException} that names the file.
   */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Finishes the file, waits until its bytes are on the disk, and puts it in place: after a loss of
   * power there is the old file or the new one.
   *
   * @throws IOException if that fails; the target is as it was
   */
  public void commit() throws IOException {
    finish(true);
  }

  /**
   * As {@link #commit()} but leaves it to the operating system when bytes go to the disk: faster
   * for large files that can be made again. Holds against a killed process, not against a loss of
   * power.
   *
   * @throws IOException if that fails; the target is as it was
   */
  public void commitWithoutWaiting() throws IOException {
    finish(false);
  }

  private void finish(boolean toDisk) throws IOException {
    if (closed) {
      throw new IllegalStateException("the file is closed already");
    }
    if (part == null) {
      closed = true;
      bytes.close();
      return;
    }
    if (bytes instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
    bytes.flush();
    if (toDisk) {
      part.force();
    }
    closed = true;
    try {
      bytes.close();
      part.move(toDisk);
    } finally {
      part.delete(); // if it is still there, the move failed
    }
  }

  /**
   * Without a commit before: throws the bytes away.
   *
   * @throws UncheckedIOException if the part cannot be removed
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      bytes.close();
    } catch (IOException e) {
      // The disk may be full; what was written is dropped anyway.
    }
    if (part != null) {
      try {
        part.delete();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove " + part, e);
      }
    }
  }

  /** What an I/O exception means in words; the bare message of most is only a path. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    if (e instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (e instanceof NotDirectoryException file) {
      return file.getFile() + " is not a directory";
    }
    if (e instanceof FileSystemException fs && fs.getReason() != null) {
      return fs.getFile() + ": " + fs.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Tells whose disk is full: the operating system does not. */
  private static final class NamedStream extends OutputStream {
    private final OutputStream out;
    private final Path file;

    NamedStream(OutputStream out, Path file) {
      this.out = out;
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      try {
        out.write(b, offset, length);
      } catch (IOException e) {
        throw named(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw named(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw named(e);
      }
    }

    private IOException named(IOException e) {
      if (e instanceof FileSystemException) {
        return e;
      }
      IOException named = new FileSystemException(file.toString(), null, reason(e));
      named.initCause(e);
      return named;
    }
  }

  /** Writers close what they write to; here that only flushes. */
  private static final class FlushedStream extends OutputStream {
    private final OutputStream out;

    FlushedStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      out.write(b, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
