package io.semblance.synth.doppelganger;

import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.RecurrentStack;
import io.semblance.engine.nn.Sequential;
import io.semblance.synth.series.EncodedSequences;
import io.semblance.synth.series.SequenceBatch;
import io.semblance.synth.series.SequenceNetwork;
import io.semblance.synth.series.SeriesFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * The three generators, one after the other: attributes from noise; the ranges of the sequence from
 * attributes and noise; its steps from both and fresh noise, S at a time, by a recurrent network
 * (sections 4.1 and 4.2 of the paper). What is not to be drawn, as the label of an entity, all
 * three are told.
 */
final class DoppelGangerNetworks implements SequenceNetwork {
  private final DoppelGangerSettings settings;
  private final Layout layout;
  private final int times;
  private final int atOnce;
  private final int runs;
  private final int conditions;
  private final Heads attributeHeads;
  private final boolean startDrawn;
  private final Lengths lengths;
  private final Ranges ranges;

  private final Sequential attributeNet;
  private final Sequential rangeNet;
  private final RecurrentStack stepNet;

  /**
   * @param prefix of the names of all parameters
   * @param layout of a step
   * @param attributesOrNull of a row of the table of sequences
   * @param conditions numbers that a sequence is conditioned on
   * @param times steps of the longest sequence
   */
  DoppelGangerNetworks(
      String prefix,
      Layout layout,
      Layout attributesOrNull,
      DoppelGangerSettings settings,
      int conditions,
      int times) {
    this.settings = settings;
    this.layout = layout;
    this.times = times;
    this.atOnce = settings.stepsAtOnce(times);
    this.runs = (times + atOnce - 1) / atOnce;
    this.conditions = conditions;
    boolean some = attributesOrNull != null && attributesOrNull.width() > 0;
    this.attributeHeads = some ? new Heads(attributesOrNull) : null;
    this.startDrawn = some && !attributesOrNull.blocksOf(SeriesFrame.START).isEmpty();
    this.lengths = Lengths.of(prefix, attributesOrNull, times);
    this.ranges = settings.normalised() && layout.scalars() > 0 ? new Ranges(layout, times) : null;
    int attributes = attributes();
    this.attributeNet =
        some
            ? mlp(
                prefix + "attributes",
                settings.attributeNoise() + attributeConditions(),
                attributes)
            : null;
    int context = attributes + conditions;
    this.rangeNet =
        ranges == null
            ? null
            : mlp(prefix + "ranges", settings.rangeNoise() + context, ranges.count());
    this.stepNet =
        RecurrentStack.lstm(
            prefix + "steps",
            settings.noise() + context + rangeCount(),
            settings.hidden(),
            settings.layers(),
            atOnce * layout.width());
  }

  private Sequential mlp(String name, int in, int out) {
    return Sequential.mlp(
        name, in, settings.generatorWidths(), out, Activation.RELU, settings.generatorNorm(), 0);
  }

  /**
   * Sequences as the generators make them.
   *
   * @param attributes [batch, attributes]; null if there are none
   * @param inRange steps in their ranges; the ranges are null where there are none, and the steps
   *     then as they are
   * @param mask 1 where there is a step, [batch, times]; null if attributes do not tell
   */
  record Made(Node attributes, Ranges.Normalised inRange, Node mask) {}

  /** Numbers of a sequence's attributes. */
  int attributes() {
    return attributeHeads == null ? 0 : attributeHeads.layout().width();
  }

  int rangeCount() {
    return ranges == null ? 0 : ranges.count();
  }

  /** Null where sequences are not normalised. */
  Ranges ranges() {
    return ranges;
  }

  /** Whether phases of the calendar follow from an attribute that is drawn. */
  boolean phasesFollow() {
    return startDrawn && conditions > 0;
  }

  /** Conditions that are known before the attributes are. */
  private int attributeConditions() {
    return phasesFollow() ? 0 : conditions;
  }

