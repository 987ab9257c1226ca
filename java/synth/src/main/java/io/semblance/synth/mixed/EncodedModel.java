package io.semblance.synth.mixed;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;

/** A model that draws encoded rows by their absolute numbers, and reads them back by an encoder. */
public abstract class EncodedModel implements Model {
  /** Rows of a part. */
  protected static final int PART = 4 * DrawContext.BATCH;

  private final TableEncoder encoder;
  private final Provenance provenance;
  private final Sampler sampler;

  /** Draws encoded rows. Immutable. */
  @FunctionalInterface
  public interface Sampler {
    /** Fills {@code count} encoded rows from row {@code firstRow} on. */
    void draw(long seed, long firstRow, int count, float[] out);
  }

  /**
   * @param samplerOrNull null for a table of constants, which the encoder knows
   */
  protected EncodedModel(TableEncoder encoder, Sampler samplerOrNull, Provenance provenance) {
    this.encoder = encoder;
    this.sampler = samplerOrNull;
    this.provenance = provenance;
  }

  /** What was learnt, in a line. */
  protected abstract String shape();

  @Override
  public final Schema schema() {
    return encoder.schema();
  }

  @Override
  public final Provenance provenance() {
    return provenance;
  }

  @Override
  public final String describe() {
    return provenance.synthesizer()
        + ", "
        + (sampler == null ? "nothing to learn" : shape())
        + "\n"
        + encoder.describe();
  }

  /** How columns become numbers and back. */
  public final TableEncoder encoder() {
    return encoder;
  }

  /** Rows of the table, from row {@code firstRow} on. */
  public final Table rows(long firstRow, int count, long seed) {
    float[] encoded = new float[Math.multiplyExact(count, encoder.layout().width())];
    if (sampler != null) {
      sampler.draw(seed, firstRow, count, encoded);
    }
    return encoder.decode(encoded, count, firstRow, seed);
  }

  @Override
  public final int partRows() {
    return PART;
  }

  @Override
  public final RowSource open(DrawContext context) {
    return new RowSource() {
      @Override
      public Table draw(long firstRow, int count) {
        return rows(firstRow, count, context.seed());
      }

      @Override
      public void close() {}
    };
  }
}
