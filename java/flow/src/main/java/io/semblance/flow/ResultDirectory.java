package io.semblance.flow;

import io.semblance.data.file.UnwritableFileException;
import io.semblance.data.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A directory for results, created if need be. Directories that were created and are still empty at
 * the end go again: a run that failed leaves nothing behind.
 */
public final class ResultDirectory implements AutoCloseable {
  private final Path directory;
  private final Deque<Path> created;

  private ResultDirectory(Path directory, Deque<Path> created) {
    this.directory = directory;
    this.created = created;
  }

  /**
   * Makes sure, before hours of work, that files can be written into a directory.
   *
   * @throws UnwritableDirectoryException if it has no name or is a file
   * @throws UnwritableFileException if it cannot be made or written into
   */
  public static ResultDirectory open(Path directory) throws IOException {
    if (directory.toString().isEmpty()) { // a shell variable that is not set
      throw new UnwritableDirectoryException(
          "the directory to write into has no name. Write . for this one.", null);
    }
    Deque<Path> missing = new ArrayDeque<>(); // the deepest last
    for (Path p = directory.toAbsolutePath().normalize(); p != null; p = p.getParent()) {
      if (Files.exists(p)) {
        break;
      }
      missing.addFirst(p);
    }
    ResultDirectory results = new ResultDirectory(directory, missing);
    try {
      Files.createDirectories(directory);
      // After Ctrl-C; the virtual machine begins with what was registered last, and spares
      // directories that are not empty.
      missing.forEach(p -> p.toFile().deleteOnExit());
      Files.delete(Files.createTempFile(directory, ".semblance", ".probe"));
      return results;
    } catch (FileAlreadyExistsException e) {
      results.close();
      throw new UnwritableDirectoryException(
          "cannot write into " + directory + ": it is a file, not a directory. Name another.", e);
    } catch (IOException e) {
      results.close();
      throw UnwritableFileException.of(directory, e);
    }
  }

  /** The place of a file of this name. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /**
   * Makes sure that a file of this name can be written later.
   *
   * @throws UnwritableFileException if that cannot be done
   */
  public void requireWritable(String name) throws UnwritableFileException {
    WholeFile.requireWritable(file(name));
  }

  /**
   * Removes files of an earlier run.
   *
   * @throws IOException if one is there and cannot be removed
   */
  public void remove(String... names) throws IOException {
    for (String name : names) {
      Files.deleteIfExists(file(name));
    }
  }

  /** Removes what was created and is empty. */
  @Override
  public void close() {
    try {
      while (!created.isEmpty()) {
        Files.deleteIfExists(created.removeLast());
      }
    } catch (IOException e) {
      created.clear(); // it holds results, and so do those above it
    }
  }
}
