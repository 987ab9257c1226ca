package io.semblance.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The lines of a run: printed as they come, and kept in a file once all are there. */
final class Results {
  private final List<String> lines = new ArrayList<>();

  /** Prints and keeps a line. */
  void add(String line) {
    System.out.println(line);
    lines.add(line);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Writes all lines, whole or not at all. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, lines);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
