package io.semblance.vector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a class of the tests in a JVM of its own, under flags of its own. */
final class ForkedJvm {
  private static final int MOST_SECONDS = 120;

  private ForkedJvm() {}

  /** The JVM that runs this test. */
  static Path own() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** What {@code main} printed to standard output. */
  static List<String> run(Path java, List<String> flags, Class<?> main, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m"));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile("forked", ".out");
    Path err = Files.createTempFile("forked", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("still running after " + MOST_SECONDS + " s: " + command);
      }
      if (process.exitValue() != 0) {
        throw new IOException(command + " failed: " + Files.readString(err));
      }
      try (Stream<String> lines = Files.lines(out, StandardCharsets.UTF_8)) {
        return lines.toList();
      }
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Surefire may hide the real class path in the manifest of a jar. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
