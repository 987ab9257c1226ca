package io.semblance.synth.series;

import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Variable;
import java.util.List;

/** A network from random numbers, and what sequences are conditioned on, to sequences. */
public interface SequenceNetwork {
  /**
   * Encoded sequences.
   *
   * @param times steps of each
   * @param stream of the random numbers
   * @param counter absolute number of the first sequence
   * @param conditionsOrNull [batch, conditions]; null if there are none
   */
  Generated generate(int batch, int times, int stream, Counter counter, Node conditionsOrNull);

  /** All weights, in a fixed order. */
  List<Variable> parameters();

  /** Most steps of a sequence; 0 if there is no bound. */
  int mostTimes();

  /**
   * What a network makes.
   *
   * @param steps encoded, [batch, times * width]
   * @param attributesOrNull encoded rows of the table of sequences, [batch, width]; null where they
   *     are given
   */
  record Generated(Node steps, Node attributesOrNull) {}
}
