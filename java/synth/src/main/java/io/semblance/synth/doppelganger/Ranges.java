package io.semblance.synth.doppelganger;

import io.semblance.data.encode.Layout;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The "auto-normalisation" of section 4.1.3 of the paper: of each sequence and scalar of its steps,
 * the middle of its range, (max + min) / 2, and half its width, (max - min) / 2, and the steps
 * within that range. Sequences of different levels and widths are thereby of one shape, and a
 * generator cannot forget all but one of them.
 *
 * <p>Rows are sequences, {@code [batch, times * width]}, a step after the other.
 */
final class Ranges {
  /**
   * Half widths below count as this: a sequence that hardly moves lies in the middle of its range,
   * and does not fill it with what rounding left.
   */
  private static final double LEAST_HALF = 0.01;

  /** Below and above all scalars, which lie in [-1, 1] or are not bounded at all. */
  private static final double FAR = 1e4;

  private final int times;
  private final int width;
  private final int scalars;

  Ranges(Layout layout, int times) {
    this.times = times;
    this.width = layout.width();
    this.scalars = layout.scalars();
  }

  /**
   * A sequence in its range.
   *
   * @param ranges [batch, 2 * scalars]: middles, then half widths
   * @param steps [batch, times * width], the scalars in [-1, 1] as parts of the range; 0 where
   *     there is no step
   */
  record Normalised(Node ranges, Node steps) {}

  /** Numbers that tell the ranges of a sequence. */
  int count() {
    return 2 * scalars;
  }

  /**
   * Takes sequences apart.
   *
   * @param rows [batch, times * width]
   * @param maskOrNull 1 where there is a step, [batch, times]; others do not count
   */
  Normalised normalised(Node rows, Node maskOrNull) {
    Node steps = steps(rows);
    Node scalar = Ops.slice(steps, 2, 0, scalars);
    Node high = greatest(scalar, maskOrNull);
    Node low = Ops.neg(greatest(Ops.neg(scalar), maskOrNull));
    Node middle = Ops.div(Ops.add(high, low), 2);
    Node half = Ops.div(Ops.sub(high, low), 2);
    Node within = Ops.div(Ops.sub(scalar, middle), Ops.max(half, LEAST_HALF));
    Node ranges = Ops.concat(1, flat(middle), flat(half));
    return new Normalised(ranges, masked(together(steps, within), times, maskOrNull));
  }

  /**
   * Puts sequences together: the scalars of the steps times half the width plus the middle.
   *
   * @param of with steps that fill their range
   */
  Node restored(Normalised of) {
    Node steps = steps(of.steps());
    Node scalar =
        Ops.add(Ops.mul(Ops.slice(steps, 2, 0, scalars), half(of.ranges())), middle(of.ranges()));
    return together(steps, scalar);
  }

  /**
   * What {@link #normalised} would find in {@link #restored} sequences that fill their range: the
   * same, but for ranges of hardly any width.
   */
  Node seen(Normalised of, Node maskOrNull) {
    Node steps = steps(of.steps());
    Node half = half(of.ranges());
    Node share = Ops.div(half, Ops.max(half, LEAST_HALF));
    Node scalar = Ops.mul(Ops.slice(steps, 2, 0, scalars), share);
    return masked(together(steps, scalar), times, maskOrNull);
  }

  /**
   * Ranges from scores of any size: middles in (-1, 1), half widths that keep the range in it.
   *
   * @param scores [batch, 2 * scalars]
   */
  Node ofScores(Node scores) {
    Node middle = Ops.tanh(Ops.slice(scores, 1, 0, scalars));
    Node room = Ops.add(Ops.neg(Functions.abs(middle)), 1);
    Node half = Ops.mul(Functions.sigmoid(Ops.slice(scores, 1, scalars, scalars)), room);
    return Ops.concat(1, middle, half);
  }

  /**
   * Zero where there is no step.
   *
   * @param rows [batch, times * width]
   * @param maskOrNull [batch, times]
   */
  static Node masked(Node rows, int times, Node maskOrNull) {
    if (maskOrNull == null) {
      return rows;
    }
    int batch = rows.shape().dim(0);
    Node steps = Ops.reshape(rows, Shape.of(batch, times, rows.shape().dim(1) / times));
    Node mask = Ops.reshape(maskOrNull, Shape.of(batch, times, 1));
    return Ops.reshape(Ops.mul(steps, mask), rows.shape());
  }

  private Node steps(Node rows) {
    return Ops.reshape(rows, Shape.of(rows.shape().dim(0), times, width));
  }

  private Node ofSteps(Node mask) {
    return Ops.reshape(mask, Shape.of(mask.shape().dim(0), times, 1));
  }

  private Node middle(Node ranges) {
    return once(Ops.slice(ranges, 1, 0, scalars));
  }

  private Node half(Node ranges) {
    return once(Ops.slice(ranges, 1, scalars, scalars));
  }

  private Node once(Node x) {
    return Ops.reshape(x, Shape.of(x.shape().dim(0), 1, scalars));
  }

  private Node flat(Node once) {
    return Ops.reshape(once, Shape.of(once.shape().dim(0), scalars));
  }

  /** Other scalars beside the same categories, as rows. */
  private Node together(Node steps, Node scalar) {
    List<Node> parts = new ArrayList<>(List.of(scalar));
    if (width > scalars) {
      parts.add(Ops.slice(steps, 2, scalars, width - scalars));
    }
    return Ops.reshape(
        Ops.concat(2, parts), Shape.of(steps.shape().dim(0), Math.multiplyExact(times, width)));
  }

  /** The greatest over the steps that there are, [batch, 1, scalars], by halves. */
  private Node greatest(Node scalar, Node maskOrNull) {
    Node x = scalar;
    if (maskOrNull != null) {
      Node mask = ofSteps(maskOrNull);
      x = Ops.add(Ops.mul(x, mask), Ops.mul(Ops.sub(mask, 1), FAR));
    }
    for (int n = times; n > 1; n -= n / 2) {
      int pairs = n / 2;
      Node best = Ops.max(Ops.slice(x, 1, 0, pairs), Ops.slice(x, 1, pairs, pairs));
      x = n % 2 == 0 ? best : Ops.concat(1, best, Ops.slice(x, 1, n - 1, 1));
    }
    return x;
  }
}
