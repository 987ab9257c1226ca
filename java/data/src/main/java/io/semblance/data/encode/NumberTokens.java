package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Schema;
import io.semblance.data.ValueGrid;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Numbers as codes: bins of about equally many rows, then values with a code of their own, then
 * relations to the columns before, then missing. Values have a code of their own where there are
 * few of them, or where they are frequent; so has "as much as the bill" if that is frequent. A
 * number of a bin is drawn anew; see {@link NumberBins}.
 */
final class NumberTokens implements ColumnTokens {
  static final String NAME = "numbers";

  /** Most different values that all have a code of their own, and rows that each needs for it. */
  static final int MOST_VALUES = 256;

  private static final int ROWS_EACH = 10;

  /** More than bins, values and relations together. */
  private static final int MOST_STATES = 4_096;

  /** So few have one in any case. */
  private static final int FEW = 12;

  /** Share of all rows from which on a value has a code of its own. */
  private static final double FREQUENT = .005;

  private final ColumnSchema schema;
  private final NumberBins bins; // null if all numbers have another code
  private final double[] values;
  private final List<Relation> relations;
  private final int[] counts;
  private final TokenVariable variable;

  /** What is decoded lies between these. */
  private final double least;

  private final double greatest;

  private NumberTokens(NumberTokens other, NumberBins bins, double least, double greatest) {
    this.schema = other.schema;
    this.bins = bins;
    this.values = other.values;
    this.relations = other.relations;
    this.counts = other.counts;
    this.variable = other.variable;
    this.least = least;
    this.greatest = greatest;
  }

