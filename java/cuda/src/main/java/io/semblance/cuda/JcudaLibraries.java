package io.semblance.cuda;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Lets JCuda find its native libraries where nobody else can write. JCuda takes them out of its jar
 * to {@code java.io.tmpdir}, under a fixed name, and uses what already lies there; so it is shown a
 * private directory, in which the right file lies already, while one of its classes is initialised.
 */
final class JcudaLibraries {
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final String VERSION = "12.6.0";

  private JcudaLibraries() {}

  /**
   * Does what initialises the class that needs the library.
   *
   * @param name such as "JCudaRuntime"
   */
  static void initialise(String name, Runnable touch) {
    String file = "/lib/lib" + name + "-" + VERSION + "-linux-x86_64.so";
    synchronized (JcudaLibraries.class) {
      String before = System.getProperty(TEMPORARY);
      try {
        Path library = Extracted.library(jcuda.Pointer.class, file, Extracted.directory());
        if (library != null) {
          System.setProperty(TEMPORARY, library.getParent().toString());
        }
        touch.run();
      } catch (IOException e) {
        throw new UnsatisfiedLinkError("cannot take " + name + " out of its jar: " + e);
      } finally {
        System.setProperty(TEMPORARY, before);
      }
    }
  }
}
