package io.semblance.data.infer;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a table piece by piece, so that a table of any length passes through a bounded memory.
 *
 * <p>The first piece, the head, is large: a table of up to {@value #HEAD_CELLS} cells whose
 * distinct texts take no more than {@value #HEAD_TEXT_BYTES} bytes is one single piece, read
 * exactly as a whole table is. Types are inferred on the head. Later pieces follow them leniently:
 * a label that the head did not have is appended to the categories of the piece, a cell that is no
 * number or no date of the pattern counts as a misfit and is taken as missing, and whole numbers
 * may turn into others. Not for use by several threads at once.
 */
public final class TableStream implements AutoCloseable {
  private static final long HEAD_CELLS = 8_000_000;
  private static final long HEAD_TEXT_BYTES = 128_000_000;
  private static final long PIECE_CELLS = 500_000;
  private static final long PIECE_TEXT_BYTES = 50_000_000;

  /** Above this, the labels of the head are not carried through every piece. */
  private static final int MOST_CARRIED_LABELS = 1000;

  private final RawRows rows;
  private final long pieceCells;
  private Piece head;
  private final Schema schema;
  private final TypingOptions following;
  private long row;

  private TableStream(RawRows rows, TypingOptions options, long headCells, long cells) {
    this.rows = rows;
    this.pieceCells = cells;
    head = piece(rows.read(headCells, HEAD_TEXT_BYTES), options);
    schema = head.table().schema();
    following =
        TypingOptions.builder()
            .missing(options.missing())
            .schema(carried(schema))
            .lenientCategories(true)
            .build();
  }

  /**
   * Some rows of a table.
   *
   * @param firstRow the number of the first of them, counted from 0
   * @param table the rows
   * @param infinite per column, how many cells are infinite and taken as missing
   * @param misfits per column, how many cells do not fit the type and are taken as missing
   * @param misfitTexts per column, one of the misfits, or null
   */
  public record Piece(
      long firstRow,
      Table table,
      List<Long> infinite,
      List<Long> misfits,
      List<String> misfitTexts) {}

  /**
   * Starts to read rows; closing the result closes them, and so does a failure here.
   *
   * @throws DataException when they are no table
   */
  public static TableStream of(RawRows rows, TypingOptions options) {
    return of(rows, options, HEAD_CELLS, PIECE_CELLS);
  }

  /** The same with another size of the pieces, in cells. */
  public static TableStream of(RawRows rows, TypingOptions options, long headCells, long cells) {
    try {
      return new TableStream(rows, options, headCells, cells);
    } catch (RuntimeException e) {
      try {
        rows.close();
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /** The columns as the head shows them. */
  public Schema schema() {
    return schema;
  }

  /**
   * The next piece, or null after the last one.
   *
   * @throws DataException when the file is broken from here on
   */
  public Piece next() {
    if (head != null) {
      Piece first = head;
      head = null; // may be collected once the caller has dropped it
      return first;
    }
    return rows.more() ? piece(rows.read(pieceCells, PIECE_TEXT_BYTES), following) : null;
  }

  private Piece piece(RawTable raw, TypingOptions how) {
    List<Long> infinite = new ArrayList<>();
    List<Long> misfits = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    Consumer<TypedTable.Oddity> oddities =
        odd -> {
          infinite.add(odd.infinite());
          misfits.add(odd.misfits());
          texts.add(odd.misfit());
        };
    Table table = TypedTable.of(raw, how, oddities);
    Piece piece = new Piece(row, table, infinite, misfits, texts);
    row += table.rows();
    return piece;
  }

  private static Schema carried(Schema schema) {
    List<ColumnSchema> columns = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      boolean many = column.categories().size() > MOST_CARRIED_LABELS;
      columns.add(
          many && column.type() == ColumnType.CATEGORY
              ? column.toBuilder().categories(List.of()).build()
              : column);
    }
    return Schema.of(columns);
  }

  /**
   * Closes the file.
   *
   * @throws DataException when that fails
   */
  @Override
  public void close() {
    rows.close();
  }
}