  private NumberTokens(
      ColumnSchema schema,
      NumberBins binsOrNull,
      double[] values,
      List<Relation> relations,
      int[] counts) {
    this.schema = schema;
    this.bins = binsOrNull;
    this.values = values;
    this.relations = List.copyOf(relations);
    this.counts = counts;
    this.least = Double.NEGATIVE_INFINITY;
    this.greatest = Double.POSITIVE_INFINITY;
    long[] rows = new long[counts.length];
    double[] places = new double[counts.length];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = counts[s];
      places[s] = s < binned() ? bins.middle(s) : s < spoken() ? values[s - binned()] : Double.NaN;
    }
    boolean ordered = counts.length > 4 && spoken() > 1;
    this.variable = TokenVariable.of(schema.name(), rows, ordered ? places : null);
  }

  /** States of bins, which are the first. */
  private int binned() {
    return bins == null ? 0 : bins.count();
  }

  /** States of bins and values. */
  private int spoken() {
    return binned() + values.length;
  }

  /** All states but missing. */
  private int known() {
    return spoken() + relations.size();
  }

  /**
   * Fits.
   *
   * @param table the schema of all columns
   * @param cells of the table, with the column at {@code place}
   * @param before columns that the numbers may depend on
   */
  static NumberTokens fit(
      Schema table, ColumnSample sample, RowCells cells, int place, int[] before) {
    double[] values = frequent(sample);
    NumberTokens plain = of(sample, cells, place, values, List.of());
    if (plain.bins == null || before.length == 0) {
      return plain;
    }
    int[] rows = plain.binnedRows(sample, cells, place);
    Association association = Association.of(table, cells, place, before, rows);
    List<Relation> relations =
        Relations.find(cells, place, rows, plain.bins.step(), association.references());
    NumberTokens related =
        relations.isEmpty() ? plain : of(sample, cells, place, values, relations);
    if (related.bins == null) {
      return related;
    }
    WithinBins within =
        new WithinBinsFit(
                cells, place, related.bins, related.binnedRows(sample, cells, place), association)
            .fit();
    NumberBins placed = related.bins.with(sample.schema(), within);
    return new NumberTokens(related, placed, related.least, related.greatest);
  }

  private static double[] frequent(ColumnSample sample) {
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
    return Arrays.copyOf(values, n);
  }

  private static NumberTokens of(
      ColumnSample sample, RowCells cells, int place, double[] values, List<Relation> relations) {
    int rows = sample.column().size();
    double[] rest = new double[rows];
    int n = 0;
    for (int row = 0; row < rows; row++) {
      double value = cells.at(place, row);
      boolean own = Double.isNaN(value) || Arrays.binarySearch(values, value) >= 0;
      if (!own && relation(relations, value, cells, row) < 0) {
        rest[n++] = value;
      }
    }
    NumberBins bins = n == 0 ? null : NumberBins.fit(sample.schema(), Arrays.copyOf(rest, n));
    int states =
        (bins == null ? 0 : bins.count())
            + values.length
            + relations.size()
            + (sample.missing() ? 1 : 0);
    NumberTokens empty =
        new NumberTokens(sample.schema(), bins, values, relations, new int[states]);
    int[] counts = new int[states];
    for (int row = 0; row < rows; row++) {
      counts[empty.state(cells.at(place, row), cells, row)]++;
    }
    return new NumberTokens(sample.schema(), bins, values, relations, counts);
  }

  private int[] binnedRows(ColumnSample sample, RowCells cells, int place) {
    int[] rows = new int[sample.column().size()];
    int n = 0;
    for (int row = 0; row < rows.length; row++) {
      double value = cells.at(place, row);
      if (!Double.isNaN(value) && state(value, cells, row) < bins.count()) {
        rows[n++] = row;
      }
    }
    return Arrays.copyOf(rows, n);
  }

  /** The first relation that holds; -1 for none. */
  private static int relation(List<Relation> relations, double value, RowCells cells, int row) {
    for (int r = 0; r < relations.size(); r++) {
      if (relations.get(r).holds(value, cells, row)) {
        return r;
      }
    }
    return -1;
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
    return (bins == null ? "" : bins.count() + " bins and ")
        + values.length
        + " values"
        + (relations.isEmpty()
            ? ""
            : ", " + relations.size() + (relations.size() == 1 ? " relation" : " relations"))
        + (counts.length > known() ? ", missing" : "")
        + (bins == null ? "" : bins.describe());
  }

  /** The state of a cell, NaN for missing; that of the nearest value where none is its own. */
  private int state(double value, RowCells cells, int row) {
    if (Double.isNaN(value)) {
      if (counts.length == known()) {
        throw ColumnEncoder.unexpectedMissing(schema);
      }
      return counts.length - 1;
    }
    int at = Arrays.binarySearch(values, value);
    if (at >= 0) {
      return binned() + at;
    }
    int relation = relation(relations, value, cells, row);
    if (relation >= 0) {
      return spoken() + relation;
    }
    if (bins != null) {
      return bins.of(value);
    }
    if (values.length == 0) {
      return spoken(); // all rows that the codes were made from have that relation
    }
    int above = Math.min(-at - 1, values.length - 1);
    boolean below = above > 0 && value - values[above - 1] < values[above] - value;
    return below ? above - 1 : above;
  }

  @Override
  public void encode(
      Column column, RowCells cells, int place, int from, int to, float[] out, int at, int stride) {
    for (int row = from, i = at; row < to; row++, i += stride) {
      out[i] = state(cells.at(place, row), cells, row);
    }
  }

  @Override
  public void decode(
      float[] codes, int at, int stride, int from, int to, CellBuffer cells, int place) {
    ColumnEncoder.Cells out = cells.column(place);
    ValueGrid grid = schema.numeric().grid();
    for (int row = from, i = at; row < to; row++, i += stride) {
      int state = ColumnTokens.code(codes[i], counts.length);
      double value;
      if (state < binned()) {
        long number = out.firstRow() + row;
        value = bins.draw(state, least, greatest, cells, row, out.seed(), number);
      } else if (state < spoken()) {
        value = grid.nearest(values[state - binned()]);
      } else if (state < known()) {
        value = related(state - spoken(), cells, row, out);
        value = Math.max(least, Math.min(greatest, grid.nearest(value)));
      } else {
        value = Double.NaN;
      }
      out.values()[row] = value;
    }
  }

  /** What a relation says; where it says nothing, because a cell is missing, any number. */
  private double related(int relation, RowCells cells, int row, ColumnEncoder.Cells out) {
    double value = relations.get(relation).of(cells, row);
    if (!Double.isNaN(value)) {
      return value;
    }
    if (bins == null) {
      return values.length > 0 ? values[values.length / 2] : schema.min();
    }
    long number = out.firstRow() + row;
    int bin = (int) Math.floorMod(number, (long) bins.count());
    return bins.draw(bin, least, greatest, cells, row, out.seed(), number);
  }

  /**
   * Bins at the ends of a range have a part of their weight. What a relation will say is not known
   * before its columns are drawn, so it has the weight of the numbers in bins, and what it says is
   * brought into the range.
   */
  @Override
  public Given given(Condition.Allowed allowed) {
    ValueGrid grid = schema.numeric().grid();
    double low = onGrid(grid, allowed.least(), 1);
    double high = onGrid(grid, allowed.greatest(), -1);
    double[] weights = new double[counts.length];
    double all = 0;
    double inside = 0;
    for (int s = 0; s < weights.length; s++) {
      if (s < binned()) {
        weights[s] = bins.part(s, low, high);
      } else if (s < spoken()) {
        double value = grid.nearest(values[s - binned()]);
        weights[s] = value >= low && value <= high ? 1 : 0;
      } else if (s < known()) {
        weights[s] = low > high ? 0 : Math.max(inside, .5) / Math.max(all, .5);
      } else {
        weights[s] = allowed.missing() ? 1 : 0;
      }
      if (s < spoken()) {
        all += counts[s];
        inside += weights[s] * counts[s];
      }
    }
    return new Given(new NumberTokens(this, bins, low, high), List.of(weights));
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
    Json.put(out, "counts", counts);
    ArrayNode all = out.putArray("relations");
    relations.forEach(relation -> relation.write(all.addObject()));
    if (bins != null) {
      bins.write(out.putObject("bins"));
    }
  }

  /**
   * @param before places of the columns that are drawn before it
   */
  static NumberTokens read(ColumnSchema schema, Json in, Set<Integer> before) {
    double[] values = in.numbers("values");
    for (int i = 1; i < values.length; i++) {
      in.check(values[i] > values[i - 1], "must have rising values");
    }
    List<Relation> relations = new ArrayList<>();
    for (Json one : in.objects("relations", "relation")) {
      relations.add(Relation.read(one, before));
    }
    NumberBins bins = in.has("bins") ? NumberBins.read(schema, in.object("bins"), before) : null;
    int[] counts = in.integers("counts", 0, Integer.MAX_VALUE);
    in.check(
        counts.length <= MOST_STATES && Arrays.stream(counts).anyMatch(c -> c > 0),
        "has no states, or more than there can be");
    int known = values.length + relations.size() + (bins == null ? 0 : bins.count());
    in.check(
        known > 0 && (counts.length == known || counts.length == known + 1),
        "needs a count for each state");
    return new NumberTokens(schema, bins, values, relations, counts);
  }
}
