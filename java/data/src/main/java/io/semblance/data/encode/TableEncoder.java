package io.semblance.data.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns tables into rows of numbers and back. Immutable once fitted; safe to use from many threads.
 *
 * <p>The encoder of a column, by its name for {@link EncoderOptions.Builder#encoder}:
 *
 * <ul>
 *   <li>{@code one-hot}: a softmax over labels, or over the distinct numbers of a lattice. Default
 *       for categories of at most 64 labels and for numbers of at most 40 distinct values.
 *   <li>{@code compact}: two softmax blocks, the digits of a label's number. Default for greater
 *       categories.
 *   <li>{@code quantile}: a scalar, the rank among the training values. Default for other numbers
 *       and date-times.
 *   <li>{@code modes}: a softmax over the components of a Gaussian mixture, and a scalar within the
 *       component. Default where the distribution has several peaks with deep valleys between.
 *   <li>{@code cyclic}: one of the two above on a circle that is cut open where the fewest values
 *       are. Default for times of day.
 *   <li>{@code mixed}: a softmax over values of their own (spikes) and the rest, and one of the
 *       three above for the rest. Default where single values stand out.
 *   <li>{@code id} and {@code constant} take no room in the row and cannot be chosen.
 * </ul>
 *
 * "Missing" is one more state of a column's softmax. {@link #describe} tells what was chosen and
 * why.
 */
public final class TableEncoder {
  private static final int TILE = 512;

  private final Schema schema;
  private final List<ColumnEncoder> encoders;
  private final Layout layout;
  private final int[] scalarOffsets;
  private final int[][] softmaxOffsets;

  private TableEncoder(Schema schema, List<ColumnEncoder> encoders) {
    this.schema = schema;
    this.encoders = List.copyOf(encoders);
    this.scalarOffsets = new int[encoders.size()];
    this.softmaxOffsets = new int[encoders.size()][];
    List<Block> blocks = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < encoders.size(); i++) {
      scalarOffsets[i] = at;
      if (encoders.get(i).scalars() == 1) {
        blocks.add(new Block(schema.column(i).name(), Block.Kind.SCALAR, at++, 1));
      }
    }
    for (int i = 0; i < encoders.size(); i++) {
      int[] widths = encoders.get(i).softmaxes();
      softmaxOffsets[i] = new int[widths.length];
      for (int j = 0; j < widths.length; j++) {
        softmaxOffsets[i][j] = at;
        blocks.add(new Block(schema.column(i).name(), Block.Kind.SOFTMAX, at, widths[j]));
        at = Math.addExact(at, widths[j]);
      }
    }
    layout = Layout.of(blocks);
  }

  /**
   * Chooses and fits an encoder for each column of a table.
   *
   * @throws DataException when an encoder that was asked for cannot serve its column, or the column
   *     does not exist
   */
  public static TableEncoder fit(Table table, EncoderOptions options) {
    for (String name : options.encoders().keySet()) {
      table.schema().indexOf(name);
    }
    EncoderChooser chooser = new EncoderChooser(options);
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (Column column : table.columns()) {
      encoders.add(chooser.fit(column));
    }
    return new TableEncoder(table.schema(), encoders);
  }

  /** The schema of the fitted table, and of every decoded one. */
  public Schema schema() {
    return schema;
  }

  /** Where the columns lie in an encoded row. */
  public Layout layout() {
    return layout;
  }

  /** The name of the encoder of a column, by position. */
  public String encoderOf(int column) {
    return encoders.get(column).name();
  }

  /**
   * Encodes the rows from {@code fromRow} to before {@code toRow}.
   *
   * @param table a table with the columns of the fitted one; labels are matched by text
   * @param out receives {@code (toRow - fromRow) * layout().width()} numbers, row by row
   * @param outOffset where in {@code out} the first row begins
   * @throws DataException when the columns differ, or hold a label or a missing cell that the
   *     fitted table could not
   */
  public void encode(Table table, int fromRow, int toRow, float[] out, int outOffset) {
    int width = layout.width();
    checkSameColumns(schema, table);
    if (fromRow < 0 || toRow > table.rows() || fromRow > toRow) {
      throw new IndexOutOfBoundsException("rows " + fromRow + " to " + toRow);
    }
    Arrays.fill(out, outOffset, Math.toIntExact(outOffset + (long) (toRow - fromRow) * width), 0f);
    // Tiles of rows stay in the cache while column after column is written into them.
    for (int from = fromRow; from < toRow; from += TILE) {
      int to = Math.min(toRow, from + TILE);
      int base = outOffset + (from - fromRow) * width;
      for (int i = 0; i < encoders.size(); i++) {
        encoders.get(i).encode(table.column(i), from, to, view(i, out, base));
      }
    }
  }

  /**
   * Encodes rows of which any cell may be missing. What stands in the place of a missing cell says
   * nothing.
   *
   * @param table with the columns of the fitted one
   * @return {@code table.rows() * layout().width()} numbers, row by row
   * @throws DataException when the columns differ, or hold a label that the fitted table could not
   */
  public float[] encodeKnown(Table table) {
    checkSameColumns(schema, table);
    float[] rows = new float[Math.multiplyExact(table.rows(), layout.width())];
    encode(Holes.filled(table, schema), 0, table.rows(), rows, 0);
    return rows;
  }

  private ColumnEncoder.RowView view(int column, float[] data, int base) {
    return new ColumnEncoder.RowView(
        data, base, layout.width(), scalarOffsets[column], softmaxOffsets[column]);
  }

  /** Fails unless the columns of a table have the names and kinds of a schema. */
  static void checkSameColumns(Schema schema, Table table) {
    if (!table.schema().names().equals(schema.names())) {
      throw new DataException(
          "the table has the columns " + table.schema().names() + ", expected " + schema.names());
    }
    for (int i = 0; i < schema.size(); i++) {
      if (table.column(i) instanceof NumericColumn != schema.column(i).type().isNumeric()) {
        throw DataException.builder(
                "it is of type "
                    + table.schema().column(i).type().label()
                    + ", expected "
                    + schema.column(i).type().label())
            .column(schema.column(i).name())
            .build();
      }
    }
  }

  /**
   * Decodes rows, whatever their numbers: every cell is one that the schema allows. The highest
   * number of a softmax block wins, the first among equals; scalars are clamped to [-1, 1].
   *
   * @param rows {@code count * layout().width()} numbers, row by row
   * @param count how many rows
   * @param firstRow absolute number of the first row; identifiers depend on it
   * @param seed seed of what is drawn rather than decoded: identifiers
   */
  public Table decode(float[] rows, int count, long firstRow, long seed) {
    RowDecoder decoder = decoder(count, firstRow, seed);
    decoder.add(rows, count);
    return decoder.table();
  }

  /**
   * The same with cells that are known.
   *
   * @param known rows with the columns of the fitted table: cells that are not missing stay as they
   *     are
   */
  public Table decode(float[] rows, int count, long firstRow, long seed, Table known) {
    CellBuffer cells = new CellBuffer(schema, count, firstRow, seed);
    decode(rows, count, 0, cells.columns());
    for (int i = 0; i < encoders.size(); i++) {
      cells.keep(i, known.column(i), 0, count);
    }
    return cells.table();
  }

  /**
   * Decodes rows that come in batches into one table.
   *
   * @param count how many rows in all
   * @param firstRow absolute number of the first row; identifiers depend on it
   * @param seed seed of what is drawn rather than decoded: identifiers
   */
  public RowDecoder decoder(int count, long firstRow, long seed) {
    return new RowDecoder(this, count, firstRow, seed);
  }

  /** Decodes the first {@code count} rows of {@code rows} into the cells from row {@code at} on. */
  void decode(float[] rows, int count, int at, List<ColumnEncoder.Cells> cells) {
    int width = layout.width();
    if (count < 0 || (long) count * width > rows.length) {
      throw new IndexOutOfBoundsException(count + " rows of " + width + " in " + rows.length);
    }
    for (int from = at; from < at + count; from += TILE) {
      int to = Math.min(at + count, from + TILE);
      for (int i = 0; i < encoders.size(); i++) {
        encoders.get(i).decode(view(i, rows, -at * width), from, to, cells.get(i));
      }
    }
  }

  /** One line per column: its type, its encoder and why that one. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < encoders.size(); i++) {
      ColumnEncoder encoder = encoders.get(i);
      ColumnSchema column = schema.column(i);
      text.append(Text.shorten(column.name())).append(" (").append(column.type().label());
      text.append("): ").append(encoder.describe());
      text.append(" [").append(encoder.reason()).append("]\n");
    }
    text.append(layout.width()).append(" numbers per row, ");
    text.append(layout.scalars()).append(" of them scalars\n");
    return text.toString();
  }

  /** All that is needed to encode and decode, without any row of the fitted table. */
  public String toJson() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    try {
      root.set("schema", Json.MAPPER.readTree(schema.toJson()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    ArrayNode columns = root.putArray("encoders");
    for (int i = 0; i < encoders.size(); i++) {
      ObjectNode one = columns.addObject();
      one.put("column", schema.column(i).name());
      one.put("encoder", encoders.get(i).name());
      one.put("reason", encoders.get(i).reason());
      encoders.get(i).write(one);
    }
    return Json.text(root);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param sourceName the file that the text comes from, for messages
   * @throws DataException when the text is damaged or says something impossible
   */
  public static TableEncoder fromJson(String json, String sourceName) {
    Json root = Json.parse(json, sourceName);
    Schema schema = Schema.fromJson(root.raw("schema"), sourceName);
    List<Json> columns = root.objects("encoders", "column");
    root.check(columns.size() == schema.size(), "needs one encoder per column");
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnSchema column = schema.column(i);
      columns.get(i).check(columns.get(i).string("column").equals(column.name()), "is misplaced");
      encoders.add(EncoderMethod.read(column, columns.get(i)));
    }
    return new TableEncoder(schema, encoders);
  }
}
