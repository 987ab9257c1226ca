package io.semblance.synth.resample;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import java.util.Locale;

/** Real rows, between which new ones are drawn. To be kept as the table itself is kept. */
final class ResampleModel implements Model {
  private static final int PART = 4 * DrawContext.BATCH;

  private final RowPool pool;
  private final TableEncoder ids;
  private final Provenance provenance;
  private final Interpolation interpolation;

  /**
   * @param ids of the identifiers alone; null if there are none
   */
  ResampleModel(RowPool pool, TableEncoder ids, Provenance provenance) {
    this.pool = pool;
    this.ids = ids;
    this.provenance = provenance;
    this.interpolation = new Interpolation(pool, ids);
  }

  RowPool pool() {
    return pool;
  }

  TableEncoder ids() {
    return ids;
  }

  @Override
  public Schema schema() {
    return pool.schema();
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public boolean carriesRealRows() {
    return true;
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder(provenance.synthesizer());
    text.append(String.format(Locale.ROOT, ", carries_real_rows: true (%,d rows)\n", pool.rows()));
    for (RowPool.ClassRows rows : pool.classes()) {
      boolean classes = pool.classes().size() > 1;
      text.append(classes ? "class " + rows.name() : "all rows");
      int kept = rows.to() - rows.from();
      text.append(String.format(Locale.ROOT, ": %,d rows", rows.trainingRows()));
      if (kept < rows.trainingRows()) {
        text.append(String.format(Locale.ROOT, ", of which %,d drawn at random are kept", kept));
        text.append(" and neighbours sought among them");
      }
      text.append(", ").append(rows.each()).append(" neighbours each");
      text.append(rows.weights() == null ? ", used evenly" : ", used by density").append('\n');
    }
    return text.toString();
  }

  @Override
  public int partRows() {
    return PART;
  }

  @Override
  public RowSource open(DrawContext context) {
    return new RowSource() {
      @Override
      public Table draw(long firstRow, int count) {
        return interpolation.draw(firstRow, count, context.seed());
      }

      @Override
      public void close() {}
    };
  }
}
