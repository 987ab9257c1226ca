package io.semblance.synth.resample;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.NumericKind;
import io.semblance.data.Table;
import io.semblance.data.ValueGrid;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws rows between those of a pool. A row chooses a class by the classes' shares, a base row x of
 * that class, one of its neighbours z, and u in (0, 1); its numbers are x + u (z - x), brought to
 * what the schema allows. One u serves the whole row, so that it lies on the segment between two
 * rows, as in the text of Chawla et al. (2002); their pseudocode draws one for each number.
 *
 * <p>Where a number is missing in one of the two rows, the neighbour's cell is taken with
 * probability u and else the base row's, as it is; where it is missing in both, it stays missing.
 *
 * <p>Row n depends on the pool, the seed and n alone. Immutable; safe to use from many threads.
 */
final class Interpolation {
  private final RowPool pool;
  private final TableEncoder ids;
  private final int[] classEnds;
  private final int[][] weightEnds;

  /**
   * @param ids of the identifiers alone, as {@link #identifiers} makes it; null if there are none
   */
  public Interpolation(RowPool pool, TableEncoder ids) {
    this.pool = pool;
    this.ids = ids;
    classEnds = sums(pool.classes().stream().mapToInt(RowPool.ClassRows::trainingRows).toArray());
    weightEnds = new int[pool.classes().size()][];
    for (int c = 0; c < weightEnds.length; c++) {
      int[] weights = pool.classes().get(c).weights();
      weightEnds[c] = weights == null ? null : sums(weights);
    }
  }

  /** What makes the identifiers of a table anew, holding no row of it; null if there are none. */
  public static TableEncoder identifiers(Table table) {
    List<Column> found =
        table.columns().stream().filter(c -> c.schema().type() == ColumnType.ID).toList();
    return found.isEmpty() ? null : TableEncoder.fit(Table.of(found), EncoderOptions.defaults());
  }

  private static int[] sums(int[] values) {
    int[] ends = values.clone();
    for (int i = 1; i < ends.length; i++) {
      ends[i] = Math.addExact(ends[i - 1], ends[i]);
    }
    return ends;
  }

  /** The choices of some rows, by row. */
  private record Choices(long firstRow, long seed, int[] base, int[] neighbour, double[] u) {
    /** A number in (0, 1) that the row has for one column. */
    double own(int row, int column, int[] words) {
      Philox.block(seed, ResampleStreams.ROW, firstRow + row, 2 + column, words, 0);
      return Philox.uniform(words[0], words[1]);
    }
  }

  /**
   * Rows {@code firstRow} to before {@code firstRow + count}, the same whatever else is drawn.
   *
   * @param firstRow absolute number of the first row, from 0
   */
  public Table draw(long firstRow, int count, long seed) {
    Choices choices = choose(firstRow, count, seed);
    Table made = ids == null ? null : ids.decode(new float[0], count, firstRow, seed);
    List<Column> columns = new ArrayList<>();
    int next = 0;
    for (ColumnSchema schema : pool.schema().columns()) {
      if (schema.type() == ColumnType.ID) {
        columns.add(made.column(schema.name()));
      } else {
        Column real = pool.columns().get(next);
        columns.add(
            real instanceof NumericColumn number
                ? numbers(number, next, choices)
                : labels((CategoricalColumn) real, next, choices));
        next++;
      }
    }
    return Table.of(columns).withDelimiter(pool.schema().delimiter());
  }

  private Choices choose(long firstRow, int count, long seed) {
    Choices choices =
        new Choices(firstRow, seed, new int[count], new int[count], new double[count]);
    int[] words = new int[8];
    for (int i = 0; i < count; i++) {
      Philox.block(seed, ResampleStreams.ROW, firstRow + i, 0, words, 0);
      Philox.block(seed, ResampleStreams.ROW, firstRow + i, 1, words, 4);
      int c = weighted(classEnds, words[0], words[1]);
      RowPool.ClassRows rows = pool.classes().get(c);
      int place =
          weightEnds[c] == null
              ? Philox.below(words[2], words[3], rows.to() - rows.from())
              : weighted(weightEnds[c], words[2], words[3]);
      choices.base[i] = rows.from() + place;
      // The only row of its class has no neighbour but itself.
      choices.neighbour[i] =
          rows.each() == 0
              ? choices.base[i]
              : rows.neighbours()[
                  place * rows.each() + Philox.below(words[4], words[5], rows.each())];
      choices.u[i] = Philox.uniform(words[6], words[7]);
    }
    return choices;
  }

