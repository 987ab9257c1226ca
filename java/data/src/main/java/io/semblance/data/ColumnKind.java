package io.semblance.data;

import java.util.Map;

/**
 * What one kind of column knows of its cells: how they are written and read, which values are
 * allowed, how they are laid out on an axis, and how a schema file tells it. Immutable.
 *
 * <p>A new kind is a class here and a constant of {@link ColumnType}; every other place that must
 * know it is a {@code switch} expression without a default, which the compiler then names.
 */
public sealed interface ColumnKind permits NumericKind, LabelKind, IdKind {
  /** The kind's name. */
  ColumnType type();

  /** How the column is encoded when nobody lays down an encoder. */
  Encoding encoding();

  /**
   * What a schema file says of it, by key, in the order of the file: texts, numbers, lists and maps
   * of these. What is not known is left out.
   */
  Map<String, Object> facts();

  /** Whether enough is known to read a cell. */
  boolean isReadable();

  /** Whether nothing is left for the data to tell. */
  boolean isComplete();

  /**
   * This kind, with what it does not know taken from another.
   *
   * @param found a kind of the same type, such as one inferred from the data
   */
  ColumnKind completedBy(ColumnKind found);
}
