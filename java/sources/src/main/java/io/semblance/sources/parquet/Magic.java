package io.semblance.sources.parquet;

import io.semblance.data.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The letters that a Parquet file begins and ends with, which tell what is wrong with one. */
final class Magic {
  private static final String PLAIN = "PAR1";
  private static final String ENCRYPTED = "PARE";

  private Magic() {}

  /**
   * Looks at both ends of a file.
   *
   * @throws DataException if it is no Parquet file, is cut off or encrypted
   */
  static void check(Path path) throws IOException {
    String head = "";
    String tail = "";
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() >= 2 * PLAIN.length()) {
        head = letters(file);
        file.seek(file.length() - PLAIN.length());
        tail = letters(file);
      }
    }
    if (head.equals(ENCRYPTED) || tail.equals(ENCRYPTED)) {
      throw refused(path, "the Parquet file is encrypted", "write it without encryption");
    }
    if (!head.equals(PLAIN)) {
      throw refused(path, "this is no Parquet file", "a CSV file needs another name");
    }
    if (!tail.equals(PLAIN)) {
      throw refused(
          path,
          "the Parquet file is cut off: its end, which says what is in it, is not there",
          "fetch or write it again");
    }
  }

  private static String letters(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[PLAIN.length()];
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static DataException refused(Path path, String problem, String remedy) {
    return DataException.builder(problem).source(path.toString()).remedy(remedy).build();
  }
}
