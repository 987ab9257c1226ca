package io.semblance.studio.store;

import io.semblance.studio.http.HttpFailure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A table on its way from the browser into a file, never in memory, never beyond a bound. */
public final class Upload {
  private static final int BUFFER = 1 << 16;

  /** Where a line of text is longer than this, the file is no table. */
  private static final int LONGEST_LINE = 1 << 24;

  private Upload() {}

  /**
   * Writes a body to a file.
   *
   * @param said its length as announced; -1 if unknown
   * @param most how many bytes are taken, as they come and unpacked
   * @throws HttpFailure if there are more; the file is gone then
   */
  public static void receive(InputStream body, long said, Path file, long most) throws IOException {
    if (said > most) {
      throw tooLarge(most);
    }
    try {
      long taken = 0;
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
          taken += n;
          if (taken > most) {
            throw tooLarge(most);
          }
          out.write(buffer, 0, n);
        }
      }
      if (taken == 0) {
        throw HttpFailure.bad("The file is empty", "Choose a table with a line of names and rows.");
      }
      check(file, most);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Unpacks a file once, keeping nothing, to see how long it and its lines are. */
  static void check(Path file, long most) throws IOException {
    if (file.getFileName().toString().endsWith(".parquet")) {
      return; // read column by column, each bounded by its own header
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      raw.mark(2);
      boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      InputStream text = packed ? new GZIPInputStream(raw, BUFFER) : raw;
      byte[] buffer = new byte[BUFFER];
      long length = 0;
      long line = 0;
      for (int n = text.read(buffer); n >= 0; n = text.read(buffer)) {
        length += n;
        if (length > most) {
          throw tooLarge(most);
        }
        for (int i = 0; i < n; i++) {
          line = buffer[i] == '\n' || buffer[i] == '\r' ? 0 : line + 1;
          if (line > LONGEST_LINE) {
            throw new HttpFailure(
                422,
                "A line of the file is longer than 16 MB: this is no table of text",
                "Choose a CSV file, maybe packed as .gz, or a Parquet file.");
          }
        }
      }
    } catch (EOFException e) {
      throw new HttpFailure(
          422,
          "The packed file ends in the middle: it is damaged",
          "Pack it again, or copy it anew.");
    } catch (ZipException e) {
      throw new HttpFailure(
          422, "The file begins as a gzip file but cannot be unpacked", "Pack it again.");
    }
  }

  private static HttpFailure tooLarge(long most) {
    return new HttpFailure(
        413,
        "The table is longer than " + (most >> 20) + " MB, unpacked",
        "Start the studio with a larger --max-upload, or name the file instead of uploading it.");
  }
}
