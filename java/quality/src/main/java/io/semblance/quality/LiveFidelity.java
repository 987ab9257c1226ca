package io.semblance.quality;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericColumn;
import io.semblance.data.Spread;
import io.semblance.data.Table;
import io.semblance.quality.page.Bins;
import io.semblance.quality.page.Heat;
import io.semblance.quality.page.Html;
import io.semblance.quality.page.ScoreScale;
import io.semblance.quality.page.Tables.Fact;
import io.semblance.quality.page.Words;
import io.semblance.quality.profile.ChangeCards;
import io.semblance.quality.profile.ColumnChange;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.NumericSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * How a model fares that is still learning: shape, trend and correlations of its rows between a
 * floor and a ceiling that come from held-out rows alone, and pictures of columns and pairs, real
 * beside synthetic. All scores compare equally many rows, so that sampling noise is the same in all
 * of them. Immutable.
 *
 * <pre>{@code
 * LiveFidelity live = LiveFidelity.of(heldOut, 5_000, 0).orElseThrow();
 * live.score(generated).trendMean();   // between live.floor() and live.ceiling()
 * live.column(generated, "age");       // a card of a page
 * }</pre>
 */
public final class LiveFidelity {
  private static final int BOUND = 1 << 14;
  private static final int CELLS = 14;

  /** A scale between floor and ceiling alone would make a show of noise. */
  private static final double NARROWEST = .04;

  private static final ChangeCards.Names NAMES =
      new ChangeCards.Names("Real", "Synthetic", "the synthetic rows");

  private final Table real;
  private final Table other;
  private final FidelityScores floor;
  private final FidelityScores ceiling;

  private LiveFidelity(Table real, Table other, long seed) {
    this.real = real;
    this.other = other;
    floor = Fidelity.score(real, Baseline.shuffled(other, other.rows(), seed));
    ceiling = Fidelity.score(real, other);
  }

  /**
   * Halves of held-out rows: one is what rows are held against, the other the ceiling.
   *
   * @param mostRows of each half; all scores cost time that grows with them
   * @return empty if there are too few rows to halve
   */
  public static Optional<LiveFidelity> of(Table heldOut, int mostRows, long seed) {
    return Baseline.halves(heldOut, seed)
        .map(
            halves ->
                new LiveFidelity(
                    Spread.of(halves.get(0), mostRows), Spread.of(halves.get(1), mostRows), seed));
  }

  /** Scores of columns that were shuffled independently. */
  public FidelityScores floor() {
    return floor;
  }

  /** Scores of other real rows. */
  public FidelityScores ceiling() {
    return ceiling;
  }

  /** Scores of rows of a model, of evenly spread ones if there are more than in the ceiling. */
  public FidelityScores score(Table synthetic) {
    return Fidelity.score(real, Spread.of(synthetic, other.rows()));
  }

  /** Cards of shape, trend and correlations on their scales, as HTML. */
  public List<String> cards(FidelityScores scores) {
    return List.of(
        card(
            "Shape of columns",
            scores.shapeMean(),
            floor.shapeMean(),
            ceiling.shapeMean(),
            "How alike single columns are; shuffling leaves them alone."),
        card(
            "Trend of pairs",
            scores.trendMean(),
            floor.trendMean(),
            ceiling.trendMean(),
            "How alike pairs of columns are; the right end is best."),
        card(
            "Error of correlations",
            scores.meanAbsDeltaPearson(),
            floor.meanAbsDeltaPearson(),
            ceiling.meanAbsDeltaPearson(),
            "Mean |\u0394r| of columns of numbers; the left end is best."));
  }

  private static String card(
      String title, double value, double floor, double ceiling, String meaning) {
    double span = Math.max(NARROWEST, Math.abs(ceiling - floor));
    double from = Math.max(0, Math.min(floor, ceiling) - span / 2);
    double to = Math.min(1, Math.max(floor, ceiling) + span / 2);
    StringBuilder out = new StringBuilder();
    // Ends that do not move, or nobody would see the dot move.
    ScoreScale.draw(out, title, value, floor, ceiling, round(from), round(to), meaning);
    return out.toString();
  }

  private static double round(double x) {
    return Double.isNaN(x) ? x : Math.round(1000 * x) / 1000.0;
  }

  /** How many rows were held out, of those that are used. */
  public int rows() {
    return real.rows() + other.rows();
  }

  /** Columns that have a shape, in the order of the table. */
  public List<String> columns() {
    return List.copyOf(ceiling.shapeColumns().keySet());
  }

