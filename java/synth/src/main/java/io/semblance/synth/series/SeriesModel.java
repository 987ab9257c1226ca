package io.semblance.synth.series;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.RankProjection;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Backends;
import io.semblance.synth.DrawContext;
import io.semblance.synth.DrawPlan;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.stage.RankProjectionStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model of sequences: what is drawn by number is a sequence, whatever else is drawn, and comes as
 * its rows. Subclasses draw the steps; what is said once of a sequence comes from a model of rows,
 * unless they draw it too.
 *
 * <p>A model of one step, given what is static, when it is, and a state, fits in as a {@link
 * StepSource} that goes from step to step.
 */
public abstract class SeriesModel implements Model {
  /** Steps of the parts that samples are drawn in, more or less. */
  private static final int PART_STEPS = 12_288;

  /** Rows of a part in memory, where sequences are drawn longer than they were learnt. */
  private static final int MOST_ROWS_OF_PART = 20_000_000;

  private final SeriesFrame frame;
  private final Model sequences;
  private final RankProjection projection;
  private final Provenance provenance;

  /**
   * @param sequencesOrNull draws the rows of {@link SeriesData#sequences}; null where there is
   *     nothing to draw
   * @param projectionOrNull maps numbers of steps onto their quantiles
   */
  protected SeriesModel(
      SeriesFrame frame,
      Model sequencesOrNull,
      RankProjection projectionOrNull,
      Provenance provenance) {
    this.frame = frame;
    this.sequences = sequencesOrNull;
    this.projection = projectionOrNull;
    this.provenance = provenance;
  }

  /** How sequences become rows. */
  public SeriesFrame frame() {
    return frame;
  }

  /** What draws the rows said once of a sequence; null where nothing is. */
  protected Model sequences() {
    return sequences;
  }

  RankProjection projection() {
    return projection;
  }

  /**
   * Something that draws steps, for one thread at a time.
   *
   * @param times steps of each sequence
   * @throws SynthesisException if the model cannot draw so many
   */
  protected abstract StepSource openSteps(DrawContext context, int times);

  /** Most steps that a sequence may have; 0 if there is no bound. */
  protected abstract int mostTimes();

  /** Whether what is said once of a sequence comes with its steps. */
  protected abstract boolean drawsAttributes();

  /**
   * Refuses to begin at a time that the model knows no sequences of.
   *
   * @throws SynthesisException saying what it knows
   */
  protected void checkStart(double start) {}

  /** What it is, in a line. */
  protected abstract String describeSteps();

  @Override
  public Schema schema() {
    return frame.schema();
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public String describe() {
    return provenance.synthesizer() + ", " + frame.describe() + describeSteps() + "\n";
  }

  @Override
  public List<String> stages() {
    return projection == null ? List.of() : List.of(RankProjectionStage.NAME);
  }

  /** Sequences of a part. */
  @Override
  public boolean drawsSequences() {
    return true;
  }

  @Override
  public int partRows() {
    return Math.max(1, PART_STEPS / frame.times());
  }

  @Override
  public DrawPlan plan(SampleOptions options) {
    if (options.length() > 0 && mostTimes() > 0 && options.length() > mostTimes()) {
      throw new SynthesisException(
          "The model has learnt sequences of "
              + mostTimes()
              + " steps as wholes and cannot draw any of "
              + options.length()
              + ". Ask for more sequences, fit with that --length, or take a model that goes from"
              + " step to step, such as timegan");
    }
    if (options.length() > MOST_ROWS_OF_PART / partRows()) {
      throw new SynthesisException(
          "Sequences of this model may be drawn up to "
              + MOST_ROWS_OF_PART / partRows()
              + " steps, not "
              + options.length());
    }
    if (options.start() != null) {
      checkStart(frame.instant(options.start()));
    }
    if (options.firstRow() > 0) {
      throw new SynthesisException(
          "A model of sequences draws whole ones: say --first-sequence, not --first-row");
    }
    long first = options.firstSequence();
    if (options.sequences() != null) {
      return new DrawPlan(first, options.sequences(), 0);
    }
    long rows = options.rows();
    if (rows == 0) {
      return new DrawPlan(first, 0, 0);
    }
    if (options.length() > 0 || !frame.ragged()) {
      int length = options.length() > 0 ? options.length() : frame.times();
      long count = (rows + length - 1) / length;
      return new DrawPlan(first, count, (int) (count * length - rows));
    }
    return counted(options, first, rows);
  }

  /** Counts sequences until there are rows enough; if lengths come with steps, draws those too. */
  private DrawPlan counted(SampleOptions options, long first, long rows) {
    long total = 0;
    long at = first;
    Backend backend = drawsAttributes() ? Backends.select(options.backend()) : null;
    DrawContext context =
        new DrawContext(options.seed(), true, backend, DrawContext.BATCH, options.start(), 0);
    try (AttributeSource source = new AttributeSource(context);
        StepSource steps = drawsAttributes() ? openSteps(context, frame.times()) : null) {
      while (true) {
        int count = (int) (partRows() - at % partRows());
        Attributes attributes = source.draw(at, count);
        if (steps != null) {
          attributes = steps.draw(attributes).attributes();
        }
        for (int length : attributes.lengths()) {
          at++;
          total += length;
          if (total >= rows) {
            return new DrawPlan(first, at - first, (int) (total - rows));
          }
        }
      }
    }
  }

  /** What is said once of each sequence, by their absolute numbers. */
  final class AttributeSource implements AutoCloseable {
    private final RowSource source;
    private final double start;
    private final int length;
    private final int part;

    AttributeSource(DrawContext context) {
      this.source = sequences == null ? null : sequences.open(context);
      this.start = context.start() == null ? Double.NaN : frame.instant(context.start());
      this.length = context.length();
      this.part = sequences == null ? Integer.MAX_VALUE : sequences.partRows();
    }

    Attributes draw(long first, int count) {
      Table rows = null;
      if (source != null) {
        List<Table> parts = new ArrayList<>();
        for (long at = first; at < first + count; ) {
          int some = (int) Math.min(first + count - at, part - at % part);
          parts.add(source.draw(at, some));
          at += some;
        }
        rows = Table.concat(parts);
      }
      return frame.attributes(first, count, rows, start, length);
    }

    @Override
    public void close() {
      if (source != null) {
        source.close();
      }
    }
  }

  @Override
  public RowSource open(DrawContext context) {
    int times = context.length() > 0 ? context.length() : frame.times();
    AttributeSource attributes = new AttributeSource(context);
    StepSource steps = openSteps(context, times);
    return new RowSource() {
      @Override
      public Table draw(long first, int count) {
        if (count == 0) {
          return draw(first, 1).slice(0, 0);
        }
        StepSource.Drawn drawn = steps.draw(attributes.draw(first, count));
        Table all = drawn.steps();
        if (projection != null && context.rankProjection()) {
          all = projection.apply(all, first * times, context.seed());
        }
        return frame.rows(drawn.attributes(), all, times, context.seed());
      }

      @Override
      public void close() {
        steps.close();
        attributes.close();
      }
    };
  }

  /** Steps that count of sequences that were drawn one below the other. */
  static Table counting(StepSource.Drawn drawn, int times) {
    int[] lengths = drawn.attributes().lengths();
    int[] rows = new int[Arrays.stream(lengths).sum()];
    int at = 0;
    for (int s = 0; s < lengths.length; s++) {
      for (int t = 0; t < lengths[s]; t++) {
        rows[at++] = s * times + t;
      }
    }
    return drawn.steps().select(rows);
  }
}
