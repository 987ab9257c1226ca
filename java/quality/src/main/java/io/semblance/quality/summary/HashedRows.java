package io.semblance.quality.summary;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All rows of a table, or, of one that is too long, a uniform sample without replacement: the rows
 * whose numbers have the least hashes (bottom-k sampling). The same rows are chosen however the
 * table is cut into parts, so samples can be merged. Rows stay in the order of the table.
 */
public final class HashedRows {
  private final int bound;
  private final List<Table> pieces = new ArrayList<>();
  private final List<long[]> keys = new ArrayList<>();
  private long threshold = Long.MAX_VALUE;
  private long kept;
  private long rows;

  /**
   * An empty sample.
   *
   * @param bound how many rows are kept at most
   */
  public HashedRows(int bound) {
    this.bound = bound;
  }

  /** Adds rows; {@code firstRow} is the number of the first of them in the whole table. */
  public void add(Table table, long firstRow) {
    int n = table.rows();
    rows += n;
    long[] fresh = new long[n];
    for (int row = 0; row < n; row++) {
      fresh[row] = Hash.mix(firstRow + row) >>> 1;
    }
    keep(table, fresh);
    // Room for twice the bound, or a piece of few rows would mean sorting all keys again.
    if (kept > 2L * bound || (threshold == Long.MAX_VALUE && kept > bound)) {
      tighten();
    }
  }

  private void keep(Table table, long[] fresh) {
    if (threshold == Long.MAX_VALUE) {
      pieces.add(table);
      keys.add(fresh);
      kept += fresh.length;
      return;
    }
    int[] chosen = new int[fresh.length];
    long[] chosenKeys = new long[fresh.length];
    int size = 0;
    for (int row = 0; row < fresh.length; row++) {
      if (fresh[row] <= threshold) {
        chosenKeys[size] = fresh[row];
        chosen[size++] = row;
      }
    }
    if (size > 0) {
      pieces.add(light(table.select(Arrays.copyOf(chosen, size))));
      keys.add(Arrays.copyOf(chosenKeys, size));
      kept += size;
    }
  }

  private void tighten() {
    if (kept <= bound) {
      return;
    }
    long[] all = keys.stream().flatMapToLong(Arrays::stream).toArray();
    Arrays.sort(all);
    threshold = all[bound - 1];
    List<Table> oldPieces = new ArrayList<>(pieces);
    List<long[]> oldKeys = new ArrayList<>(keys);
    pieces.clear();
    keys.clear();
    kept = 0;
    for (int i = 0; i < oldPieces.size(); i++) {
      keep(oldPieces.get(i), oldKeys.get(i));
    }
  }

  /** Without the labels of a larger table that no row here has. */
  private static Table light(Table table) {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(column instanceof CategoricalColumn labels ? light(labels) : column);
    }
    return Table.of(columns);
  }

  private static Column light(CategoricalColumn column) {
    List<String> dictionary = column.dictionary();
    if (dictionary.size() <= column.size() && dictionary.size() <= 1000) {
      return column;
    }
    int[] fresh = new int[dictionary.size()];
    List<String> used = new ArrayList<>();
    int[] codes = new int[column.size()];
    for (int row = 0; row < codes.length; row++) {
      int code = column.code(row);
      if (code < 0) {
        codes[row] = CategoricalColumn.MISSING;
        continue;
      }
      if (fresh[code] == 0) {
        used.add(dictionary.get(code));
        fresh[code] = used.size();
      }
      codes[row] = fresh[code] - 1;
    }
    return column.schema().type() == ColumnType.ID
        ? CategoricalColumn.ofIds(column.schema(), codes, used)
        : CategoricalColumn.of(column.schema().toBuilder().categories(used).build(), codes);
  }

  /** Puts the sample of later rows, which had their own numbers, behind this one. */
  public void merge(HashedRows later) {
    threshold = Math.min(threshold, later.threshold);
    List<Table> allPieces = new ArrayList<>(pieces);
    List<long[]> allKeys = new ArrayList<>(keys);
    allPieces.addAll(later.pieces);
    allKeys.addAll(later.keys);
    pieces.clear();
    keys.clear();
    kept = 0;
    rows += later.rows;
    for (int i = 0; i < allPieces.size(); i++) {
      keep(allPieces.get(i), allKeys.get(i));
    }
    tighten();
  }

  /** Whether the sample is the whole table. */
  public boolean whole() {
    return threshold == Long.MAX_VALUE;
  }

  /** The rows of the sample. */
  public Table table() {
    tighten();
    Table table = Table.concat(pieces);
    if (pieces.size() > 1) {
      long[] all = keys.stream().flatMapToLong(Arrays::stream).toArray();
      pieces.clear();
      keys.clear();
      pieces.add(table);
      keys.add(all);
    }
    return table;
  }
}
