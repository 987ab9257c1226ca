package io.semblance.spark;

import io.semblance.data.DataException;
import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.quality.FidelityScores;
import io.semblance.quality.PairCounts;
import io.semblance.quality.SummarisedFidelity;
import io.semblance.quality.summary.TableSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How alike two datasets are: shape, trend and differences of correlations, as {@code evaluate} has
 * them, of rows that stay where they lie.
 *
 * <pre>{@code
 * FidelityScores scores = SparkFidelity.score(real, synthetic);
 * scores.shapeMean();
 * }</pre>
 */
public final class SparkFidelity {
  private SparkFidelity() {}

  /**
   * Scores a synthetic dataset, in two passes over each dataset and one more over the real one for
   * a sample, which tells what its cells mean. The counts of pairs of labels are put together tree
   * by tree; two columns of very many labels make large ones. Equal to the scores of a single
   * machine, see {@link SummarisedFidelity}.
   *
   * @param synthetic has the columns of the real one, in any order
   * @throws DataException if a dataset is empty, or a column is missing or holds something else
   */
  public static FidelityScores score(Dataset<Row> real, Dataset<Row> synthetic) {
    Dataset<Row> drawn = synthetic.select(columns(real, synthetic));
    Schema schema = SparkTables.sample(real, SparkProfile.ROWS_FOR_TYPES, 0).schema();
    TableSummary ofReal = SparkProfile.unnumbered(real, schema);
    TableSummary ofDrawn = SparkProfile.unnumbered(drawn, schema);
    SummarisedFidelity fidelity = new SummarisedFidelity(ofReal, ofDrawn);
    List<PairCounts> pairs = pairs(real, schema, new PairCounts(ofReal));
    List<PairCounts> ofBoth = pairs(drawn, schema, new PairCounts(ofReal), new PairCounts(ofDrawn));
    return fidelity.score(pairs.get(0), ofBoth.get(0), ofBoth.get(1));
  }

  private static List<PairCounts> pairs(Dataset<Row> dataset, Schema schema, PairCounts... empty) {
    List<byte[]> starts = new ArrayList<>();
    for (PairCounts counts : empty) {
      starts.add(SummaryBytes.of(counts));
    }
    return PartitionSummaries.ofAny(dataset, schema, new Summarising(starts));
  }

  private record Summarising(List<byte[]> empty)
      implements PartitionSummaries.Summarising<List<PairCounts>> {
    @Override
    public List<PairCounts> empty(Schema schema) {
      return new ArrayList<>(empty.stream().map(SummaryBytes::<PairCounts>read).toList());
    }

    @Override
    public void add(List<PairCounts> counts, Table piece, long firstRow, int partition) {
      counts.forEach(each -> each.add(piece));
    }

    @Override
    public void merge(List<PairCounts> counts, List<PairCounts> later) {
      for (int i = 0; i < counts.size(); i++) {
        counts.get(i).merge(later.get(i));
      }
    }
  }

  private static Column[] columns(Dataset<Row> real, Dataset<Row> synthetic) {
    List<String> there = Arrays.asList(synthetic.columns());
    return Arrays.stream(real.columns())
        .map(
            name -> {
              if (!there.contains(name)) {
                throw DataException.builder("the synthetic dataset has no such column")
                    .column(name)
                    .remedy("its columns are " + String.join(", ", there))
                    .build();
              }
              return synthetic.col("`" + name.replace("`", "``") + "`");
            })
        .toArray(Column[]::new);
  }
}
