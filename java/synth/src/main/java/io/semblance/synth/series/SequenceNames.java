package io.semblance.synth.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.series.Sequences;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which entity a sequence is of. Individuals are made up anew; a few labels come again, in turns,
 * with the columns that never change for them.
 */
final class SequenceNames {
  private static final String LABELS = "labels.json";
  private static final String MADE_UP = "entities.json";

  /** One row a label, with what is static for it; null if there are none. */
  private final Table labels;

  /** Makes up identifiers; null if there are none. */
  private final TableEncoder identifiers;

  private SequenceNames(Table labels, TableEncoder identifiers) {
    this.labels = labels;
    this.identifiers = identifiers;
  }

  /** Of sequences whose individuals are identifiers. */
  static SequenceNames of(Sequences sequences) {
    Table table = sequences.table();
    List<String> names = sequences.spec().sequenceBy();
    if (names.isEmpty() || sequences.entitiesFromTime()) {
      return new SequenceNames(null, null);
    }
    List<String> made =
        names.stream().filter(n -> table.schema().column(n).type() == ColumnType.ID).toList();
    if (!made.isEmpty()) {
      Table ids = table.selectColumns(made);
      return new SequenceNames(null, TableEncoder.fit(ids, EncoderOptions.defaults()));
    }
    int[] first = new int[sequences.count()];
    for (int s = 0; s < first.length; s++) {
      first[s] = sequences.rows(s)[0];
    }
    List<String> kept = new ArrayList<>(names);
    kept.addAll(sequences.statics());
    return new SequenceNames(table.selectColumns(kept).select(first), null);
  }

  /** How many labels come in turns; 0 if none do. */
  int labels() {
    return labels == null ? 0 : labels.rows();
  }

  /** Whether sequences are of individuals that are made up. */
  boolean madeUp() {
    return identifiers != null;
  }

  /** The label of a sequence. */
  int label(long sequence) {
    return labels == null ? 0 : (int) (sequence % labels.rows());
  }

  /**
   * The label of a row's entity; 0 where none are told apart.
   *
   * @throws DataException if it is one that was not learnt from
   */
  int labelOf(Table table, int row) {
    for (int label = 0; label < labels(); label++) {
      boolean same = true;
      for (Column column : labels.columns()) {
        same &= text(column, label).equals(text(table.column(column.name()), row));
      }
      if (same) {
        return label;
      }
    }
    if (labels() > 0) {
      Column first = labels.column(0);
      throw DataException.builder(
              "'" + text(table.column(first.name()), row) + "' is none that the model knows")
          .column(first.name())
          .remedy("go on from entities that it was fitted to")
          .build();
    }
    return 0;
  }

  private static String text(Column column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    return column instanceof NumericColumn numbers
        ? Double.toString(numbers.value(row))
        : ((CategoricalColumn) column).label(row);
  }

  /** How many sequences of the same label come before it. */
  long block(long sequence) {
    return labels == null ? sequence : sequence / labels.rows();
  }

  /**
   * Columns with a cell for each row.
   *
   * @param sequences the sequence that each row is of, ascending
   */
  Map<String, Column> columns(long[] sequences, long seed) {
    Map<String, Column> columns = new HashMap<>();
    if (labels != null) {
      int[] rows = new int[sequences.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = label(sequences[i]);
      }
      labels.select(rows).columns().forEach(c -> columns.put(c.name(), c));
    } else if (identifiers != null && sequences.length > 0) {
      int count = (int) (sequences[sequences.length - 1] - sequences[0] + 1);
      int[] rows = new int[sequences.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (int) (sequences[i] - sequences[0]);
      }
      identifiers
          .decode(new float[0], count, sequences[0], seed)
          .select(rows)
          .columns()
          .forEach(c -> columns.put(c.name(), c));
    }
    return columns;
  }

  void write(ArchiveWriter archive) {
    if (identifiers != null) {
      archive.put(MADE_UP, identifiers.toJson());
    }
    if (labels != null) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      for (Column column : labels.columns()) {
        ArrayNode cells = json.putArray(column.name());
        for (int row = 0; row < column.size(); row++) {
          if (column.isMissing(row)) {
            cells.addNull();
          } else if (column instanceof NumericColumn numbers) {
            cells.add(numbers.value(row));
          } else {
            cells.add(((CategoricalColumn) column).code(row));
          }
        }
      }
      archive.put(LABELS, json);
    }
  }

  static SequenceNames read(ArchiveReader archive, Schema schema) {
    if (archive.has(MADE_UP)) {
      TableEncoder ids = TableEncoder.fromJson(archive.text(MADE_UP), archive.where(MADE_UP));
      ids.schema().names().forEach(schema::indexOf);
      if (ids.layout().width() != 0) {
        throw new ModelFileException(archive.where(MADE_UP) + " is not of identifiers");
      }
      return new SequenceNames(null, ids);
    }
    if (!archive.has(LABELS)) {
      return new SequenceNames(null, null);
    }
    JsonNode json = archive.object(LABELS);
    List<Column> columns = new ArrayList<>();
    json.properties()
        .forEach(
            entry ->
                columns.add(
                    column(
                        schema.column(entry.getKey()), entry.getValue(), archive.where(LABELS))));
    if (columns.isEmpty() || columns.get(0).size() == 0) {
      throw new ModelFileException(archive.where(LABELS) + " holds no label");
    }
    return new SequenceNames(Table.of(columns), null);
  }

  private static Column column(ColumnSchema schema, JsonNode cells, String where) {
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells.get(i).isNumber() ? cells.get(i).doubleValue() : Double.NaN;
    }
    if (schema.type().isNumeric()) {
      return NumericColumn.of(schema, values);
    }
    int[] codes = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      codes[i] = Double.isNaN(values[i]) ? CategoricalColumn.MISSING : (int) values[i];
    }
    if (schema.type() == ColumnType.ID) {
      throw new ModelFileException(where + " holds identifiers as labels");
    }
    return CategoricalColumn.of(schema, codes);
  }
}
