package io.semblance.synth.refine;

import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Spread;
import io.semblance.data.Table;
import io.semblance.synth.Model;
import io.semblance.synth.refine.Factors.PairTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raking (iterative proportional fitting, Deming and Stephan 1940): the rows of a sample are
 * weighted until its two-way tables are those of the training rows, each weight being a product of
 * factors of its levels, so that other rows have one, too. It ends before the weights leave too few
 * effective rows, and with the one-way tables.
 */
final class RefinementFit {
  private static final int LEAST_SAMPLE = 20_000;
  private static final int MOST_SAMPLE = 100_000;
  private static final long SEED = 0x72616b65L;
  private static final int SWEEPS = 6;

  /** Pairs of wide tables that are raked, those first that are farthest off. */
  static final int MOST_PAIRS = 200;

  /** Rows that both sides of a cell get in advance, so that few rows say little. */
  private static final double PRIOR = 10;

  /** A cell moves by no more than this factor in a sweep. */
  private static final double MOST_CHANGE = 2;

  /** Share of effective rows, (sum w)^2 / (n sum w^2), below which a table is left as it is. */
  private static final double FEWEST_EFFECTIVE = .5;

  /** Rows with greater weights than all but this share are kept as if they had that. */
  private static final double ABOVE_BOUND = .002;

  private final Table train;
  private final List<Levels> levels = new ArrayList<>();
  private final int[][] real;
  private final int[][] drawn;
  private final int count;

  /** Shares of the training rows, which stay from sweep to sweep. */
  private final Map<PairTable, double[]> wanted = new IdentityHashMap<>();

  private RefinementFit(Table train, Table sample) {
    this.train = Spread.of(train, MOST_SAMPLE);
    this.count = sample.rows();
    for (Column column : train.columns()) {
      if (column.schema().type() != ColumnType.ID) {
        Levels own = Levels.of(column);
        if (Arrays.stream(own.of(column, 0, column.size())).distinct().limit(2).count() > 1) {
          levels.add(own);
        }
      }
    }
    this.real = of(this.train);
    this.drawn = of(sample);
  }

  private int[][] of(Table table) {
    return levels.stream()
        .map(l -> l.of(table.column(l.column()), 0, table.rows()))
        .toArray(int[][]::new);
  }

  /** The factors of a model's rows; null where there is nothing to refine. */
  static Factors run(Model model, Table train) {
    int size = Math.max(LEAST_SAMPLE, Math.min(MOST_SAMPLE, 3 * train.rows()));
    RefinementFit fit = new RefinementFit(train, model.sample(size, SEED));
    return fit.levels.size() < 2 ? null : fit.raked();
  }

  private Factors raked() {
    int columns = levels.size();
    List<PairTable> tables = new ArrayList<>();
    for (int[] pair : pairs()) {
      tables.add(empty(pair[0], pair[1]));
    }
    List<PairTable> single = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      single.add(empty(c, c));
    }
    double[] logs = new double[count];
    boolean enough = true;
    for (int sweep = 0; sweep < SWEEPS && enough; sweep++) {
      for (int t = 0; t < tables.size() && enough; t++) {
        PairTable table = tables.get(t);
        double[] weights = logs.clone();
        double[] factors = table.logs().clone();
        rake(table, logs);
        if (effective(logs) < FEWEST_EFFECTIVE) {
          logs = weights;
          System.arraycopy(factors, 0, table.logs(), 0, factors.length);
          enough = false;
        }
      }
    }
    for (PairTable table : single) {
      rake(table, logs); // moves little: margins are nearly those of the table by now
    }
    List<PairTable> all = new ArrayList<>(tables);
    all.addAll(single);
    double[] sorted = logs.clone();
    Arrays.sort(sorted);
    double bound = sorted[(int) ((1 - ABOVE_BOUND) * (count - 1))];
    return new Factors(List.copyOf(levels), all, bound);
  }

  private PairTable empty(int a, int b) {
    return new PairTable(a, b, new double[levels.get(a).count() * levels.get(b).count()]);
  }

  /** Pairs of columns, those first whose tables are farthest off. */
  private List<int[]> pairs() {
    List<int[]> pairs = new ArrayList<>();
    for (int a = 0; a < levels.size(); a++) {
      for (int b = a + 1; b < levels.size(); b++) {
        pairs.add(new int[] {a, b});
      }
    }
    double[] off = pairs.parallelStream().mapToDouble(pair -> distance(pair[0], pair[1])).toArray();
    Integer[] order = new Integer[pairs.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (x, y) -> Double.compare(off[y], off[x]));
    return Arrays.stream(order).limit(MOST_PAIRS).map(pairs::get).toList();
  }

  /** Total variation of a two-way table of training rows and of rows that are drawn. */
  private double distance(int a, int b) {
    double[] wanted = shares(real, a, b, null);
    double[] found = shares(drawn, a, b, null);
    double distance = 0;
    for (int cell = 0; cell < wanted.length; cell++) {
      distance += Math.abs(wanted[cell] - found[cell]) / 2;
    }
    return distance;
  }

  /** Shares of the cells of a two-way table, of weighted rows or of all alike. */
  private double[] shares(int[][] of, int a, int b, double[] logsOrNull) {
    int width = levels.get(b).count();
    double[] cells = new double[levels.get(a).count() * width];
    double all = 0;
    for (int row = 0; row < of[a].length; row++) {
      double weight = logsOrNull == null ? 1 : Math.exp(logsOrNull[row]);
      cells[of[a][row] * width + of[b][row]] += weight;
      all += weight;
    }
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] /= all;
    }
    return cells;
  }

  /** Brings a table's cells to those of the training rows, as far as those are sure. */
  private void rake(PairTable table, double[] logs) {
    double[] wanted = this.wanted.computeIfAbsent(table, t -> shares(real, t.a(), t.b(), null));
    double[] found = shares(drawn, table.a(), table.b(), logs);
    double[] change = new double[wanted.length];
    double rows = train.rows();
    for (int cell = 0; cell < change.length; cell++) {
      double ratio = (rows * wanted[cell] + PRIOR) / (rows * found[cell] + PRIOR);
      change[cell] = Math.log(Math.max(1 / MOST_CHANGE, Math.min(MOST_CHANGE, ratio)));
      table.logs()[cell] += change[cell];
    }
    int width = levels.get(table.b()).count();
    for (int row = 0; row < count; row++) {
      logs[row] += change[drawn[table.a()][row] * width + drawn[table.b()][row]];
    }
  }

  private static double effective(double[] logs) {
    double most = Arrays.stream(logs).max().orElse(0);
    double sum = 0;
    double squares = 0;
    for (double log : logs) {
      double weight = Math.exp(log - most);
      sum += weight;
      squares += weight * weight;
    }
    return sum * sum / (logs.length * squares);
  }

  /** Share of a model's rows that are kept. */
  static double rate(Factors factors, Table rows) {
    return Arrays.stream(factors.weights(rows))
        .map(log -> Math.min(1, Math.exp(log - factors.bound())))
        .average()
        .orElse(0);
  }
}
