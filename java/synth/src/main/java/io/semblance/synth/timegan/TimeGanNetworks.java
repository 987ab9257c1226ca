package io.semblance.synth.timegan;

import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.RecurrentStack;
import io.semblance.synth.series.SequenceBatch;
import io.semblance.synth.series.SequenceNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks that sequences are made by: generator and supervisor in the latent space, recovery
 * from it.
 */
final class TimeGanNetworks implements SequenceNetwork {
  private final Layout layout;
  private final TimeGanSettings settings;
  private final int conditions;
  private final RecurrentStack generator;
  private final RecurrentStack supervisor;
  private final RecurrentStack recovery;

  /**
   * @param prefix of the names of all parameters
   * @param layout of a step
   * @param conditions numbers that a sequence is conditioned on
   */
  TimeGanNetworks(String prefix, Layout layout, TimeGanSettings settings, int conditions) {
    this.layout = layout;
    this.settings = settings;
    this.conditions = conditions;
    int hidden = settings.hidden();
    int noise = settings.noise() + settings.sequenceNoise();
    this.generator =
        RecurrentStack.gru(
            prefix + "generator", noise + conditions, hidden, settings.layers(), hidden);
    this.supervisor =
        RecurrentStack.gru(
            prefix + "supervisor", hidden, hidden, Math.max(1, settings.layers() - 1), hidden);
    this.recovery =
        RecurrentStack.gru(prefix + "recovery", hidden, hidden, settings.layers(), layout.width());
  }

  /** Latent steps of the generator, [times * batch, hidden], before the supervisor. */
  Node latent(int batch, int times, int stream, Counter counter, Node conditionsOrNull) {
    int each = settings.noise() * times;
    int shared = settings.sequenceNoise();
    Node noise = Ops.normal(Shape.of(batch, each + shared), stream, counter);
    Node in = SequenceBatch.timeMajor(Ops.slice(noise, 1, 0, each), times);
    if (shared > 0) {
      in = Ops.concat(1, in, SequenceBatch.eachStep(Ops.slice(noise, 1, each, shared), times));
    }
    if (conditions > 0) {
      in = Ops.concat(1, in, SequenceBatch.eachStep(conditionsOrNull, times));
    }
    return squashed(generator.apply(in, times));
  }

  /** What the supervisor makes of latent steps: the next ones. */
  Node supervised(Node latent, int times) {
    return squashed(supervisor.apply(latent, times));
  }

  /** Encoded steps, [times * batch, width]: scalars in (-1, 1), categories as probabilities. */
  Node recovered(Node latent, int times) {
    Node scores = recovery.apply(latent, times);
    int scalars = layout.scalars();
    int rest = layout.width() - scalars;
    if (rest == 0) {
      return Ops.tanh(scores);
    }
    Node categories =
        Functions.segmentSoftmax(Ops.slice(scores, 1, scalars, rest), layout.softmaxBounds());
    return scalars == 0
        ? categories
        : Ops.concat(1, Ops.tanh(Ops.slice(scores, 1, 0, scalars)), categories);
  }

  @Override
  public Generated generate(
      int batch, int times, int stream, Counter counter, Node conditionsOrNull) {
    Node latent = supervised(latent(batch, times, stream, counter, conditionsOrNull), times);
    return new Generated(SequenceBatch.sequenceMajor(recovered(latent, times), times), null);
  }

  @Override
  public int mostTimes() {
    return 0; // recurrent networks go on as long as they are asked to
  }

  /** Latent steps lie in (0, 1). */
  static Node squashed(Node scores) {
    return Functions.sigmoid(scores);
  }

  RecurrentStack generator() {
    return generator;
  }

  RecurrentStack supervisor() {
    return supervisor;
  }

  RecurrentStack recovery() {
    return recovery;
  }

  @Override
  public List<Variable> parameters() {
    List<Variable> all = new ArrayList<>(generator.parameters());
    all.addAll(supervisor.parameters());
    all.addAll(recovery.parameters());
    return all;
  }

  void initialize(Session session, long seed) {
    generator.initialize(session, seed);
    supervisor.initialize(session, seed);
    recovery.initialize(session, seed);
  }
}
