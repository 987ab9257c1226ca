package io.semblance.quality.summary;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;

/** What one pass over a column leaves: of numbers and date-times, or of labels. */
public abstract sealed class ColumnSummary permits NumericSummary, LabelSummary {
  private final ColumnSchema schema;
  private long rows;
  private long missing;
  private long infinite;
  private long misfits;
  private String misfitText;

  ColumnSummary(ColumnSchema schema) {
    this.schema = schema;
  }

  /**
   * An empty summary.
   *
   * @param bound how many distinct values are counted exactly
   */
  public static ColumnSummary of(ColumnSchema schema, int bound) {
    return schema.type().isNumeric()
        ? new NumericSummary(schema, bound)
        : new LabelSummary(schema, bound);
  }

  /** Adds the cells of a column of the same name and type. */
  public final void add(Column column) {
    rows += column.size();
    missing += column.missingCount();
    addCells(column);
  }

  /** Notes cells that are counted as missing though they are not empty. */
  public final void addOddities(long infiniteCells, long misfitCells, String misfit) {
    infinite += infiniteCells;
    misfits += misfitCells;
    misfitText = misfitText == null ? misfit : misfitText;
  }

  /** Puts the summary of later rows behind this one. */
  public final void merge(ColumnSummary later) {
    rows += later.rows;
    missing += later.missing;
    addOddities(later.infinite, later.misfits, later.misfitText);
    mergeCells(later);
  }

  abstract void addCells(Column column);

  abstract void mergeCells(ColumnSummary later);

  /** The column's name and type, as the first rows have it. */
  public ColumnSchema schema() {
    return schema;
  }

  /** The column's name. */
  public String name() {
    return schema.name();
  }

  /** How many cells there are. */
  public long rows() {
    return rows;
  }

  /** How many cells hold nothing that could be used; infinite ones and misfits are among them. */
  public long missing() {
    return missing;
  }

  /** How many cells hold a value. */
  public long present() {
    return rows - missing;
  }

  /** How many cells of a column of numbers are infinite. */
  public long infinite() {
    return infinite;
  }

  /** How many cells do not fit the type that the first rows suggested. */
  public long misfits() {
    return misfits;
  }

  /** One of the misfits, or null. */
  public String misfitText() {
    return misfitText;
  }

  /** How many distinct values there are. */
  public abstract long distinct();

  /** Whether {@link #distinct()} and all counts of values are exact. */
  public abstract boolean exact();
}
