package io.semblance.quality.summary;

import io.semblance.data.Column;
import io.semblance.data.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The first and the last rows of a table, as text; null is a missing cell. */
public final class HeadAndTail {
  /** A row and its number, counted from 0. */
  public record Row(long number, List<String> cells) {}

  private final int most;
  private final List<Row> head = new ArrayList<>();
  private final Deque<Row> tail = new ArrayDeque<>();

  /** Keeps so many rows of each end. */
  public HeadAndTail(int most) {
    this.most = most;
  }

  /** Adds rows that follow those seen so far. */
  public void add(Table table, long firstRow) {
    for (int row = 0; row < table.rows() && head.size() < most; row++) {
      head.add(row(table, row, firstRow));
    }
    for (int row = Math.max(0, table.rows() - most); row < table.rows(); row++) {
      tail.addLast(row(table, row, firstRow));
      if (tail.size() > most) {
        tail.removeFirst();
      }
    }
  }

  private static Row row(Table table, int row, long firstRow) {
    List<String> cells = new ArrayList<>();
    for (Column column : table.columns()) {
      cells.add(Cells.text(column, row));
    }
    return new Row(firstRow + row, cells);
  }

  /** Puts the summary of later rows behind this one. */
  public void merge(HeadAndTail later) {
    for (Row row : later.head) {
      if (head.size() < most) {
        head.add(row);
      }
    }
    for (Row row : later.tail) {
      tail.addLast(row);
      if (tail.size() > most) {
        tail.removeFirst();
      }
    }
  }

  /** The first rows. */
  public List<Row> head() {
    return List.copyOf(head);
  }

  /** The last rows that are not among the first. */
  public List<Row> tail() {
    long from = head.isEmpty() ? 0 : head.get(head.size() - 1).number() + 1;
    return tail.stream().filter(row -> row.number() >= from).toList();
  }
}