  /** One of several things by weights, of which {@code ends} are the running sums. */
  private static int weighted(int[] ends, int word0, int word1) {
    int drawn = Philox.below(word0, word1, ends[ends.length - 1]);
    // The first end above the number drawn; ends repeat where a weight is 0.
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > drawn) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Column numbers(NumericColumn real, int column, Choices choices) {
    NumericKind kind = (NumericKind) real.schema().kind();
    ValueGrid allowed = kind.grid();
    double[] values = new double[choices.u.length];
    int[] words = new int[4];
    for (int i = 0; i < values.length; i++) {
      double x = real.value(choices.base[i]);
      double z = real.value(choices.neighbour[i]);
      double value;
      if (Double.isNaN(x) != Double.isNaN(z)) {
        value = choices.own(i, column, words) < choices.u[i] ? z : x;
      } else if (Double.isNaN(kind.period())) {
        value = between(x, z, choices.u[i]);
      } else {
        value = onCircle(x, z, choices.u[i], kind.period());
      }
      values[i] = Double.isNaN(value) ? value : allowed.nearest(value);
    }
    return NumericColumn.of(real.schema(), values);
  }

  /** The same along the shorter way round a circle, from 0 to before its period. */
  static double onCircle(double x, double z, double u, double period) {
    double way = Math.IEEEremainder(z - x, period);
    double value = (x + u * way) % period;
    return value < 0 ? value + period : value;
  }

  /** x + u (z - x), never beyond either; x itself where both are equal; NaN for NaN. */
  static double between(double x, double z, double u) {
    double value = x + u * (z - x);
    if (Double.isInfinite(value)) {
      value = (1 - u) * x + u * z; // their difference is beyond the range of a double
    }
    return Math.max(Math.min(x, z), Math.min(Math.max(x, z), value));
  }

  private Column labels(CategoricalColumn real, int column, Choices choices) {
    int[] codes = new int[choices.u.length];
    int[] words = new int[4];
    for (int i = 0; i < codes.length; i++) {
      int base = real.code(choices.base[i]);
      int other = real.code(choices.neighbour[i]);
      if (choices.base[i] == choices.neighbour[i]) {
        codes[i] = base;
      } else if (pool.labels() == LabelChoice.MAJORITY) {
        codes[i] = majority(real, column, i, choices, words);
      } else if (base == other) {
        codes[i] = base;
      } else {
        codes[i] = choices.own(i, column, words) < choices.u[i] ? other : base;
      }
    }
    return CategoricalColumn.of(real.schema(), codes);
  }

  /** The code that most neighbours have; missing is one too. Among equals the row draws. */
  private int majority(CategoricalColumn real, int column, int row, Choices choices, int[] words) {
    RowPool.ClassRows rows = classOf(choices.base[row]);
    int first = (choices.base[row] - rows.from()) * rows.each();
    int[] votes = new int[rows.each()];
    for (int v = 0; v < votes.length; v++) {
      votes[v] = real.code(rows.neighbours()[first + v]);
    }
    Arrays.sort(votes);
    int most = 0;
    int tied = 0;
    for (int from = 0; from < votes.length; ) {
      int to = from + 1;
      while (to < votes.length && votes[to] == votes[from]) {
        to++;
      }
      if (to - from > most) {
        most = to - from;
        tied = 0;
      }
      if (to - from == most) {
        // The tied codes move to the front, in order.
        votes[tied++] = votes[from];
      }
      from = to;
    }
    return votes[tied == 1 ? 0 : (int) (choices.own(row, column, words) * tied)];
  }

  private RowPool.ClassRows classOf(int position) {
    int low = 0;
    int high = pool.classes().size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pool.classes().get(middle).to() > position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return pool.classes().get(low);
  }
}
