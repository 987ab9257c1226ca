package io.semblance.synth.series;

import io.semblance.data.encode.Layout;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Settings;
import java.util.List;

/** A synthesizer whose models are networks, which its settings tell how to build again. */
public interface MakesSequenceNetworks {
  /**
   * The network that sequences are drawn by.
   *
   * @param steps layout of a step
   * @param attributesOrNull layout of a row of the table of sequences; null if there is none
   * @param conditions numbers that a sequence is conditioned on
   * @param times steps of the longest sequence
   */
  SequenceNetwork network(
      Settings settings, Layout steps, Layout attributesOrNull, int conditions, int times);

  /**
   * The steps that train a network, as {@code explain} shows them: those of the fit, with shapes as
   * they were.
   *
   * @param shape of the training data, without its numbers
   */
  default List<ModelStep> trainingSteps(Settings settings, EncodedSequences shape) {
    return List.of();
  }

  /** Whether the network draws rows of the table of sequences itself. */
  default boolean drawsAttributes() {
    return false;
  }
}
