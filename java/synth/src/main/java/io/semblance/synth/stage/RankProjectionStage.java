package io.semblance.synth.stage;

import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.encode.RankProjection;
import io.semblance.synth.DrawContext;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;

/** Gives numbers the marginal distribution of the training table: {@link RankProjection}. */
public record RankProjectionStage(RankProjection projection) implements RowStage {
  /** As reports and model files name it. */
  public static final String NAME = "rank projection";

  private static final String ENTRY = "projection.json";
  private static final int FEWEST_ROWS = 8_192;
  private static final int MOST_ROWS = 51_200;

  /**
   * Rows of the generated sample that a projection, and what is calibrated before it, is measured
   * on: twice the table's, within bounds. A small table's own frequencies are no surer than that.
   */
  public static int sampleRows(int tableRows) {
    return (int) Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, 2L * tableRows));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wanted(DrawContext context) {
    return context.rankProjection();
  }

  @Override
  public Table apply(Table rows, long firstRow, long seed) {
    return projection.apply(rows, firstRow, seed);
  }

  /** Columns of the condition keep their values; ranks of the others are those of all rows. */
  @Override
  public RowStage given(Condition condition) {
    return new RankProjectionStage(projection.without(condition.columns().keySet()));
  }

  @Override
  public void write(ArchiveWriter archive) {
    archive.put(ENTRY, projection.toJson());
  }

  static RankProjectionStage read(ArchiveReader archive) {
    return new RankProjectionStage(
        RankProjection.fromJson(archive.text(ENTRY), archive.where(ENTRY)));
  }
}
