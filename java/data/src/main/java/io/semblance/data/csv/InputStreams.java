package io.semblance.data.csv;

import io.semblance.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Opens files, and recognises packed and foreign ones by their first bytes. */
final class InputStreams {
  private static final int BUFFER = 1 << 16;
  private static final int PROBE = 256;

  private InputStreams() {}

  /**
   * Opens a file.
   *
   * @throws DataException when there is none that may be read
   */
  static InputStream open(Path file) {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw DataException.builder("this is a directory, not a file")
          .source(source)
          .remedy("give the path of one CSV file")
          .build();
    }
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw DataException.builder("there is no such file")
          .source(source)
          .remedy("check the path; it is taken from the directory you are in")
          .cause(e)
          .build();
    } catch (AccessDeniedException e) {
      throw DataException.builder("this file may not be read")
          .source(source)
          .remedy("check its permissions")
          .cause(e)
          .build();
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  /** What to say when reading failed half way. */
  static DataException unreadable(String source, IOException e) {
    String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    boolean packed = e instanceof ZipException || e instanceof EOFException;
    return DataException.builder((packed ? "broken gzip file: " : "cannot be read: ") + words)
        .source(source)
        .remedy(packed ? "fetch or pack the file again" : "check the file and the disk")
        .cause(e)
        .build();
  }

  /** The stream itself, or what gzip packed in it. */
  static InputStream unpacked(InputStream raw, String source) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(8);
    byte[] head = in.readNBytes(4);
    in.reset();
    if (head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
      return new BufferedInputStream(new WholeGzip(in, BUFFER), BUFFER);
    }
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    if (magic.startsWith("PK\u0003\u0004")) {
      throw foreign(
          source,
          "a zip archive (an .xlsx workbook is one too)",
          "unpack it first, or export the sheet as CSV");
    }
    // A header may begin with these letters; a Parquet file goes on with a number, not with text.
    if (magic.startsWith("PAR1") && !isText(in)) {
      throw foreign(source, "a Parquet file", "export the table as CSV");
    }
    return in;
  }

  /** The character set that the first bytes tell: UTF-16 by its mark or its zeros, else UTF-8. */
  static Charset charset(InputStream in) throws IOException {
    in.mark(8);
    byte[] head = in.readNBytes(4);
    in.reset();
    if (head.length < 2) {
      return StandardCharsets.UTF_8;
    }
    boolean zeros = head.length == 4;
    int first = head[0] & 0xFF;
    int second = head[1] & 0xFF;
    if (first == 0xFF && second == 0xFE
        || zeros && first != 0 && second == 0 && head[2] != 0 && head[3] == 0) {
      return StandardCharsets.UTF_16LE;
    }
    if (first == 0xFE && second == 0xFF
        || zeros && first == 0 && second != 0 && head[2] == 0 && head[3] != 0) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean isText(InputStream in) throws IOException {
    in.mark(PROBE);
    byte[] head = in.readNBytes(PROBE);
    in.reset();
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static DataException foreign(String source, String what, String remedy) {
    return DataException.builder("this is " + what + ", not comma-separated text in UTF-8")
        .source(source)
        .remedy(remedy)
        .build();
  }
}
