package io.semblance.data.csv;

import io.semblance.data.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads and writes tables as texts, for tests. */
public final class Csv {
  private Csv() {}

  public static Table read(String text) {
    return read(text, CsvOptions.defaults());
  }

  public static Table read(String text, CsvOptions options) {
    return read(text.getBytes(StandardCharsets.UTF_8), options);
  }

  public static Table read(byte[] bytes, CsvOptions options) {
    return CsvReader.read(new ByteArrayInputStream(bytes), "test.csv", options);
  }

  public static String write(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out, table.schema())) {
      writer.write(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
