package io.semblance.quality.profile;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.quality.summary.CoMoments;
import io.semblance.quality.summary.NumberView;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The dependence of all pairs of columns but identifiers. Pearson comes from all rows; the others
 * from the rows of the summary's sample, which is the whole table unless that is very large. Rows
 * where one of the two cells is missing take no part; Spearman's ranks, in columns of more than
 * {@value #MOST_LEVELS} distinct values, are then still those among all rows of the column.
 */
public final class Associations {
  /** Work of counting, in cells of tables, that all pairs together may make. */
  private static final double MOST_CELLS = 1.5e8;

  private static final int FEWEST_LEVELS = 32;
  private static final int MOST_LEVELS = 256;

  private final List<ColumnSchema> columns;
  private final List<ColumnLevels> levels;
  private final List<short[]> codes;
  private final List<Integer> positions;
  private final Map<Measure, double[][]> matrices = new EnumMap<>(Measure.class);
  private final boolean sampled;

  private Associations(
      List<ColumnSchema> columns,
      List<Integer> positions,
      List<ColumnLevels> levels,
      List<short[]> codes,
      boolean sampled) {
    this.columns = columns;
    this.positions = positions;
    this.levels = levels;
    this.codes = codes;
    this.sampled = sampled;
    for (Measure measure : Measure.values()) {
      double[][] matrix = new double[columns.size()][];
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] = new double[i];
        Arrays.fill(matrix[i], Double.NaN);
      }
      matrices.put(measure, matrix);
    }
  }

  /** Computes all measures. */
  static Associations of(TableSummary summary, Work work) {
    return of(summary, null, work);
  }

  /** The same with the levels of another table's, so that counts can be compared. */
  static Associations of(TableSummary summary, Associations like, Work work) {
    Table table = summary.sample().table();
    List<Integer> positions = new ArrayList<>();
    List<ColumnSchema> columns = new ArrayList<>();
    for (int i = 0; i < table.width(); i++) {
      if (summary.schema().column(i).type() != ColumnType.ID) {
        positions.add(i);
        columns.add(summary.schema().column(i));
      }
    }
    int n = positions.size();
    int most =
        (int) Math.max(FEWEST_LEVELS, Math.min(MOST_LEVELS, Math.sqrt(2 * MOST_CELLS / n / n)));
    ColumnLevels[] levels = new ColumnLevels[n];
    short[][] codes = new short[n][];
    work.forEach(
        n,
        k -> {
          Column column = table.column(positions.get(k));
          NumberView view = summary.view(positions.get(k));
          levels[k] = like == null ? ColumnLevels.of(column, view, most) : like.levels.get(k);
          codes[k] = levels[k].codes(column);
        });
    Associations result =
        new Associations(
            columns,
            positions,
            Arrays.asList(levels),
            Arrays.asList(codes),
            !summary.sample().whole());
    result.pearson(summary);
    result.spearman(summary, table, work);
    result.counted(work);
    result.automatic();
    return result;
  }

  private void pearson(TableSummary summary) {
    fill(Measure.PEARSON, summary, summary.coMoments());
  }

  private void spearman(TableSummary summary, Table table, Work work) {
    List<Integer> numbers = summary.numberColumns();
    double[][] ranks = new double[numbers.size()][];
    work.forEach(
        ranks.length,
        k -> {
          int place = positions.indexOf(numbers.get(k));
          ColumnLevels known = levels.get(place);
          ranks[k] =
              known.distinct()
                  ? Ranks.ofLevels(codes.get(place), known.size())
                  : Ranks.of(summary.view(numbers.get(k)).values(table.column(numbers.get(k))));
        });
    CoMoments moments = new CoMoments(ranks.length);
    moments.add(ranks, work);
    fill(Measure.SPEARMAN, summary, moments);
  }

  private void fill(Measure measure, TableSummary summary, CoMoments moments) {
    List<Integer> numbers = summary.numberColumns();
    int[] places = numbers.stream().mapToInt(positions::indexOf).toArray();
    double[][] matrix = matrices.get(measure);
    for (int a = 0; a < places.length; a++) {
      for (int b = 0; b < a; b++) {
        matrix[places[a]][places[b]] = moments.correlation(a, b); // both rise with the position
      }
    }
  }

  private void counted(Work work) {
    int n = columns.size();
    double[][] kendall = matrices.get(Measure.KENDALL);
    double[][] spearman = matrices.get(Measure.SPEARMAN);
    double[][] cramer = matrices.get(Measure.CRAMERS_V);
    double[][] information = matrices.get(Measure.INFORMATION);
    work.forEach(
        n,
        k -> {
          int i = n - 1 - k;
          for (int j = 0; j < i; j++) {
            Contingency fine = fine(i, j);
            if (levels.get(i).ordered() && levels.get(j).ordered()) {
              kendall[i][j] = fine.kendall();
              // Where cells are missing, ranks among all rows are not ranks among those of the
              // pair.
              if (fine.total() < codes.get(i).length
                  && levels.get(i).distinct()
                  && levels.get(j).distinct()) {
                spearman[i][j] = fine.spearman();
              }
            }
            Contingency coarse = coarse(fine, i, j);
            cramer[i][j] = coarse.cramersV();
            information[i][j] = coarse.information();
          }
        });
  }

  private void automatic() {
    double[][] matrix = matrices.get(Measure.AUTO);
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean numbers = columns.get(i).type().isNumeric() && columns.get(j).type().isNumeric();
        matrix[i][j] = matrices.get(numbers ? Measure.SPEARMAN : Measure.CRAMERS_V)[i][j];
      }
    }
  }

  /** Counts of the levels of two columns. */
  Contingency fine(int i, int j) {
    return Contingency.of(codes.get(i), levels.get(i).size(), codes.get(j), levels.get(j).size());
  }

  /** Counts of their coarse levels. */
  Contingency coarse(int i, int j) {
    return coarse(fine(i, j), i, j);
  }

  private Contingency coarse(Contingency fine, int i, int j) {
    ColumnLevels x = levels.get(i);
    ColumnLevels y = levels.get(j);
    return fine.coarse(x.toCoarse(), x.coarseSize(), y.toCoarse(), y.coarseSize());
  }

  /** The level of each row of the sample. */
  short[] codes(int i) {
    return codes.get(i);
  }

  ColumnLevels levels(int i) {
    return levels.get(i);
  }

  /** The columns of the matrices, in the order of the table. */
  public List<ColumnSchema> columns() {
    return columns;
  }

  /** The place of a column in the matrices, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The position in the table of a column of the matrices. */
  public int position(int i) {
    return positions.get(i);
  }

  /** The measure of two columns; NaN where it is not defined. */
  public double get(Measure measure, int i, int j) {
    double[][] matrix = matrices.get(measure);
    return i == j ? 1 : i > j ? matrix[i][j] : matrix[j][i];
  }

  /** The places of the columns for which a measure has some value. */
  public List<Integer> defined(Measure measure) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean any = false;
      for (int j = 0; j < columns.size() && !any; j++) {
        any = i != j && !Double.isNaN(get(measure, i, j));
      }
      if (any) {
        list.add(i);
      }
    }
    return list;
  }

  /** Whether all but Pearson come from a sample of the rows. */
  public boolean sampled() {
    return sampled;
  }
}
