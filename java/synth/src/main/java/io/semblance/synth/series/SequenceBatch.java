package io.semblance.synth.series;

import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of {@link EncodedSequences} as expressions. Steps are time-major, as recurrent layers
 * read them: row {@code t * batch + b} is step t of sequence b.
 *
 * @param times steps of each sequence
 * @param steps [times * batch, width]
 * @param mask 1 where there is a step, [times * batch, 1]; null if all sequences are of one length
 * @param conditions [batch, conditions]; null if there are none
 */
public record SequenceBatch(int times, Node steps, Node mask, Node conditions) {

  /**
   * Cuts rows of sequences apart.
   *
   * @param rows [batch, data.width()]
   */
  public static SequenceBatch of(Node rows, EncodedSequences data) {
    int times = data.times();
    int width = data.layout().width();
    int at = times * width;
    Node mask = null;
    if (data.ragged()) {
      mask = timeMajor(Ops.slice(rows, 1, at, times), times);
      at += times;
    }
    Node conditions = data.conditions() == 0 ? null : Ops.slice(rows, 1, at, data.conditions());
    return new SequenceBatch(
        times, timeMajor(Ops.slice(rows, 1, 0, times * width), times), mask, conditions);
  }

  /** From rows of sequences, [batch, times * width], to steps, [times * batch, width]. */
  public static Node timeMajor(Node rows, int times) {
    int width = rows.shape().dim(1) / times;
    List<Node> steps = new ArrayList<>();
    for (int t = 0; t < times; t++) {
      steps.add(Ops.slice(rows, 1, t * width, width));
    }
    return Ops.concat(0, steps);
  }

  /** From steps, [times * batch, width], to rows of sequences, [batch, times * width]. */
  public static Node sequenceMajor(Node steps, int times) {
    int batch = steps.shape().dim(0) / times;
    List<Node> parts = new ArrayList<>();
    for (int t = 0; t < times; t++) {
      parts.add(Ops.slice(steps, 0, t * batch, batch));
    }
    return Ops.concat(1, parts);
  }

  /** Sequences of the batch. */
  public int batch() {
    return steps.shape().dim(0) / times;
  }

  /** The same numbers for each step of a sequence, [times * batch, n], from [batch, n]. */
  public static Node eachStep(Node ofSequence, int times) {
    int batch = ofSequence.shape().dim(0);
    int width = ofSequence.shape().dim(1);
    Node once = Ops.reshape(ofSequence, Shape.of(1, batch, width));
    return Ops.reshape(
        Ops.broadcast(once, Shape.of(times, batch, width)), Shape.of(times * batch, width));
  }

  /** Steps with, beside each, what the sequence is conditioned on. */
  public Node conditioned(Node of) {
    return conditions == null ? of : Ops.concat(1, of, eachStep(conditions, times));
  }

  /** Zero where there is no step. */
  public Node masked(Node of) {
    return mask == null ? of : Ops.mul(of, mask);
  }

  /** The mean over the steps that there are, a scalar, of a number each or several. */
  public Node mean(Node of) {
    if (mask == null) {
      return Functions.mean(of);
    }
    return Ops.div(Ops.sum(masked(of)), Ops.mul(Ops.add(Ops.sum(mask), 1e-6), of.shape().dim(1)));
  }
}
