package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Hash;
import io.semblance.data.ValueGrid;
import io.semblance.data.encode.WithinBins.Range;
import java.util.Arrays;
import java.util.Set;

/** Numbers in bins of about equally many rows, and where in its bin a number lies. */
final class NumberBins {
  /** Real numbers are told apart to this part of their bin. */
  private static final double RESOLUTION = 1 / 1024.0;

  /** The surroundings of a value are its bin over this, to both sides. */
  private static final double AROUND = 8;

  private static final long WITHIN = 0x62696e; // any numbers that no other use of the hash has
  private static final long EXPERTS = 0x657870L << 32;
  private static final long ENDINGS = 0x656e64L << 32;

  private final ValueGrid grid;
  private final long stream;
  private final EmpiricalCdf cdf;
  private final double[] edges;
  private final double[] ranks; // share of the numbers below each edge, and 1
  private final Endings endings; // null if numbers end anyhow
  private final WithinBins within;

  private NumberBins(
      ColumnSchema schema,
      EmpiricalCdf cdf,
      double[] edges,
      Endings endingsOrNull,
      WithinBins within) {
    this.grid = schema.numeric().grid();
    this.stream = WITHIN ^ schema.name().hashCode();
    this.cdf = cdf;
    this.edges = edges;
    this.endings = endingsOrNull;
    this.within = within;
    this.ranks = new double[edges.length + 1];
    for (int b = 0; b < edges.length; b++) {
      ranks[b] = cdf.rank(edges[b], 0);
    }
    ranks[edges.length] = 1;
  }

  /** Bins of some numbers, at least one. */
  static NumberBins fit(ColumnSchema schema, double[] numbers) {
    EmpiricalCdf cdf = EmpiricalCdf.fit(numbers, EmpiricalCdf.MOST_KNOTS);
    double[] edges = BinEdges.of(cdf, numbers.length);
    NumberBins plain = new NumberBins(schema, cdf, edges, null, WithinBins.none());
    double[] between = Arrays.stream(numbers).filter(v -> !cdf.repeats(v)).toArray();
    int[] bins = Arrays.stream(between).mapToInt(plain::of).toArray();
    Endings endings = Endings.fit(plain.step(), between, bins, edges.length);
    return new NumberBins(schema, cdf, edges, endings, WithinBins.none());
  }

  /** The same, numbers being told the cells before them. */
  NumberBins with(ColumnSchema schema, WithinBins other) {
    return new NumberBins(schema, cdf, edges, endings, other);
  }

  int count() {
    return edges.length;
  }

  double step() {
    return grid.step();
  }

  /** The bin of a number, or the nearest one. */
  int of(double value) {
    int bin = Arrays.binarySearch(edges, value);
    return Math.max(0, bin >= 0 ? bin : -bin - 2);
  }

  /** The number in the middle of a bin's rows. */
  double middle(int bin) {
    return cdf.quantile((ranks[bin] + ranks[bin + 1]) / 2);
  }

  Range range(int bin) {
    boolean last = bin + 1 == edges.length;
    return range(edges[bin], last ? cdf.quantile(1) : edges[bin + 1], last);
  }

  private Range range(double low, double high, boolean closed) {
    double half = step() / 2;
    return new Range(low - half, closed ? high + half : high - half, closed);
  }

  /** A value of the grid with its surroundings; of real numbers a small part of the bin. */
  Range cell(double value) {
    if (step() > 0) {
      return range(value, value, true);
    }
    Range bin = range(of(value));
    double half = RESOLUTION * (bin.high() - bin.low()) / 2;
    return new Range(
        Math.max(bin.low(), value - half), Math.min(bin.high(), value + half), bin.closed());
  }

  /** Share of the numbers that lies in a range. */
  double mass(Range range) {
    return range.of(cdf);
  }

  /**
   * The mass of a single value's surroundings, as if it had not been among those that the
   * distribution was fitted to: what lies around it says how many could be there.
   */
  double mass(double value) {
    Range cell = cell(value);
    if (cdf.repeats(value)) {
      return mass(cell);
    }
    Range bin = range(of(value));
    double half = (bin.high() - bin.low()) / AROUND;
    Range around =
        new Range(Math.max(bin.low(), value - half), Math.min(bin.high(), value + half), true);
    double width = around.high() - around.low();
    return width > 0 ? mass(around) * (cell.high() - cell.low()) / width : mass(bin);
  }

  /** Share of a bin's numbers that lies between two values, 0 to 1. */
  double part(int bin, double least, double greatest) {
    Range all = range(bin);
    Range both = cut(all, least, greatest);
    double whole = mass(all);
    boolean none = least > greatest || both.low() > both.high() || whole <= 0;
    return none ? 0 : Math.min(1, mass(both) / whole);
  }

  /** What of a range lies between two values. */
  private Range cut(Range all, double least, double greatest) {
    Range asked = range(least, greatest, true);
    boolean cut = asked.high() < all.high();
    return new Range(
        Math.max(asked.low(), all.low()), cut ? asked.high() : all.high(), cut || all.closed());
  }

  /**
   * A number of a bin.
   *
   * @param cells of the rows; those of columns before this one are filled
   * @param row the place among them
   * @param number the row's absolute number
   */
  double draw(
      int bin, double least, double greatest, RowCells cells, int row, long seed, long number) {
    Range range = cut(range(bin), least, greatest);
    double value = Double.NaN;
    if (within.experts() > 0) {
      double uniform = Hash.uniform(seed, stream ^ EXPERTS, number);
      value = within.draw(cells, row, cdf, range, uniform);
    }
    if (Double.isNaN(value)) {
      value = range.draw(cdf, Hash.uniform(seed, stream, number));
      if (endings != null && !cdf.repeats(value)) {
        double uniform = Hash.uniform(seed, stream ^ ENDINGS, number);
        value = endings.near(grid.nearest(value), bin, range, uniform);
      }
    }
    return Math.max(least, Math.min(greatest, grid.nearest(value)));
  }

  /** For people, as the end of a sentence. */
  String describe() {
    return within.describe();
  }

  void write(ObjectNode out) {
    Json.put(out, "edges", edges);
    cdf.write(out.putObject("distribution"));
    if (endings != null) {
      endings.write(out.putObject("endings"));
    }
    if (within.experts() > 0) {
      within.write(out.putObject("within"));
    }
  }

  static NumberBins read(ColumnSchema schema, Json in, Set<Integer> before) {
    double[] edges = in.numbers("edges");
    for (int i = 1; i < edges.length; i++) {
      in.check(edges[i] > edges[i - 1], "must have rising edges");
    }
    in.check(edges.length > 0, "needs an edge");
    return new NumberBins(
        schema,
        EmpiricalCdf.read(in.object("distribution")),
        edges,
        in.has("endings") ? Endings.read(in.object("endings"), edges.length) : null,
        in.has("within") ? WithinBins.read(in.object("within"), before) : WithinBins.none());
  }
}
