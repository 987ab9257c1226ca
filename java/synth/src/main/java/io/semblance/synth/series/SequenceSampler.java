package io.semblance.synth.series;

import io.semblance.data.Table;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.Streams;
import java.util.Arrays;

/** Draws sequences from a network in a session that holds its weights. */
final class SequenceSampler {
  /** Steps of one run, more or less. */
  private static final int STEPS = 6_144;

  private final Session session;
  private final SeriesFrame frame;
  private final TableEncoder stepEncoder;
  private final TableEncoder attributeEncoder;
  private final boolean drawsAttributes;
  private final int times;
  private final int batch;
  private final Counter counter = new Counter("sequence");
  private final Variable conditions;
  private final SequenceNetwork.Generated made;
  private final Step step;
  private final long seed;
  private final int width;
  private Program program;

  /**
   * @param attributeEncoderOrNull of the table of sequences
   * @param width numbers that a sequence is conditioned on
   */
  SequenceSampler(
      Session session,
      SequenceNetwork network,
      SeriesFrame frame,
      TableEncoder stepEncoder,
      TableEncoder attributeEncoderOrNull,
      boolean drawsAttributes,
      int width,
      int times,
      long seed) {
    this.session = session;
    this.frame = frame;
    this.stepEncoder = stepEncoder;
    this.attributeEncoder = attributeEncoderOrNull;
    this.drawsAttributes = drawsAttributes;
    this.times = times;
    this.batch = Math.max(1, STEPS / times);
    this.width = width;
    this.seed = seed;
    this.conditions = width == 0 ? null : Variable.zeros("conditions", Shape.of(batch, width));
    Node given = conditions == null ? null : conditions.node();
    this.made = network.generate(batch, times, Streams.SAMPLE_NOISE, counter, given);
    this.step = new Step().output(made.steps());
    if (made.attributesOrNull() != null) {
      step.output(made.attributesOrNull());
    }
  }

  /** The step that is run for each batch. */
  Step step() {
    return step;
  }

  int batch() {
    return batch;
  }

  /** Sequences of these attributes, whose numbers follow one another. */
  StepSource.Drawn draw(Attributes attributes, double startOrNaN, int length) {
    if (program == null) {
      program = session.compile(step);
    }
    if (!drawsAttributes || attributeEncoder == null) {
      return new StepSource.Drawn(attributes, steps(run(attributes), attributes));
    }
    float[][] numbers = run(attributes);
    int count = attributes.count();
    Table own = attributeEncoder.decode(numbers[1], count, attributes.first(), seed);
    Attributes drawn = frame.attributes(attributes.first(), count, own, startOrNaN, length);
    if (width > 0 && !Arrays.equals(drawn.starts(), attributes.starts())) {
      // Now that it is known when sequences begin, their steps follow the calendar. The same random
      // numbers give the same attributes again.
      numbers = run(drawn);
    }
    return new StepSource.Drawn(drawn, steps(numbers, drawn));
  }

  private Table steps(float[][] numbers, Attributes of) {
    return stepEncoder.decode(numbers[0], of.count() * times, of.first() * times, seed);
  }

  /** Encoded steps of sequences and, where the network draws them, their encoded attributes. */
  private float[][] run(Attributes attributes) {
    int count = attributes.count();
    int stepWidth = times * stepEncoder.layout().width();
    int rowWidth = made.attributesOrNull() == null ? 0 : attributeWidth();
    float[] steps = new float[Math.multiplyExact(count, stepWidth)];
    float[] rows = new float[Math.multiplyExact(count, rowWidth)];
    float[] given = conditions(attributes);
    float[] batchSteps = new float[batch * stepWidth];
    float[] batchRows = new float[batch * rowWidth];
    for (int from = 0; from < count; from += batch) {
      int some = Math.min(batch, count - from);
      session.set(counter, attributes.first() + from);
      if (conditions != null) {
        float[] part = new float[batch * width];
        System.arraycopy(given, from * width, part, 0, some * width);
        session.set(conditions, part);
      }
      program.run();
      program.read(made.steps(), batchSteps);
      System.arraycopy(batchSteps, 0, steps, from * stepWidth, some * stepWidth);
      if (rowWidth > 0) {
        program.read(made.attributesOrNull(), batchRows);
        System.arraycopy(batchRows, 0, rows, from * rowWidth, some * rowWidth);
      }
    }
    return new float[][] {steps, rows};
  }

  private int attributeWidth() {
    return attributeEncoder.layout().width();
  }

  private float[] conditions(Attributes attributes) {
    float[] all = new float[attributes.count() * width];
    int own = drawsAttributes || attributeEncoder == null ? 0 : attributeWidth();
    if (own > 0) {
      float[] encoded = new float[attributes.count() * own];
      Table rows = attributes.drawnOrNull();
      attributeEncoder.encode(rows, 0, rows.rows(), encoded, 0);
      for (int i = 0; i < attributes.count(); i++) {
        System.arraycopy(encoded, i * own, all, i * width, own);
      }
    }
    for (int i = 0; i < attributes.count(); i++) {
      int label = frame.names().label(attributes.first() + i);
      frame.conditions(label, attributes.starts()[i], all, i * width + own);
    }
    return all;
  }
}
