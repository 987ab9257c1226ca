package io.semblance.data.rule;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.Arrays;
import java.util.List;

/**
 * Keys of rows that have come by, so that none comes again. Of a key 64 bits of a hash are kept:
 * one in some billions of rows is taken for a repeated one that is none, and no repeated one
 * passes. For one thread at a time.
 */
public final class SeenKeys {
  private static final int LEAST = 1 << 10;

  private final List<List<String>> keys;
  private final Hashes[] seen;

  /**
   * Of no row yet.
   *
   * @param keys names of the columns of each key, see {@link Rules#keys}
   */
  public SeenKeys(List<List<String>> keys) {
    this.keys = keys;
    this.seen = new Hashes[keys.size()];
    Arrays.setAll(seen, i -> new Hashes());
  }

  /**
   * Whether all keys of a row are new; then they are seen from now on, else all is as it was. Keys
   * of which a cell is missing are always new.
   */
  public boolean add(Table rows, int row) {
    long[] own = new long[seen.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = hash(rows, row, keys.get(i));
      if (seen[i].contains(own[i])) {
        return false;
      }
    }
    for (int i = 0; i < own.length; i++) {
      seen[i].add(own[i]);
    }
    return true;
  }

  /** 0 where a cell is missing. */
  private static long hash(Table rows, int row, List<String> key) {
    long hash = 1;
    for (String name : key) {
      Column column = rows.column(name);
      if (column.isMissing(row)) {
        return 0;
      }
      hash = Hash.mix(hash ^ cell(column, row));
    }
    return hash == 0 ? 1 : hash;
  }

  private static long cell(Column column, int row) {
    if (column instanceof NumericColumn numbers) {
      return Double.doubleToLongBits(numbers.value(row) + 0.0); // one zero for both
    }
    CategoricalColumn labels = (CategoricalColumn) column;
    // Identifiers have a dictionary of their own in each part of a table.
    return labels.schema().type() == ColumnType.ID
        ? Hash.text(labels.label(row))
        : labels.code(row);
  }

  /** A set of numbers other than 0, which it never holds: open addressing, at most half full. */
  private static final class Hashes {
    private long[] table = new long[LEAST];
    private int size;

    boolean contains(long hash) {
      return hash != 0 && table[place(hash)] == hash;
    }

    void add(long hash) {
      if (hash == 0) {
        return;
      }
      if (2 * (size + 1) > table.length) {
        long[] old = table;
        table = new long[Math.multiplyExact(2, old.length)];
        for (long one : old) {
          if (one != 0) {
            table[place(one)] = one;
          }
        }
      }
      table[place(hash)] = hash;
      size++;
    }

    /** Where a hash stands, or would. */
    private int place(long hash) {
      int mask = table.length - 1;
      int at = (int) hash & mask;
      while (table[at] != 0 && table[at] != hash) {
        at = at + 1 & mask;
      }
      return at;
    }
  }
}
