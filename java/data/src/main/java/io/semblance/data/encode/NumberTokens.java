package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.ValueGrid;
import io.semblance.data.condition.Condition;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers as codes: bins of about equally many rows, then values with a code of their own, then
 * missing. Values have a code of their own where there are few of them, or where they are frequent.
 * A number of a bin is drawn anew from the distribution of the column within it.
 */
final class NumberTokens implements ColumnTokens {
  static final String NAME = "numbers";

  /** Most different values that all have a code of their own, and rows that each needs for it. */
  private static final int MOST_VALUES = 256;

  private static final int ROWS_EACH = 10;

  /** So few have one in any case. */
  private static final int FEW = 12;

  /** Share of all rows from which on a value has a code of its own. */
  private static final double FREQUENT = .005;

  private static final int MOST_BINS = 100;
  private static final int FEWEST_BINS = 8;

  private static final long WITHIN = 0x62696e; // any number that no other use of the hash has

  private final ColumnSchema schema;
  private final EmpiricalCdf rest; // null if all values have a code
  private final double[] edges; // where the bins begin
  private final double[] ranks; // share of the rest below each edge, and 1
  private final double[] values;
  private final int[] counts;
  private final TokenVariable variable;

  /** What is decoded lies between these. */
  private final double least;

  private final double greatest;

  private NumberTokens(NumberTokens free, double least, double greatest) {
    this.schema = free.schema;
    this.rest = free.rest;
    this.edges = free.edges;
    this.ranks = free.ranks;
    this.values = free.values;
    this.counts = free.counts;
    this.variable = free.variable;
    this.least = least;
    this.greatest = greatest;
  }

