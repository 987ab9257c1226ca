package io.semblance.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The library of the emulated device, if it has been built. */
final class HostLibrary {
  private static final String PROPERTY = "semblance.cuda.host";

  private HostLibrary() {}

  private static final class Loaded {
    static final boolean YES = load();

    private static boolean load() {
      Path path = Path.of(System.getProperty(PROPERTY, ""));
      if (!Files.isRegularFile(path)) {
        return false;
      }
      System.load(path.toAbsolutePath().toString());
      return true;
    }
  }

  static boolean isThere() {
    return Loaded.YES;
  }

  /** Skips the test, saying why, where the library has not been built. */
  static void assumed() {
    Assumptions.assumeTrue(
        Loaded.YES,
        "the emulated device has not been built (cmake -S . -B build/native && cmake --build"
            + " build/native): no file "
            + System.getProperty(PROPERTY));
  }
}
