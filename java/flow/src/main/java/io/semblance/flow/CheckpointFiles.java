package io.semblance.flow;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes a checkpoint away: a file, or a folder with one for each part of a fit. Folders may be the
 * user's own, so only files that are called as checkpoints are go, and folders that are empty then.
 */
final class CheckpointFiles {
  /** How the files end that fits leave in the folder they are given. */
  static final String SUFFIX = ".checkpoint";

  /** A folder of folders, one for each class, and the file in it. */
  private static final int DEPTH = 2;

  private CheckpointFiles() {}

  static void delete(Path checkpoint) throws IOException {
    if (!Files.isDirectory(checkpoint)) {
      Files.deleteIfExists(checkpoint);
      return;
    }
    List<Path> found;
    try (Stream<Path> below = Files.walk(checkpoint, DEPTH)) {
      found = below.sorted(Comparator.reverseOrder()).toList(); // what is in a folder before it
    }
    boolean any = false;
    for (Path path : found) {
      if (path.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(path)) {
        Files.delete(path);
        any = true;
      } else if (any && Files.isDirectory(path)) {
        deleteIfEmpty(path);
      }
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // It holds files of somebody else.
    }
  }
}
