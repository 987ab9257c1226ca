package io.semblance.data.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unfinished file beside its target, called {@code .NAME.PID.N.part}. Its process holds a lock
 * on it, so that another can tell whether it is still wanted.
 */
final class Part {
  /** More would leave no room for the rest of the name: names have at most 255 bytes. */
  private static final int NAME_LETTERS = 50;

  private static final int MOST_LINKS = 40;
  private static final Pattern ENDING = Pattern.compile("\\.(\\d+)\\.\\d+\\.part");

  private final Path path;
  private final Path target;
  private final FileChannel channel; // holds the lock
  private final OutputStream stream; // unlike the channel, not closed by Thread.interrupt

  private Part(Path path, Path target, FileChannel channel) throws IOException {
    this.path = path;
    this.target = target;
    this.channel = channel;
    stream = Files.newOutputStream(path, StandardOpenOption.WRITE);
  }

  /** Makes an empty part for a target that is a regular file, or not there yet. */
  static Part create(Path named) throws IOException {
    Path target = throughLinks(named);
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new UnwritableFileException(named, "the file is there and may not be changed.", null);
    }
    Path directory = target.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UnwritableFileException(
          named, "there is no directory " + directory + ". Create it first.", null);
    }
    String prefix = prefix(target);
    sweep(directory, prefix);
    return create(target, directory, prefix + "." + ProcessHandle.current().pid());
  }

  private static Part create(Path target, Path directory, String start) throws IOException {
    for (int n = 0; ; n++) {
      Path path = directory.resolve(start + "." + n + ".part");
      FileChannel channel;
      try {
        // Not createTempFile, whose files nobody else may read.
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      // For Ctrl-C; runs after the shutdown hooks, in which a model may still be saved. Counted
      // names come again, so that the list of the virtual machine does not grow with every file.
      path.toFile().deleteOnExit();
      lock(channel);
      keepPermissions(target, path);
      return new Part(path, target, channel);
    }
  }

  private static void lock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without locks: then nobody else can lock, and so sweep, the part either.
    }
  }

  /** What was for one user's eyes stays so. */
  private static void keepPermissions(Path from, Path to) {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null || !Files.exists(from)) {
      return;
    }
    try {
      view.setPermissions(Files.getPosixFilePermissions(from));
    } catch (IOException e) {
      // A mounted disk of another system may refuse what its view promises.
    }
  }

  /** Replacing a symbolic link itself would surprise; its destination is replaced. */
  private static Path throughLinks(Path named) throws IOException {
    if (Files.exists(named)) {
      return named.toRealPath();
    }
    Path target = named.toAbsolutePath();
    for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(target); i++) { // to a file to be made
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static String prefix(Path target) {
    int[] letters = target.getFileName().toString().codePoints().limit(NAME_LETTERS).toArray();
    return "." + new String(letters, 0, letters.length);
  }

  /** Removes what killed processes left. */
  private static void sweep(Path directory, String prefix) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, f -> isLeftOver(f.getFileName().toString(), prefix))) {
      for (Path file : files) {
        sweep(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Such as a directory that may be written to but not listed: leftovers stay.
    }
  }

  private static boolean isLeftOver(String name, String prefix) {
    if (!name.startsWith(prefix)) {
      return false;
    }
    Matcher ending = ENDING.matcher(name).region(prefix.length(), name.length());
    // Our own are never opened: closing them again would drop the lock that we hold.
    return ending.matches() && !isAlive(ending.group(1));
  }

  private static boolean isAlive(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    } catch (NumberFormatException e) {
      return true; // no name of ours
    }
  }

  /** A process may be of another machine or container; then its lock tells that it is alive. */
  private static void sweep(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Somebody else's, or gone: no reason not to write our own file.
    }
  }

  OutputStream stream() {
    return stream;
  }

  /** Returns when the bytes are on the disk. */
  void force() throws IOException {
    boolean interrupted = Thread.interrupted(); // would close the channel at once
    try {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Puts the closed part in the target's place. */
  void move(boolean toDisk) throws IOException {
    channel.close(); // some systems move no open file
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
    if (toDisk) {
      forceDirectory();
    }
  }

  /** The new name is on the disk only when its directory is. */
  private void forceDirectory() {
    try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      // Not every system opens directories; the file itself is complete.
    }
  }

  void delete() throws IOException {
    channel.close();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(path);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
