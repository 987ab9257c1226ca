package io.semblance.quality.linear;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function by L-BFGS with a memory of ten steps and backtracking (Nocedal and
 * Wright, Numerical Optimization, algorithms 7.4 and 3.1).
 */
final class Lbfgs {

  private static final int MEMORY = 10;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final int MOST_HALVINGS = 30;

  /** A function with its gradient. */
  interface Function {
    /** The value at {@code x}; writes the gradient. */
    double at(double[] x, double[] gradient);
  }

  private record Step(double[] s, double[] y, double rho) {}

  private Lbfgs() {}

  /**
   * Minimises from {@code x}, which ends at the minimum.
   *
   * @param tolerance stops when no entry of the gradient is larger
   */
  static void minimise(Function function, double[] x, int mostSteps, double tolerance) {
    int n = x.length;
    double[] gradient = new double[n];
    double[] next = new double[n];
    double[] nextGradient = new double[n];
    double value = function.at(x, gradient);
    Deque<Step> memory = new ArrayDeque<>();
    for (int step = 0; step < mostSteps && greatest(gradient) > tolerance; step++) {
      double[] direction = direction(gradient, memory);
      double slope = dot(direction, gradient);
      if (slope >= 0) { // rounding has spoilt the memory: begin anew, downhill
        memory.clear();
        direction = direction(gradient, memory);
        slope = dot(direction, gradient);
      }
      double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double nextValue = Double.NaN;
      boolean lower = false;
      for (int k = 0; k < MOST_HALVINGS && !lower; k++, length /= 2) {
        for (int i = 0; i < n; i++) {
          next[i] = x[i] + length * direction[i];
        }
        nextValue = function.at(next, nextGradient);
        lower = nextValue <= value + SUFFICIENT_DECREASE * length * slope;
      }
      if (!lower) {
        return; // as low as the rounding lets it be
      }
      remember(memory, x, next, gradient, nextGradient);
      System.arraycopy(next, 0, x, 0, n);
      System.arraycopy(nextGradient, 0, gradient, 0, n);
      value = nextValue;
    }
  }

  private static void remember(
      Deque<Step> memory, double[] x, double[] next, double[] gradient, double[] nextGradient) {
    double[] s = new double[x.length];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      s[i] = next[i] - x[i];
      y[i] = nextGradient[i] - gradient[i];
    }
    double sy = dot(s, y);
    if (sy > 1e-12 * dot(y, y)) { // else the curvature is lost in rounding
      memory.addLast(new Step(s, y, 1 / sy));
      if (memory.size() > MEMORY) {
        memory.removeFirst();
      }
    }
  }

  /** The two-loop recursion. */
  private static double[] direction(double[] gradient, Deque<Step> memory) {
    double[] q = Arrays.stream(gradient).map(v -> -v).toArray();
    double[] alpha = new double[memory.size()];
    int k = alpha.length;
    for (Iterator<Step> it = memory.descendingIterator(); it.hasNext(); ) {
      Step step = it.next();
      alpha[--k] = step.rho * dot(step.s, q);
      add(q, -alpha[k], step.y);
    }
    if (!memory.isEmpty()) {
      Step last = memory.getLast();
      double scale = 1 / (last.rho * dot(last.y, last.y));
      Arrays.setAll(q, i -> q[i] * scale);
    }
    for (Step step : memory) {
      double beta = step.rho * dot(step.y, q);
      add(q, alpha[k++] - beta, step.s);
    }
    return q;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double greatest(double[] values) {
    double most = 0;
    for (double v : values) {
      most = Math.max(most, Math.abs(v));
    }
    return most;
  }
}
