package io.semblance.data.csv;

import io.semblance.data.DataException;
import io.semblance.data.NumericKind;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads what was written as anybody would, by the schema that it was written by. */
final class ReadBack {
  private static final String REMEDY =
      "nothing was written; declare the column a category with --type, and please report it";

  private ReadBack() {}

  /**
   * Makes sure that rows come back as they are.
   *
   * @param text rows without a header
   * @throws DataException when they cannot be read, or would be written otherwise once read
   */
  static void check(byte[] text, Schema schema, char delimiter) {
    if (!schema.columns().stream().allMatch(column -> column.kind().isReadable())) {
      return; // of a table that no file told how to write
    }
    CsvOptions options =
        CsvOptions.builder()
            .schema(withoutBounds(schema))
            .delimiter(delimiter)
            .header(false)
            .columnNames(schema.names())
            .missing(Set.of())
            .build();
    Table back;
    try {
      back = CsvReader.read(new ByteArrayInputStream(text), "the rows to be written", options);
    } catch (DataException e) {
      throw DataException.builder("what is to be written could not be read back: " + e.getMessage())
          .remedy(REMEDY)
          .cause(e)
          .build();
    }
    CsvText again = new CsvText(schema, delimiter);
    again.append(back);
    if (!Arrays.equals(again.firstRows(), text)) {
      throw differing(text, again.firstRows());
    }
  }

  /** Series go on beyond the times that they were learnt from. */
  private static Schema withoutBounds(Schema schema) {
    return Schema.of(
        schema.columns().stream()
            .map(
                column ->
                    column.kind() instanceof NumericKind numeric
                        ? column.toBuilder().kind(withoutBounds(numeric)).build()
                        : column)
            .toList());
  }

  private static NumericKind withoutBounds(NumericKind kind) {
    return Double.isNaN(kind.period())
        ? kind.withRange(-Double.MAX_VALUE, Double.MAX_VALUE)
        : kind.withRange(0, kind.period());
  }

  private static DataException differing(byte[] before, byte[] after) {
    List<String> wanted = new String(before, StandardCharsets.UTF_8).lines().toList();
    List<String> found = new String(after, StandardCharsets.UTF_8).lines().toList();
    int line = 0;
    while (line < Math.min(wanted.size(), found.size())
        && wanted.get(line).equals(found.get(line))) {
      line++;
    }
    return DataException.builder(
            "row "
                + (line + 1)
                + " would come back as '"
                + Text.shorten(line < found.size() ? found.get(line) : "")
                + "' instead of '"
                + Text.shorten(line < wanted.size() ? wanted.get(line) : "")
                + "'")
        .remedy(REMEDY)
        .build();
  }
}
