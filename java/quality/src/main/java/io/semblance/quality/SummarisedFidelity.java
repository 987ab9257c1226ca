package io.semblance.quality;

import io.semblance.data.DataException;
import io.semblance.quality.summary.ColumnSummary;
import io.semblance.quality.summary.Distribution;
import io.semblance.quality.summary.LabelSummary;
import io.semblance.quality.summary.NumericSummary;
import io.semblance.quality.summary.TableSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@link Fidelity} of tables that no memory holds, from what two passes over each leave: a {@link
 * TableSummary}, then {@link PairCounts}. Both are made piece by piece and can be merged, so that
 * the pieces may lie on many machines.
 *
 * <pre>{@code
 * FidelityScores scores =
 *     new SummarisedFidelity(realSummary, syntheticSummary)
 *         .score(realPairs, syntheticPairs, syntheticPairsByOwnRange);
 * }</pre>
 *
 * <p>The figures are those of {@link Fidelity#score}, but for the last digits of sums, as long as a
 * column has at most 2^18 distinct numbers (8,000,000 over all columns); beyond that its shape is
 * that of a sketch, which is off by some thousandths.
 */
public final class SummarisedFidelity {
  private final TableSummary real;
  private final TableSummary synthetic;

  /**
   * What the first pass over both tables left.
   *
   * @param synthetic made with the schema of the real table
   * @throws DataException if a table has no rows
   */
  public SummarisedFidelity(TableSummary real, TableSummary synthetic) {
    Fidelity.requireRows(real.rows(), "real");
    Fidelity.requireRows(synthetic.rows(), "synthetic");
    this.real = real;
    this.synthetic = synthetic;
  }

  /**
   * The scores.
   *
   * @param ofReal pairs of the real table, cut by its own ranges
   * @param ofSynthetic pairs of the synthetic table, cut by the ranges of the real one
   * @param byOwnRange pairs of the synthetic table, cut by its own ranges
   */
  public FidelityScores score(PairCounts ofReal, PairCounts ofSynthetic, PairCounts byOwnRange) {
    PairCounts drawn = ofSynthetic.inCodesOf(ofReal);
    PairCounts own = byOwnRange.inCodesOf(ofReal);
    int[] scored = PairCounts.scored(real);
    List<String> names = new ArrayList<>();
    Map<String, Double> shape = new LinkedHashMap<>();
    for (int k = 0; k < scored.length; k++) {
      ColumnSummary column = real.columns().get(scored[k]);
      names.add(column.name());
      shape.put(
          column.name(),
          column instanceof NumericSummary numbers
              ? shape(numbers, (NumericSummary) synthetic.columns().get(scored[k]))
              : PairCounts.likeness(ofReal, drawn, k, k));
    }
    Correlations correlations = correlations();
    Trend trend =
        Trend.of(
            names,
            k -> real.columns().get(scored[k]) instanceof NumericSummary,
            correlations,
            (i, j) ->
                new Trend.Likeness(
                    PairCounts.likeness(ofReal, drawn, i, j),
                    PairCounts.likeness(ofReal, own, i, j)));
    return Fidelity.scores(shape, trend, correlations);
  }

  /** As {@link ColumnShape} has it. */
  private static double shape(NumericSummary a, NumericSummary b) {
    if (a.present() == 0 || b.present() == 0) {
      return a.present() == b.present() ? 1 : 0;
    }
    double missing = (double) a.missing() / a.rows() - (double) b.missing() / b.rows();
    double distance = Distribution.kolmogorovSmirnov(a.distribution(), b.distribution());
    return (1 - distance) * (1 - Math.abs(missing));
  }

  private Correlations correlations() {
    List<Integer> columns = real.numberColumns();
    // Labels were taken for numbers by the first rows alone; by now all of them are known.
    int[] kept =
        IntStream.range(0, columns.size())
            .filter(k -> numbers(real.columns().get(columns.get(k)), real, columns.get(k)))
            .toArray();
    List<String> names = new ArrayList<>();
    double[][] ofReal = new double[kept.length][kept.length];
    double[][] ofSynthetic = new double[kept.length][kept.length];
    for (int i = 0; i < kept.length; i++) {
      names.add(real.columns().get(columns.get(kept[i])).name());
      for (int j = 0; j < i; j++) {
        ofReal[i][j] = real.coMoments().correlation(kept[i], kept[j]);
        ofReal[j][i] = ofReal[i][j];
        ofSynthetic[i][j] = synthetic.coMoments().correlation(kept[i], kept[j]);
        ofSynthetic[j][i] = ofSynthetic[i][j];
      }
    }
    return new Correlations(names, ofReal, ofSynthetic);
  }

  private static boolean numbers(ColumnSummary column, TableSummary summary, int position) {
    return !(column instanceof LabelSummary labels)
        || !summary.view(position).readsLabels()
        || labels.numbers() == labels.present();
  }
}
