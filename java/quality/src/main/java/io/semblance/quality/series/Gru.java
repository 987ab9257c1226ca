package io.semblance.quality.series;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A recurrent layer of gated units (Cho et al. 2014) with a linear head of one output, its forward
 * pass and its gradients by back-propagation through time. The equations are those of PyTorch and
 * cuDNN, with the reset gate after the product:
 *
 * <pre>
 * r = s(W_ir x + b_ir + W_hr h + b_hr)    z = s(W_iz x + b_iz + W_hz h + b_hz)
 * n = tanh(W_in x + b_in + r (W_hn h + b_hn))    h' = (1 - z) n + z h    y = w h' + b
 * </pre>
 *
 * <p>Holds its weights and the memory of one batch, so that training allocates nothing. Every row
 * is one number per window of the batch. A window may be shorter than the batch is long: after its
 * last step its state stays as it is. Not for several threads at a time.
 */
final class Gru {

  final int inputs;
  final int hidden;
  final int batch;

  /**
   * W_ih [3h][d], W_hh [3h][h], b_ih [3h], b_hh [3h] with gates in the order r, z, n; then the head
   * w [h] and b.
   */
  final float[] weights;

  /** Of the loss, like the weights; written by {@link #backward}. */
  final float[] gradient;

  /** Input: [step][feature][window]. */
  final float[][][] x;

  /** Whether a window has a step, 1 or 0: [step][window]. */
  final float[][] mask;

  /** States after each step; the first is 0: [step + 1][unit][window]. */
  final float[][][] h;

  private final int steps;
  private final int hh;
  private final int bi;
  private final int bh;
  private final int head;
  private final boolean[] whole;
  private int used;

  private final float[][][] r;
  private final float[][][] z;
  private final float[][][] n;
  private final float[][][] q;
  private final float[][][] dr;
  private final float[][][] dz;
  private final float[][][] dn;
  private final float[][][] dq;

  /** The same rows as {@link #x} and {@link #h}, steps innermost. */
  private final float[][][] xOverTime;

  private final float[][][] hOverTime;
  private final float[][][] drOverTime;
  private final float[][][] dzOverTime;
  private final float[][][] dnOverTime;
  private final float[][][] dqOverTime;
  private float[][] dh;
  private float[][] before;
  private final float[] spare;

