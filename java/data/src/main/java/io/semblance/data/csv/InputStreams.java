package io.semblance.data.csv;

import io.semblance.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Recognises packed and foreign files by their first bytes. */
final class InputStreams {
  private static final int BUFFER = 1 << 16;

  private InputStreams() {}

  /** The stream itself, or what gzip packed in it. */
  static InputStream unpacked(InputStream raw, String source) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(8);
    byte[] head = in.readNBytes(4);
    in.reset();
    if (head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
      return new GZIPInputStream(in, BUFFER);
    }
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    if (magic.startsWith("PK\u0003\u0004")) {
      throw foreign(
          source,
          "a zip archive (an .xlsx workbook is one too)",
          "unpack it first, or export the sheet as CSV");
    }
    if (magic.startsWith("PAR1")) {
      throw foreign(source, "a Parquet file", "export the table as CSV");
    }
    if (magic.startsWith("\u00FF\u00FE") || magic.startsWith("\u00FE\u00FF")) {
      throw foreign(source, "a text in UTF-16", "save it as UTF-8");
    }
    return in;
  }

  private static DataException foreign(String source, String what, String remedy) {
    return DataException.builder("this is " + what + ", not comma-separated text in UTF-8")
        .source(source)
        .remedy(remedy)
        .build();
  }
}
