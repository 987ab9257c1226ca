package io.semblance.synth.mixed;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.Completion;
import io.semblance.synth.Conditional;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Likelihood;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of the density of mixed rows: it draws encoded rows by their absolute numbers, reads them
 * back by an encoder, and can ask for some of them, compare them, and fill their holes.
 */
public abstract class EncodedModel implements Model, Conditional, Likelihood, Completion {
  /** Rows of a part. */
  protected static final int PART = 4 * DrawContext.BATCH;

  private final TableEncoder encoder;
  private final Provenance provenance;
  private final Sampler sampler;

  /** What the rows of this one are some of, and which; null for all. */
  private final EncodedModel whole;

  private final Condition condition;

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
    this.whole = null;
    this.condition = null;
  }

  /** The rows of a model that satisfy a condition. */
  protected EncodedModel(EncodedModel whole, Condition condition, Sampler sampler) {
    this.encoder = whole.encoder;
    this.sampler = sampler;
    this.provenance = whole.provenance;
    this.whole = whole;
    this.condition = condition;
  }

  /** What was learnt, in a line. */
  protected abstract String shape();

  /** The rows as the model sees them; not asked for of a table of constants. */
  protected abstract MixedLayout mixed();

  /** The model of the rows that evidence allows; nothing if it has no probability. */
  protected abstract Optional<Given> given(Evidence evidence);

  /** Fills holes with what evidence allows, which holds no number to an interval. */
  protected abstract RowFiller filler(Evidence present);

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

  /**
   * Exact, but for what {@link Evidence#rest} names, which goes by trying. Likelihoods of the model
   * under a condition stay those without it.
   */
  @Override
  public final Given given(Condition asked) {
    if (whole != null) {
      return whole.given(condition.and(asked));
    }
    asked.check(schema());
    if (sampler == null) {
      if (!asked.holds(rows(0, 1, 0), 0)) {
        throw impossible(asked);
      }
      return new Given(this, 1);
    }
    Evidence evidence = Evidence.of(asked, encoder, mixed()).orElseThrow(() -> impossible(asked));
    Given exact = given(evidence).orElseThrow(() -> impossible(asked));
    if (evidence.rest().isEmpty()) {
      return exact;
    }
    Given tried = Conditional.byTrying(exact.model(), evidence.rest());
    return new Given(tried.model(), exact.probability() * tried.probability());
  }

  private SynthesisException impossible(Condition asked) {
    return new SynthesisException(
        "No row of this model satisfies " + asked.describe(schema()) + ": ask for less");
  }

  @Override
  public final Optional<Conditional> conditional() {
    return Optional.of(this);
  }

  @Override
  public final Optional<Likelihood> likelihood() {
    return Optional.of(this);
  }

  @Override
  public final Optional<Completion> completion() {
    return whole == null ? Optional.of(this) : Optional.empty();
  }

  @Override
  public final Table complete(Table rows, long firstRow, long seed) {
    List<Table> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < rows.rows(); from += PART) {
      Table part = rows.slice(from, Math.min(rows.rows(), from + PART));
      parts.add(HoledRows.filled(this, sampler != null, part, firstRow + from, seed));
    }
    return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
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
