package io.semblance.data;

/** Reads the texts of cells as numbers; for one thread. */
@FunctionalInterface
public interface CellReader {
  /** The value of a text; NaN when it is none of the column's kind. */
  double read(String text);
}