  /** Generates sequences; arguments as for {@link #generate}, of all steps. */
  Made make(int batch, int stream, Counter counter, Node conditionsOrNull) {
    int ofAttributes = attributeNet == null ? 0 : settings.attributeNoise();
    int ofRanges = rangeNet == null ? 0 : settings.rangeNoise();
    int ofSteps = runs * settings.noise();
    Node noise = Ops.normal(Shape.of(batch, ofAttributes + ofRanges + ofSteps), stream, counter);
    List<Node> context = new ArrayList<>();
    Node attributes = null;
    Node mask = null;
    if (attributeNet != null) {
      Node own = Ops.slice(noise, 1, 0, ofAttributes);
      if (attributeConditions() > 0) {
        own = Ops.concat(1, own, conditionsOrNull);
      }
      Node scores = attributeNet.apply(own, Mode.inference());
      attributes =
          settings.gumbel()
              ? attributeHeads.drawn(scores, new Heads.Draw(stream + 1, counter))
              : attributeHeads.bounded(scores);
      mask = lengths == null ? null : lengths.mask(attributes);
      context.add(attributes);
    }
    if (conditions > 0) {
      context.add(conditionsOrNull);
    }
    Node range = null;
    if (rangeNet != null) {
      Node in = with(Ops.slice(noise, 1, ofAttributes, ofRanges), context);
      range = ranges.ofScores(rangeNet.apply(in, Mode.inference()));
      context.add(range);
    }
    Node steps = steps(Ops.slice(noise, 1, ofAttributes + ofRanges, ofSteps), context, mask);
    return new Made(attributes, new Ranges.Normalised(range, steps), mask);
  }

  private static Node with(Node noise, List<Node> context) {
    List<Node> parts = new ArrayList<>(List.of(noise));
    parts.addAll(context);
    return Ops.concat(1, parts);
  }

  /** [batch, times * width] from noise of all runs of the recurrent network. */
  private Node steps(Node noise, List<Node> context, Node maskOrNull) {
    int batch = noise.shape().dim(0);
    Node in = SequenceBatch.timeMajor(noise, runs);
    if (!context.isEmpty()) {
      Node once = Ops.concat(1, context);
      in = Ops.concat(1, in, SequenceBatch.eachStep(once, runs));
    }
    Node out = SequenceBatch.sequenceMajor(stepNet.apply(in, runs), runs);
    int width = layout.width();
    Node kept = runs * atOnce == times ? out : Ops.slice(out, 1, 0, times * width);
    Node scores = Ops.reshape(kept, Shape.of(batch * times, width));
    boolean exact = ranges != null && settings.exactRange();
    Heads heads = new Heads(layout);
    Node steps =
        Ops.reshape(
            exact ? heads.open(scores) : heads.bounded(scores), Shape.of(batch, times * width));
    return exact ? ranges.normalised(steps, maskOrNull).steps() : steps;
  }

  /** Encoded steps of what was made, [batch, times * width]. */
  Node restored(Made made) {
    return ranges == null ? made.inRange().steps() : ranges.restored(made.inRange());
  }

  @Override
  public Generated generate(
      int batch, int wanted, int stream, Counter counter, Node conditionsOrNull) {
    Made made = make(batch, stream, counter, conditionsOrNull);
    Node steps = restored(made);
    return new Generated(
        wanted == times ? steps : Ops.slice(steps, 1, 0, wanted * layout.width()),
        made.attributes());
  }

  @Override
  public int mostTimes() {
    return times; // ranges are those of whole sequences
  }

  /** What is trained. */
  List<Variable> trained() {
    List<Variable> all = new ArrayList<>();
    if (attributeNet != null) {
      all.addAll(attributeNet.parameters());
    }
    if (rangeNet != null) {
      all.addAll(rangeNet.parameters());
    }
    all.addAll(stepNet.parameters());
    return all;
  }

  @Override
  public List<Variable> parameters() {
    List<Variable> all = trained();
    if (lengths != null) {
      all.add(lengths.limits());
    }
    return all;
  }

  void initialize(Session session, EncodedSequences data, long seed) {
    if (attributeNet != null) {
      attributeNet.initialize(session, seed);
    }
    if (rangeNet != null) {
      rangeNet.initialize(session, seed);
    }
    stepNet.initialize(session, seed);
    if (lengths != null) {
      session.set(lengths.limits(), lengths.values(data));
    }
  }
}
