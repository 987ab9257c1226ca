package io.semblance.cuda;

import java.io.IOException;
import java.nio.file.Path;

/** The kernels' library, from the jar or from where a property says. */
final class NativeLibrary {
  /** Path of a library to use instead of the jar's. */
  static final String PROPERTY = "semblance.cuda.library";

  private static final String RESOURCE = "linux-x86_64/libsemblance_cuda.so";

  private NativeLibrary() {}

  /** Loaded once in the life of a JVM. */
  private static final class Loaded {
    static final String PROBLEM = load();

    private static String load() {
      try {
        String given = System.getProperty(PROPERTY);
        Path file =
            given != null
                ? Path.of(given).toAbsolutePath()
                : Extracted.library(NativeLibrary.class, RESOURCE, Extracted.directory());
        if (file == null) {
          return "this build of Semblance has no CUDA kernels: nvcc was not found when it was built."
              + " Install a CUDA toolkit, run cmake -S . -B build/native && cmake --build"
              + " build/native, and build again";
        }
        System.load(file.toString());
        return null;
      } catch (IOException e) {
        return "the library of CUDA kernels cannot be taken out of its jar: " + e;
      } catch (LinkageError e) {
        return "the library of CUDA kernels cannot be loaded: " + e.getMessage();
      }
    }
  }

  /** Loads the library if that has not been done; what went wrong, in words, or null. */
  static String problem() {
    return Loaded.PROBLEM;
  }
}
