package io.semblance.synth.series;

import io.semblance.data.encode.Layout;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.DrawContext;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Synthesizers;
import io.semblance.synth.archive.Safetensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model whose steps come from a {@link SequenceNetwork}. */
public final class NetworkSeriesModel extends SeriesModel {
  private final TableEncoder steps;
  private final TableEncoder attributes;
  private final Map<String, Safetensors.Tensor> weights;
  private final MakesSequenceNetworks maker;
  private final Settings settings;

  /**
   * @param steps encoder of the table of steps
   * @param attributesOrNull encoder of the table of sequences
   */
  NetworkSeriesModel(
      SeriesModelCodec.Parts parts,
      TableEncoder steps,
      TableEncoder attributesOrNull,
      Map<String, Safetensors.Tensor> weights) {
    super(parts.frame(), parts.sequences(), parts.projection(), parts.provenance());
    this.steps = steps;
    this.attributes = attributesOrNull;
    this.weights = weights;
    Synthesizer synthesizer = Synthesizers.byName(provenance().synthesizer());
    if (!(synthesizer instanceof MakesSequenceNetworks made)) {
      throw new SynthesisException(synthesizer.name() + " makes no networks of sequences");
    }
    this.maker = made;
    this.settings = Settings.of(synthesizer, provenance().settings());
  }

  TableEncoder stepEncoder() {
    return steps;
  }

  TableEncoder attributeEncoder() {
    return attributes;
  }

  Map<String, Safetensors.Tensor> weights() {
    return weights;
  }

  private Layout attributeLayout() {
    return attributes == null ? null : attributes.layout();
  }

  /** Numbers that a sequence is conditioned on. */
  static int conditions(
      SeriesFrame frame, TableEncoder attributesOrNull, MakesSequenceNetworks maker) {
    boolean given = attributesOrNull != null && !maker.drawsAttributes();
    return frame.conditions() + (given ? attributesOrNull.layout().width() : 0);
  }

  /** The network, without weights. */
  SequenceNetwork network() {
    return maker.network(
        settings,
        steps.layout(),
        attributeLayout(),
        conditions(frame(), attributes, maker),
        frame().times());
  }

  @Override
  protected int mostTimes() {
    return network().mostTimes();
  }

  @Override
  protected boolean drawsAttributes() {
    return maker.drawsAttributes() && attributes != null;
  }

  @Override
  protected String describeSteps() {
    long numbers = weights.values().stream().mapToLong(t -> t.shape().size()).sum();
    return "network of " + numbers + " weights\n" + steps.describe().stripTrailing();
  }

  @Override
  public List<ModelStep> steps() {
    SequenceSampler sampler = sampler(null, network(), frame().times(), 0);
    List<ModelStep> all = new ArrayList<>();
    all.add(new ModelStep("sampling", sampler.batch(), sampler.step()));
    int own = attributes == null ? 0 : attributes.layout().width();
    EncodedSequences shape =
        new EncodedSequences(
            steps.layout(),
            frame().times(),
            frame().ragged(),
            attributeLayout(),
            own + frame().conditions(),
            new float[0],
            provenance().data().rows());
    all.addAll(maker.trainingSteps(settings, shape));
    return all;
  }

  private SequenceSampler sampler(Session session, SequenceNetwork network, int times, long seed) {
    return new SequenceSampler(
        session,
        network,
        frame(),
        steps,
        attributes,
        maker.drawsAttributes(),
        conditions(frame(), attributes, maker),
        times,
        seed);
  }

  @Override
  protected StepSource openSteps(DrawContext context, int times) {
    SequenceNetwork network = network();
    Session session =
        (context.backend() == null ? Backends.select(null) : context.backend())
            .open(new SessionOptions(context.seed(), 1));
    for (Variable v : network.parameters()) {
      session.set(v, weights.get(v.name()).values());
    }
    SequenceSampler sampler = sampler(session, network, times, context.seed());
    double start = context.start() == null ? Double.NaN : frame().instant(context.start());
    return new StepSource() {
      @Override
      public Drawn draw(Attributes given) {
        return sampler.draw(given, start, context.length());
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }
}