  /** Pairs of columns that shuffling harms most: those where there is most to learn. */
  public List<List<String>> pairs(int most) {
    List<PairKeys.PairKey> keys = PairKeys.of(columns(), ceiling.trendPairs());
    return keys.stream()
        .sorted(
            Comparator.comparingDouble(
                key ->
                    floor.trendPairs().getOrDefault(key.key(), 1.0)
                        - ceiling.trendPairs().get(key.key())))
        .limit(most)
        .map(key -> List.of(columns().get(key.i()), columns().get(key.j())))
        .toList();
  }

  /** A card of one column, real beside synthetic, as HTML. */
  public String column(Table synthetic, String name, double shape) {
    Column a = real.column(name);
    ColumnSummary first = summary(a, a);
    ColumnSummary second = summary(a, synthetic.column(name));
    StringBuilder out = new StringBuilder();
    new ChangeCards(NAMES, true, QualityPage.FEWEST_NAMED)
        .draw(
            out,
            ColumnChange.of(first, second),
            real.schema().indexOf(name),
            Map.of(),
            List.of(
                new Fact("Shape", Html.score(shape)),
                new Fact("Ceiling", Html.score(ceiling.shapeColumns().get(name)))));
    return out.toString();
  }

  private static ColumnSummary summary(Column like, Column column) {
    ColumnSummary summary = ColumnSummary.of(like.schema(), BOUND);
    summary.add(column);
    return summary;
  }

  /** A card of two maps of how two columns go together, real and synthetic, as HTML. */
  public String pair(Table synthetic, String x, String y) {
    Axis across = new Axis(real.column(x));
    Axis up = new Axis(real.column(y));
    StringBuilder out = new StringBuilder();
    String title = Html.shorten(x, 40) + " and " + Html.shorten(y, 40);
    out.append("<article class=\"card\"><header><h3>").append(Words.name(title));
    out.append("</h3></header><div class=\"halves\">");
    map(out, "Real", real, x, y, across, up);
    map(out, "Synthetic", synthetic, x, y, across, up);
    return out.append("</div></article>").toString();
  }

  private static void map(
      StringBuilder out, String title, Table table, String x, String y, Axis across, Axis up) {
    int[][] counts = new int[up.names.size()][across.names.size()];
    int most = 1;
    Column columnX = table.column(x);
    Column columnY = table.column(y);
    for (int row = 0; row < table.rows(); row++) {
      int i = across.place(columnX, row);
      int j = up.place(columnY, row);
      if (i >= 0 && j >= 0) {
        most = Math.max(most, ++counts[j][i]);
      }
    }
    double largest = most;
    List<String> rows = new ArrayList<>(up.names);
    Collections.reverse(rows); // the greatest at the top
    int top = rows.size() - 1;
    out.append("<div><p class=\"soft\">").append(title).append("</p>");
    Heat.grid(
        out,
        title + ": across " + x + ", up " + y,
        rows,
        across.names,
        (r, c) ->
            counts[top - r][c] == 0
                ? Double.NaN
                : Math.max(.06, Math.sqrt(counts[top - r][c] / largest)),
        1,
        (r, c) ->
            across.names.get(c)
                + " \u00b7 "
                + rows.get(r)
                + ": "
                + Html.percent((double) counts[top - r][c] / Math.max(1, table.rows())));
    out.append("</div>");
  }

  /** The parts of a column: bins of numbers, or the most frequent labels. */
  private static final class Axis {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private Bins bins;

    Axis(Column column) {
      ColumnSchema schema = column.schema();
      ColumnSummary summary = summary(column, column);
      if (summary instanceof NumericSummary numbers) {
        if (numbers.present() > 0) {
          bins = Bins.of(numbers.distribution(), schema.numeric(), CELLS);
          DoubleFunction<String> value = Words.edges(schema, bins);
          for (int b = 0; b < bins.size(); b++) {
            names.add(value.apply(bins.from(b)));
          }
        }
        return;
      }
      CategoricalColumn cells = (CategoricalColumn) column;
      int[] counts = new int[cells.dictionary().size()];
      for (int code : cells.codes()) {
        if (code >= 0) {
          counts[code]++;
        }
      }
      Integer[] order = new Integer[counts.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, Comparator.comparingInt(i -> -counts[i]));
      for (int code : order) {
        if (names.size() < CELLS && counts[code] >= QualityPage.FEWEST_NAMED) {
          labels.put(cells.dictionary().get(code), names.size());
          names.add(cells.dictionary().get(code));
        }
      }
    }

    int place(Column column, int row) {
      if (column instanceof NumericColumn numbers) {
        double value = numbers.value(row);
        return Double.isFinite(value) && bins != null ? bins.bin(value) : -1;
      }
      CategoricalColumn cells = (CategoricalColumn) column;
      int code = cells.code(row);
      return code < 0 ? -1 : labels.getOrDefault(cells.dictionary().get(code), -1);
    }
  }
}
