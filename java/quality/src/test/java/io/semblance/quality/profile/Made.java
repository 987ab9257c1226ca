package io.semblance.quality.profile;

import io.semblance.data.Table;
import io.semblance.data.csv.CsvOptions;
import io.semblance.data.csv.CsvReader;
import io.semblance.data.infer.TableStream;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/** Tables made up for a test. */
final class Made {
  private Made() {}

  /** A table of a header and as many rows. */
  static String csv(String header, int rows, IntFunction<String> row) {
    StringBuilder csv = new StringBuilder(header).append('\n');
    for (int i = 0; i < rows; i++) {
      csv.append(row.apply(i)).append('\n');
    }
    return csv.toString();
  }

  static Table table(String csv) {
    return CsvReader.read(stream(csv), "test", CsvOptions.defaults());
  }

  static Profile profile(String csv) {
    return profile(csv, null, null);
  }

  /** By way of the stream, so that infinite cells and misfits are counted. */
  static Profile profile(String csv, String target, String time) {
    ProfileOptions options = new ProfileOptions("test", "test", -1, target, time, List.of(), true);
    try (Work work = new Work(2);
        TableStream stream = CsvReader.stream(stream(csv), "test", CsvOptions.defaults())) {
      TableSummary summary = new TableSummary(stream.schema(), time);
      for (TableStream.Piece piece = stream.next(); piece != null; piece = stream.next()) {
        summary.add(piece, work);
      }
      return Profile.of(summary, options, work);
    }
  }

  private static ByteArrayInputStream stream(String csv) {
    return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
  }
}