  private NumberTokens(
      ColumnSchema schema, EmpiricalCdf rest, double[] edges, double[] values, int[] counts) {
    this.schema = schema;
    this.rest = rest;
    this.edges = edges;
    this.values = values;
    this.counts = counts;
    this.least = Double.NEGATIVE_INFINITY;
    this.greatest = Double.POSITIVE_INFINITY;
    this.ranks = new double[edges.length + 1];
    for (int b = 0; b < edges.length; b++) {
      ranks[b] = rest.rank(edges[b], 0);
    }
    ranks[edges.length] = 1;
    long[] rows = new long[counts.length];
    double[] places = new double[counts.length];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = counts[s];
      places[s] = s < edges.length + values.length ? place(s) : Double.NaN;
    }
    this.variable = TokenVariable.of(schema.name(), rows, counts.length > 4 ? places : null);
  }

  /** What a state stands for: a value, or the middle of a bin. */
  private double place(int state) {
    return state < edges.length
        ? rest.quantile((ranks[state] + ranks[state + 1]) / 2)
        : values[state - edges.length];
  }

  static NumberTokens fit(ColumnSample sample) {
    double[] distinct = sample.distinct();
    long[] found = sample.counts();
    long rows = sample.present().length;
    boolean all =
        distinct.length <= FEW
            || distinct.length <= MOST_VALUES && rows >= (long) ROWS_EACH * distinct.length;
    double[] values = new double[distinct.length];
    int n = 0;
    for (int i = 0; i < distinct.length; i++) {
      if (all || found[i] >= Math.max(2, FREQUENT * rows)) {
        values[n++] = distinct[i];
      }
    }
    values = Arrays.copyOf(values, n);
    double[] others = sample.without(values);
    EmpiricalCdf rest =
        others.length == 0 ? null : EmpiricalCdf.fit(others, EmpiricalCdf.MOST_KNOTS);
    double[] edges = rest == null ? new double[0] : edges(rest, bins(others.length));
    int states = edges.length + values.length + (sample.missing() ? 1 : 0);
    NumberTokens empty = new NumberTokens(sample.schema(), rest, edges, values, new int[states]);
    int[] counts = new int[states];
    for (double value : ((NumericColumn) sample.column()).values()) {
      counts[empty.state(value)]++;
    }
    return new NumberTokens(sample.schema(), rest, edges, values, counts);
  }

  private static int bins(int rows) {
    return Math.max(FEWEST_BINS, Math.min(MOST_BINS, (int) Math.sqrt(rows)));
  }

  private static double[] edges(EmpiricalCdf cdf, int bins) {
    double[] edges = new double[bins];
    int n = 0;
    for (int b = 0; b < bins; b++) {
      double edge = cdf.quantile((double) b / bins);
      if (n == 0 || edge > edges[n - 1]) {
        edges[n++] = edge;
      }
    }
    return Arrays.copyOf(edges, n);
  }

  @Override
  public ColumnSchema schema() {
    return schema;
  }

  @Override
  public List<TokenVariable> variables() {
    return List.of(variable);
  }

  @Override
  public String describe() {
    return (edges.length == 0 ? "" : edges.length + " bins and ")
        + values.length
        + " values"
        + (counts.length > edges.length + values.length ? ", missing" : "");
  }

  /** The state of a cell, NaN for missing; that of the nearest value where none is its own. */
  private int state(double value) {
    if (Double.isNaN(value)) {
      if (counts.length == edges.length + values.length) {
        throw ColumnEncoder.unexpectedMissing(schema);
      }
      return counts.length - 1;
    }
    int at = Arrays.binarySearch(values, value);
    if (at >= 0) {
      return edges.length + at;
    }
    if (edges.length > 0) {
      int bin = Arrays.binarySearch(edges, value);
      return Math.max(0, bin >= 0 ? bin : -bin - 2);
    }
    int above = Math.min(-at - 1, values.length - 1);
    boolean below = above > 0 && value - values[above - 1] < values[above] - value;
    return below ? above - 1 : above;
  }

  @Override
  public void encode(Column column, int from, int to, float[] out, int at, int stride) {
    double[] cells = ((NumericColumn) column).values();
    for (int row = from, i = at; row < to; row++, i += stride) {
      out[i] = state(cells[row]);
    }
  }

  @Override
  public void decode(float[] codes, int at, int stride, int from, int to, ColumnEncoder.Cells out) {
    ValueGrid grid = schema.numeric().grid();
    long stream = WITHIN ^ schema.name().hashCode();
    double first = firstRank();
    double last = lastRank();
    for (int row = from, i = at; row < to; row++, i += stride) {
      int state = ColumnTokens.code(codes[i], counts.length);
      if (state >= edges.length + values.length) {
        out.values()[row] = Double.NaN;
      } else if (state >= edges.length) {
        out.values()[row] = grid.nearest(values[state - edges.length]);
      } else {
        double share = Hash.uniform(out.seed(), stream, out.firstRow() + row);
        double low = Math.max(ranks[state], first);
        double high = Math.max(low, Math.min(ranks[state + 1], last));
        double value = grid.nearest(rest.quantile(low + share * (high - low)));
        out.values()[row] = Math.max(least, Math.min(greatest, value));
      }
    }
  }

  /** Share of the rest below the least value allowed. */
  private double firstRank() {
    return rest == null || Double.isInfinite(least) ? 0 : rest.rank(least, 0);
  }

  /** Share of the rest that is not above the greatest value allowed. */
  private double lastRank() {
    return rest == null || Double.isInfinite(greatest) ? 1 : rest.rank(greatest, 1);
  }

  /** Bins at the ends of a range have a part of their weight. */
  @Override
  public Given given(Condition.Allowed allowed) {
    ValueGrid grid = schema.numeric().grid();
    NumberTokens held =
        new NumberTokens(
            this, onGrid(grid, allowed.least(), 1), onGrid(grid, allowed.greatest(), -1));
    double first = held.firstRank();
    double last = held.lastRank();
    double[] weights = new double[counts.length];
    for (int s = 0; s < weights.length; s++) {
      if (s < edges.length) {
        double width = ranks[s + 1] - ranks[s];
        double inside = Math.min(ranks[s + 1], last) - Math.max(ranks[s], first);
        weights[s] = held.least > held.greatest || inside <= 0 ? 0 : inside / width;
      } else if (s < edges.length + values.length) {
        double value = grid.nearest(values[s - edges.length]);
        weights[s] = value >= held.least && value <= held.greatest ? 1 : 0;
      } else {
        weights[s] = allowed.missing() ? 1 : 0;
      }
    }
    return new Given(held, List.of(weights));
  }

  /** A bound, or the next value of the grid inwards: up for a direction of 1, down for -1. */
  private static double onGrid(ValueGrid grid, double bound, int direction) {
    if (Double.isInfinite(bound)) {
      return bound;
    }
    double value = grid.nearest(bound);
    double off = (bound - value) * direction;
    for (double by = Math.abs(off); off > 0 && by < Double.MAX_VALUE / 4; by *= 2) {
      value = grid.nearest(bound + direction * by);
      off = (bound - value) * direction;
      if (by == 0) {
        break;
      }
    }
    return off > 0 ? bound : value;
  }

  @Override
  public void write(ObjectNode out) {
    out.put("tokens", NAME);
    Json.put(out, "values", values);
    Json.put(out, "edges", edges);
    Json.put(out, "counts", counts);
    if (rest != null) {
      rest.write(out.putObject("rest"));
    }
  }

  static NumberTokens read(ColumnSchema schema, Json in) {
    double[] values = in.numbers("values");
    double[] edges = in.numbers("edges");
    int[] counts = in.integers("counts", 0, Integer.MAX_VALUE);
    EmpiricalCdf rest = in.has("rest") ? EmpiricalCdf.read(in.object("rest")) : null;
    for (double[] rising : List.of(values, edges)) {
      for (int i = 1; i < rising.length; i++) {
        in.check(rising[i] > rising[i - 1], "must have rising values and edges");
      }
    }
    int spoken = values.length + edges.length;
    in.check(
        spoken > 0 && (counts.length == spoken || counts.length == spoken + 1),
        "needs a count for each state");
    in.check((rest == null) == (edges.length == 0), "needs bins for the rest, and no others");
    return new NumberTokens(schema, rest, edges, values, counts);
  }
}
