package io.semblance.quality.features;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as columns of doubles: numbers and instants as they are, labels as codes that mean the same
 * in every table aligned together, NaN for missing. Identifiers are left out. Arrays are shared,
 * not copied: read only.
 */
public final class FeatureTable {

  private final List<Feature> features;
  private final double[][] columns;
  private final int rows;

  private FeatureTable(List<Feature> features, double[][] columns, int rows) {
    this.features = List.copyOf(features);
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * A table of the given columns.
   *
   * @param columns one array per feature, all of one length
   */
  public static FeatureTable of(List<Feature> features, double[][] columns) {
    return new FeatureTable(features, columns, columns.length == 0 ? 0 : columns[0].length);
  }

  /**
   * Brings tables to the coding of a reference: its columns but for identifiers, matched by name;
   * labels that it does not know get codes after its own.
   *
   * @return one table for each of {@code tables}, in that order; the reference itself is not among
   *     them unless it is named again
   * @throws DataException if a table lacks a column or holds another kind of value there
   */
  public static List<FeatureTable> align(Table reference, List<Table> tables) {
    List<Feature> features = new ArrayList<>();
    List<List<double[]>> columns = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      columns.add(new ArrayList<>());
    }
    for (Column column : reference.columns()) {
      if (column.schema().type() == ColumnType.ID) {
        continue;
      }
      Coding coding = new Coding(column);
      for (int t = 0; t < tables.size(); t++) {
        columns.get(t).add(coding.encode(tables.get(t).column(column.name())));
      }
      features.add(new Feature(column.name(), column.schema().type(), coding.labels, coding.known));
    }
    List<FeatureTable> out = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      out.add(
          new FeatureTable(
              features, columns.get(t).toArray(new double[0][]), tables.get(t).rows()));
    }
    return out;
  }

  /** What the columns mean, in order. */
  public List<Feature> features() {
    return features;
  }

  /** How many columns there are. */
  public int width() {
    return features.size();
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** The values of a column: numbers, milliseconds or codes; NaN for missing. Read only. */
  public double[] column(int position) {
    return columns[position];
  }

  /**
   * Where the column of a name is, from 0.
   *
   * @throws DataException if there is none
   */
  public int indexOf(String name) {
    for (int i = 0; i < features.size(); i++) {
      if (features.get(i).name().equals(name)) {
        return i;
      }
    }
    throw DataException.builder("there is no such column to learn from or to predict")
        .column(name)
        .remedy("name one of the columns of the table that is no identifier")
        .build();
  }

  /** The given rows, in that order; rows may repeat. */
  public FeatureTable select(int[] rowNumbers) {
    double[][] out = new double[columns.length][];
    for (int c = 0; c < out.length; c++) {
      out[c] = new double[rowNumbers.length];
      for (int i = 0; i < rowNumbers.length; i++) {
        out[c][i] = columns[c][rowNumbers[i]];
      }
    }
    return new FeatureTable(features, out, rowNumbers.length);
  }

  /** A random part of the rows if there are more than {@code most}; see {@link RandomRows}. */
  public FeatureTable sample(int most, long seed) {
    return rows <= most ? this : select(RandomRows.of(rows, most, seed));
  }

  /** All columns but one. */
  public FeatureTable without(int position) {
    List<Feature> left = new ArrayList<>(features);
    left.remove(position);
    double[][] out = new double[columns.length - 1][];
    for (int c = 0; c < out.length; c++) {
      out[c] = columns[c < position ? c : c + 1];
    }
    return new FeatureTable(left, out, rows);
  }

  /** The rows of this table and then those of another one, aligned together with this. */
  public FeatureTable append(FeatureTable other) {
    double[][] out = new double[columns.length][];
    for (int c = 0; c < out.length; c++) {
      out[c] = Arrays.copyOf(columns[c], rows + other.rows);
      System.arraycopy(other.columns[c], 0, out[c], rows, other.rows);
    }
    return new FeatureTable(features, out, rows + other.rows);
  }

  /**
   * The same rows with labels that the reference does not know replaced by the nearest one that it
   * does, in columns whose known labels all read as numbers: {@code 0.9999998} becomes {@code 1.0}.
   * Other labels stay. A copy with a little noise on it is still a copy.
   */
  public FeatureTable snapped() {
    double[][] out = columns.clone();
    for (int c = 0; c < out.length; c++) {
      double[] toKnown = NumericLabels.nearestKnown(features.get(c));
      if (toKnown != null) {
        double[] column = out[c];
        out[c] = Arrays.stream(column).map(v -> Double.isNaN(v) ? v : toKnown[(int) v]).toArray();
      }
    }
    return new FeatureTable(features, out, rows);
  }

  /** Common codes of the labels of one column; numbers need none. */
  private static final class Coding {
    private final Column reference;
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final int known;

    Coding(Column reference) {
      this.reference = reference;
      if (reference instanceof CategoricalColumn column) {
        column.dictionary().forEach(this::code);
      }
      this.known = labels.size();
    }

    private int code(String label) {
      Integer known = codes.putIfAbsent(label, labels.size());
      if (known == null) {
        labels.add(label);
        return labels.size() - 1;
      }
      return known;
    }

    double[] encode(Column column) {
      if (reference instanceof NumericColumn && column instanceof NumericColumn numbers) {
        return numbers.values();
      }
      if (reference instanceof CategoricalColumn
          && column instanceof CategoricalColumn known
          && column.schema().type() != ColumnType.ID) {
        return codes(known);
      }
      throw DataException.builder(
              "one table holds "
                  + reference.schema().type().label()
                  + " here, the other "
                  + column.schema().type().label())
          .column(column.name())
          .remedy("read both tables with the same schema")
          .build();
    }

    private double[] codes(CategoricalColumn column) {
      double[] toCommon = new double[column.dictionary().size()];
      for (int k = 0; k < toCommon.length; k++) {
        toCommon[k] = code(column.dictionary().get(k));
      }
      double[] out = new double[column.size()];
      for (int i = 0; i < out.length; i++) {
        int code = column.code(i);
        out[i] = code < 0 ? Double.NaN : toCommon[code];
      }
      return out;
    }
  }
}