  Gru(int inputs, int hidden, int batch, int steps) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.batch = batch;
    this.steps = steps;
    this.hh = 3 * hidden * inputs;
    this.bi = hh + 3 * hidden * hidden;
    this.bh = bi + 3 * hidden;
    this.head = bh + 3 * hidden;
    this.weights = new float[head + hidden + 1];
    this.gradient = new float[weights.length];
    this.x = new float[steps][inputs][batch];
    this.mask = new float[steps][batch];
    this.whole = new boolean[steps];
    this.h = new float[steps + 1][hidden][batch];
    this.r = new float[steps][hidden][batch];
    this.z = new float[steps][hidden][batch];
    this.n = new float[steps][hidden][batch];
    this.q = new float[steps][hidden][batch];
    this.dr = new float[steps][hidden][batch];
    this.dz = new float[steps][hidden][batch];
    this.dn = new float[steps][hidden][batch];
    this.dq = new float[steps][hidden][batch];
    this.xOverTime = overTime(x, steps, inputs);
    this.hOverTime = overTime(h, steps, hidden);
    this.drOverTime = overTime(dr, steps, hidden);
    this.dzOverTime = overTime(dz, steps, hidden);
    this.dnOverTime = overTime(dn, steps, hidden);
    this.dqOverTime = overTime(dq, steps, hidden);
    this.dh = new float[hidden][batch];
    this.before = new float[hidden][batch];
    this.spare = new float[batch];
  }

  private static float[][][] overTime(float[][][] rows, int steps, int width) {
    float[][][] out = new float[width][steps][];
    for (int k = 0; k < width; k++) {
      for (int t = 0; t < steps; t++) {
        out[k][t] = rows[t][k];
      }
    }
    return out;
  }

  /**
   * First weights as those of TimeGAN's judges: Glorot's uniform ones, biases 0 but for the gates r
   * and z, which begin open at 1.
   */
  void initialise(SplittableRandom random) {
    uniform(random, 0, 2 * hidden * inputs, inputs + hidden, 2 * hidden);
    uniform(random, 2 * hidden * inputs, hh, inputs + hidden, hidden);
    uniform(random, hh, hh + 2 * hidden * hidden, inputs + hidden, 2 * hidden);
    uniform(random, hh + 2 * hidden * hidden, bi, inputs + hidden, hidden);
    Arrays.fill(weights, bi, weights.length, 0);
    Arrays.fill(weights, bi, bi + 2 * hidden, 1);
    uniform(random, head, head + hidden, hidden, 1);
  }

  private void uniform(SplittableRandom random, int from, int to, int in, int out) {
    double bound = Math.sqrt(6.0 / (in + out));
    for (int i = from; i < to; i++) {
      weights[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  /**
   * The states of every step, from {@link #x} and {@link #mask}.
   *
   * @param stepsUsed the longest window of the batch
   */
  void forward(int stepsUsed) {
    used = Math.min(steps, stepsUsed);
    for (int t = 0; t < used; t++) {
      whole[t] = whole(mask[t]);
      for (int j = 0; j < hidden; j++) {
        gate(r[t][j], j, t);
        Rows.sigmoid(r[t][j]);
        gate(z[t][j], hidden + j, t);
        Rows.sigmoid(z[t][j]);
        int k = 2 * hidden + j;
        Rows.affine(q[t][j], weights[bh + k], weights, hh + k * hidden, 1, h[t], hidden);
        Rows.affine(n[t][j], weights[bi + k], weights, k * inputs, 1, x[t], inputs);
        Rows.gated(n[t][j], r[t][j], q[t][j]);
        Rows.tanh(n[t][j]);
        Rows.mix(h[t + 1][j], n[t][j], z[t][j], h[t][j]);
        if (!whole[t]) {
          Rows.hold(h[t + 1][j], mask[t], h[t][j]);
        }
      }
    }
  }

  private void gate(float[] out, int k, int t) {
    Rows.affine(out, weights[bi + k] + weights[bh + k], weights, k * inputs, 1, x[t], inputs);
    Rows.add(out, weights, hh + k * hidden, 1, h[t], hidden);
  }

  private static boolean whole(float[] mask) {
    for (float m : mask) {
      if (m != 1) {
        return false;
      }
    }
    return true;
  }

  /** The head's output after so many steps. */
  void output(int step, float[] out) {
    Rows.affine(out, weights[head + hidden], weights, head, 1, h[step], hidden);
  }

  /** The same after the last step: of each window, after its own last one. */
  void lastOutput(float[] out) {
    output(used, out);
  }

  /** The gradient of a loss of the last output alone. */
  void backwardFromLast(float[] dy) {
    Arrays.fill(gradient, 0);
    headGradient(used, dy);
    for (int j = 0; j < hidden; j++) {
      Arrays.fill(dh[j], 0);
    }
    addHead(dy);
    for (int t = used - 1; t >= 0; t--) {
      stepBack(t);
    }
    weightGradients();
  }

  /**
   * The gradient of a loss of the outputs of every step.
   *
   * @param dy by the output of each step: [step][window]
   */
  void backward(float[][] dy) {
    Arrays.fill(gradient, 0);
    for (int j = 0; j < hidden; j++) {
      Arrays.fill(dh[j], 0);
    }
    for (int t = used - 1; t >= 0; t--) {
      headGradient(t + 1, dy[t]);
      addHead(dy[t]);
      stepBack(t);
    }
    weightGradients();
  }

  /**
   * The gradient of a loss of the states themselves, for tests; that of the head is 0.
   *
   * @param dStates by the state after each step: [step][unit][window]
   */
  void backwardFromStates(float[][][] dStates) {
    Arrays.fill(gradient, 0);
    for (int j = 0; j < hidden; j++) {
      Arrays.fill(dh[j], 0);
    }
    for (int t = used - 1; t >= 0; t--) {
      for (int j = 0; j < hidden; j++) {
        Rows.plus(dh[j], dStates[t][j]);
      }
      stepBack(t);
    }
    weightGradients();
  }

  private void headGradient(int step, float[] dy) {
    for (int j = 0; j < hidden; j++) {
      Rows.product(spare, h[step][j], dy);
      gradient[head + j] += Rows.sum(spare);
    }
    gradient[head + hidden] += Rows.sum(dy);
  }

  private void addHead(float[] dy) {
    for (int j = 0; j < hidden; j++) {
      Rows.add1(dh[j], weights[head + j], dy);
    }
  }

  /** From the gradient by the state after a step to that by the state before it. */
  private void stepBack(int t) {
    for (int j = 0; j < hidden; j++) {
      float[] d = dh[j];
      if (whole[t]) {
        Rows.product(before[j], d, z[t][j]);
      } else {
        Rows.kept(before[j], d, mask[t], z[t][j]);
        Rows.product(spare, d, mask[t]);
        d = spare;
      }
      Rows.updateGradient(dz[t][j], d, h[t][j], n[t][j], z[t][j]);
      Rows.candidateGradient(dn[t][j], d, z[t][j], n[t][j]);
      Rows.resetGradient(dr[t][j], dn[t][j], q[t][j], r[t][j]);
      Rows.product(dq[t][j], dn[t][j], r[t][j]);
    }
    for (int k = 0; k < hidden; k++) {
      Rows.add(before[k], weights, hh + k, hidden, dr[t], hidden);
      Rows.add(before[k], weights, hh + hidden * hidden + k, hidden, dz[t], hidden);
      Rows.add(before[k], weights, hh + 2 * hidden * hidden + k, hidden, dq[t], hidden);
    }
    float[][] swap = dh;
    dh = before;
    before = swap;
  }

  private void weightGradients() {
    for (int j = 0; j < hidden; j++) {
      gateGradients(j, drOverTime[j], drOverTime[j]);
      gateGradients(hidden + j, dzOverTime[j], dzOverTime[j]);
      gateGradients(2 * hidden + j, dnOverTime[j], dqOverTime[j]);
    }
  }

  private void gateGradients(int k, float[][] byInput, float[][] byState) {
    for (int i = 0; i < inputs; i++) {
      gradient[k * inputs + i] = Rows.dot(byInput, xOverTime[i], used, spare);
    }
    for (int i = 0; i < hidden; i++) {
      gradient[hh + k * hidden + i] = Rows.dot(byState, hOverTime[i], used, spare);
    }
    gradient[bi + k] = Rows.total(byInput, used, spare);
    gradient[bh + k] = byState == byInput ? gradient[bi + k] : Rows.total(byState, used, spare);
  }
}
