package io.semblance.quality.summary;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.infer.TableStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

/**
 * What one pass over a table leaves: a summary of every column, correlations, where cells are
 * missing, repeated rows, the ends of the table, and its rows or a uniform sample of them. Built
 * piece by piece in bounded memory; summaries of consecutive parts can be merged.
 */
public final class TableSummary {
  /** Distinct values that are counted exactly, over all columns. */
  private static final long EXACT_VALUES = 8_000_000;

  private static final int FEWEST_EXACT = 8192;
  private static final int MOST_EXACT = 1 << 18;

  /** Cells that the row sample may hold. */
  private static final long SAMPLE_CELLS = 8_000_000;

  private static final int FEWEST_SAMPLE_ROWS = 10_000;
  private static final int ENDS = 10;

  private final Schema schema;
  private final List<ColumnSummary> columns = new ArrayList<>();
  private final List<Integer> numberColumns = new ArrayList<>();
  private final List<NumberView> views = new ArrayList<>();
  private final CoMoments coMoments;
  private final Missingness missingness;
  private final RowCounts rowCounts = new RowCounts();
  private final HeadAndTail ends = new HeadAndTail(ENDS);
  private final HashedRows sample;
  private final TimeBuckets time;
  private long rows;
  private long memory;

  /**
   * An empty summary.
   *
   * @param schema the columns; pieces must have the same, only more labels are welcome
   * @param timeColumn the name of the column that orders the rows in time, or null
   */
  public TableSummary(Schema schema, String timeColumn) {
    this.schema = schema;
    int width = schema.size();
    int bound = (int) Math.max(FEWEST_EXACT, Math.min(MOST_EXACT, EXACT_VALUES / width));
    for (int i = 0; i < width; i++) {
      columns.add(ColumnSummary.of(schema.column(i), bound));
      NumberView view = NumberView.of(schema.column(i));
      views.add(view);
      if (view != null) {
        numberColumns.add(i);
      }
    }
    coMoments = new CoMoments(numberColumns.size());
    missingness = new Missingness(width);
    sample = new HashedRows((int) Math.max(FEWEST_SAMPLE_ROWS, SAMPLE_CELLS / width));
    time = timeColumn == null ? null : new TimeBuckets(schema, schema.indexOf(timeColumn));
  }

  /**
   * Adds all that is left of a stream, which follows what was seen so far; the next piece is read
   * while one is summarised.
   *
   * @param onRows told after every piece how many rows were seen
   */
  public void addAll(TableStream stream, Work work, LongConsumer onRows) {
    TableStream.Piece piece = stream.next();
    while (piece != null) {
      CompletableFuture<TableStream.Piece> next = CompletableFuture.supplyAsync(stream::next);
      add(piece, work);
      onRows.accept(rows);
      try {
        piece = next.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /** Adds a piece of a file, which follows those seen so far. */
  public void add(TableStream.Piece piece, Work work) {
    for (int i = 0; i < columns.size(); i++) {
      columns
          .get(i)
          .addOddities(piece.infinite().get(i), piece.misfits().get(i), piece.misfitTexts().get(i));
    }
    add(piece.table(), piece.firstRow(), work);
  }

  /**
   * Adds rows that follow those seen so far.
   *
   * @param firstRow the number of the first of them in the whole table, counted from 0
   */
  public void add(Table table, long firstRow, Work work) {
    work.forEach(columns.size(), i -> columns.get(i).add(table.column(i)));
    double[][] numbers = new double[numberColumns.size()][];
    work.forEach(
        numbers.length,
        k -> {
          int i = numberColumns.get(k);
          numbers[k] = views.get(i).values(table.column(i));
        });
    coMoments.add(numbers, work);
    missingness.add(table, work);
    rowCounts.add(table, firstRow, work);
    ends.add(table, firstRow);
    sample.add(table, firstRow);
    if (time != null) {
      time.add(table);
    }
    rows += table.rows();
    memory += memoryOf(table);
  }

  private static long memoryOf(Table table) {
    long bytes = 0;
    for (var column : table.columns()) {
      bytes += (column.schema().type().isNumeric() ? 8L : 4L) * column.size();
    }
    return bytes;
  }

  /** Puts the summary of the rows that follow behind this one. */
  public void merge(TableSummary later) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).merge(later.columns.get(i));
    }
    coMoments.merge(later.coMoments);
    missingness.merge(later.missingness);
    rowCounts.merge(later.rowCounts);
    ends.merge(later.ends);
    sample.merge(later.sample);
    if (time != null) {
      time.merge(later.time);
    }
    rows += later.rows;
    memory += later.memory;
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  /** How many rows were seen. */
  public long rows() {
    return rows;
  }

  /** How many bytes the typed cells take in memory, labels not counted. */
  public long memory() {
    return memory;
  }

  /** A summary of each column, in the order of the table. */
  public List<ColumnSummary> columns() {
    return List.copyOf(columns);
  }

  /** The positions of the columns that are numbers, or can be seen as such. */
  public List<Integer> numberColumns() {
    return List.copyOf(numberColumns);
  }

  /** How a column is seen as numbers; null for words. */
  public NumberView view(int column) {
    return views.get(column);
  }

  /** Pearson correlations of {@link #numberColumns()}. */
  public CoMoments coMoments() {
    return coMoments;
  }

  /** Where cells are missing. */
  public Missingness missingness() {
    return missingness;
  }

  /** Repeated rows. */
  public RowCounts rowCounts() {
    return rowCounts;
  }

  /** The first and last rows. */
  public HeadAndTail ends() {
    return ends;
  }

  /** All rows, or a sample of them. */
  public HashedRows sample() {
    return sample;
  }

  /** Means over time; null when no time column was named. */
  public TimeBuckets time() {
    return time;
  }
}
