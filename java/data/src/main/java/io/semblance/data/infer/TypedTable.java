package io.semblance.data.infer;

import io.semblance.data.Column;
import io.semblance.data.ColumnKind;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.IdPattern;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Gives the columns of a file their types: inferred, laid down one by one, or by a whole schema.
 */
public final class TypedTable {
  private TypedTable() {}

  /**
   * Finds out what the columns hold, or follows what the options lay down.
   *
   * @param oddities told of each column what was taken as missing though it is not empty; may be
   *     null
   */
  public static Table of(RawTable raw, TypingOptions options, Consumer<Oddity> oddities) {
    Map<Integer, ColumnType> types = byPosition(raw, options.types());
    Table table =
        options.schema() == null
            ? inferred(raw, options, types, oddities)
            : following(raw, options, types, oddities);
    return table.withDelimiter(raw.delimiter);
  }

  /** The cells of one column that were taken as missing though they are not empty. */
  public record Oddity(long infinite, long misfits, String misfit) {}

  private static Column built(ColumnBuilder builder, Consumer<Oddity> oddities) {
    Column column = builder.build();
    if (oddities != null) {
      oddities.accept(new Oddity(builder.infinite(), builder.dropped(), builder.droppedText()));
    }
    return column;
  }

  /** What the user laid down, by position; a column may be called by name or header. */
  private static <T> Map<Integer, T> byPosition(RawTable raw, Map<String, T> byName) {
    Map<Integer, T> found = new TreeMap<>();
    for (Map.Entry<String, T> entry : byName.entrySet()) {
      int position = raw.names.indexOf(entry.getKey());
      if (position < 0 && raw.headers != null) {
        position = raw.headers.indexOf(entry.getKey());
      }
      if (position < 0) {
        throw Schema.unknownColumn(entry.getKey(), raw.names);
      }
      found.put(position, entry.getValue());
    }
    return found;
  }

  private static Table inferred(
      RawTable raw,
      TypingOptions options,
      Map<Integer, ColumnType> types,
      Consumer<Oddity> oddities) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < raw.names.size(); i++) {
      ColumnSchema schema = infer(raw, i, types.get(i), options);
      columns.add(built(new ColumnBuilder(raw, i, schema, options), oddities));
      raw.columns.set(i, null); // frees the texts while the other columns are built
    }
    return Table.of(withSamePeople(columns));
  }

  /** Columns that name people name the same ones. */
  private static List<Column> withSamePeople(List<Column> columns) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).schema().idPattern() != null) {
        ids.add(i);
      }
    }
    List<IdPattern> patterns =
        IdPattern.ofOneTable(ids.stream().map(i -> columns.get(i).schema().idPattern()).toList());
    List<Column> all = new ArrayList<>(columns);
    for (int k = 0; k < patterns.size(); k++) {
      Column column = columns.get(ids.get(k));
      ColumnSchema schema = column.schema().toBuilder().idPattern(patterns.get(k)).build();
      all.set(ids.get(k), column.withSchema(schema));
    }
    return all;
  }

  private static ColumnSchema infer(
      RawTable raw, int position, ColumnType type, TypingOptions options) {
    String form = byPosition(raw, options.forms()).get(position);
    return new SchemaInference(raw, position, options).infer(type, type == null ? null : form);
  }

  private static Table following(
      RawTable raw,
      TypingOptions options,
      Map<Integer, ColumnType> types,
      Consumer<Oddity> oddities) {
    Schema schema = options.schema();
    List<Column> columns = new ArrayList<>();
    Set<Integer> used = new LinkedHashSet<>();
    for (ColumnSchema column : schema.columns()) {
      int position = raw.names.indexOf(column.name());
      if (position < 0 && raw.headers != null) {
        position = raw.headers.indexOf(column.header());
      }
      if (position < 0) {
        throw DataException.builder("the schema has a column that the file has not")
            .source(raw.source)
            .column(column.name())
            .remedy(
                Text.nearest(column.name(), raw.names)
                        .map(n -> "did you mean '" + Text.shorten(n) + "'? ")
                        .orElse("")
                    + "The columns of the file are: "
                    + Text.list(raw.names, "columns"))
            .build();
      }
      used.add(position);
      ColumnType forced = types.get(position);
      ColumnSchema wanted =
          forced != null && forced != column.type()
              ? infer(raw, position, forced, options)
              : completed(raw, position, column, options);
      columns.add(built(new ColumnBuilder(raw, position, wanted, options), oddities));
    }
    for (int i = 0; i < raw.names.size(); i++) {
      if (!used.contains(i)) {
        unexpected(raw, i, options);
      }
    }
    return Table.of(columns);
  }

  private static void unexpected(RawTable raw, int position, TypingOptions options) {
    String name = raw.names.get(position);
    if (options.lenientCategories()) {
      options
          .onWarning()
          .accept(raw.source + ": column '" + name + "' is not in the schema and is left out");
      return;
    }
    throw DataException.builder("the file has a column that the schema has not")
        .source(raw.source)
        .column(name)
        .remedy("add it to the schema or remove it from the file")
        .build();
  }

  /** What a hand-written schema leaves out is taken from the data. */
  private static ColumnSchema completed(
      RawTable raw, int position, ColumnSchema column, TypingOptions options) {
    ColumnKind kind = column.kind();
    // A lenient reader compares a file with what is known of another one, however little it is.
    if (kind.isReadable() && (kind.isComplete() || options.lenientCategories())) {
      return column;
    }
    ColumnSchema found = infer(raw, position, column.type(), options);
    return column.toBuilder().kind(kind.completedBy(found.kind())).build();
  }
}
