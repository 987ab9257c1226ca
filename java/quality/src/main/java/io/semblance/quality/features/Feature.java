package io.semblance.quality.features;

import io.semblance.data.ColumnType;
import java.util.List;

/**
 * What the values of one column of a {@link FeatureTable} mean.
 *
 * @param name the column's name
 * @param type its type in the reference table
 * @param labels the label of each code, those of the reference table first; empty for numbers
 * @param known how many of the labels the reference table has
 */
public record Feature(String name, ColumnType type, List<String> labels, int known) {

  public Feature {
    labels = List.copyOf(labels);
  }

  /** A feature whose labels are all known. */
  public Feature(String name, ColumnType type, List<String> labels) {
    this(name, type, labels, labels.size());
  }

  /** Whether values are codes of labels, and not numbers or instants. */
  public boolean categorical() {
    return !type.isNumeric();
  }
}
