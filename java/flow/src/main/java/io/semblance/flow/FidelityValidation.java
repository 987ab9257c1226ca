package io.semblance.flow;

import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.series.LaggedTable;
import io.semblance.data.series.Sequences;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.series.TimeAxis;
import io.semblance.quality.Fidelity;
import io.semblance.quality.FidelityScores;
import io.semblance.quality.series.SeriesFigures;
import io.semblance.synth.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far generated rows are from held-out rows: shape error + trend error + mean |delta r|, so
 * that neither single columns nor their dependence can be traded away. It is computed while
 * training waits, hence the bound on rows.
 */
public final class FidelityValidation {
  private static final int MOST_ROWS = 20_000;

  /** Judges whose mean counts where models are chosen among. */
  private static final int JUDGES = 2;

  private FidelityValidation() {}

  /** Validation of a fit against these rows, which the model must not be trained on. */
  public static Validation against(Table holdout) {
    return new Validation(Samples.thin(holdout, MOST_ROWS), FidelityValidation::loss);
  }

  /**
   * Validation of a fit of sequences: the same of rows beside the rows that come one step later and
   * the changes between, so that dependence in time counts as much as dependence within a row.
   *
   * @param series how rows make sequences, of both tables
   */
  public static Validation against(Table holdout, SeriesSpec series) {
    Sequences held = Sequences.of(holdout, series, note -> {});
    List<String> features =
        held.features().stream()
            .filter(name -> holdout.schema().column(name).type() != ColumnType.ID)
            .toList();
    TimeAxis axis = held.axis().orElse(null);
    Table pairs = pairs(held, features);
    return pairs.rows() == 0
        ? against(holdout)
        : new Validation(
            Samples.thin(holdout, MOST_ROWS),
            (ignored, synthetic) ->
                loss(pairs, pairs(Sequences.of(synthetic, series, axis, n -> {}), features)));
  }

  /**
   * How well a recurrent network tells sequences from these: 0 is not at all, .5 always.
   *
   * @param series how rows make sequences
   */
  static Validation toldApart(Table real, SeriesSpec series, long seed) {
    return new Validation(
        real,
        (known, synthetic) -> {
          double score = SeriesFigures.discriminativeScore(known, synthetic, series, seed, JUDGES);
          return Double.isNaN(score) ? against(known, series).lossOf(synthetic) : score;
        });
  }

  /**
   * Rows, the rows one step later, and by how much numbers change between: in a smooth series that
   * is little beside the numbers themselves, and would not be seen in their correlation.
   */
  private static Table pairs(Sequences sequences, List<String> features) {
    List<int[]> rows = IntStream.range(0, sequences.count()).mapToObj(sequences::rows).toList();
    Table beside =
        Samples.thin(LaggedTable.of(sequences.table(), rows, List.of(1), features), MOST_ROWS);
    List<Column> columns = new ArrayList<>(beside.columns());
    for (int i = 0; i < features.size(); i++) {
      if (beside.column(i) instanceof NumericColumn now
          && beside.column(features.size() + i) instanceof NumericColumn later) {
        double[] change = new double[beside.rows()];
        Arrays.setAll(change, row -> later.value(row) - now.value(row));
        ColumnSchema schema =
            ColumnSchema.builder(now.name() + " (change)", ColumnType.NUMBER)
                .nullable(true)
                .decimals(0, ColumnSchema.SHORTEST)
                .build();
        columns.add(NumericColumn.of(schema, change));
      }
    }
    return Table.of(columns);
  }

  private static double loss(Table heldOut, Table synthetic) {
    FidelityScores scores = Fidelity.score(heldOut, synthetic);
    return orZero(1 - scores.shapeMean())
        + orZero(1 - scores.trendMean())
        + orZero(scores.meanAbsDeltaPearson());
  }

  private static double orZero(double error) {
    return Double.isNaN(error) ? 0 : error; // a table of one column has no pairs
  }
}
