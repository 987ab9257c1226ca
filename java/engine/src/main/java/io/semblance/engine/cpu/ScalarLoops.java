package io.semblance.engine.cpu;

import io.semblance.engine.compile.Operation;
import io.semblance.engine.graph.Attr;
import java.util.Arrays;

/**
 * Element-wise operations as plain loops, simple enough for the JIT compiler to vectorise by
 * itself.
 */
public abstract class ScalarLoops implements Kernels {
  /**
   * Takes the value of a table. The compiler wants a case for every constant in a switch that has a
   * value, and in no other.
   */
  static void done(int elements) {}

  @Override
  public Random random(Attr.Random kind, long seed, int threads) {
    return new ScalarRandom(kind, seed, threads);
  }

  @Override
  public void sumRows(float[] x, int at, int stride, int rows, float[] y, int to, int n) {
    Arrays.fill(y, to, to + n, 0);
    for (int r = 0; r < rows; r++) {
      int from = at + r * stride;
      for (int i = 0; i < n; i++) {
        y[to + i] += x[from + i];
      }
    }
  }

  @Override
  public void unary(Operation.Unary op, float[] a, int ao, float[] c, int co, int n) {
    done(
        switch (op) {
          case EXP -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = FloatMath.exp(a[ao + i]);
            }
            yield n;
          }
          case LOG -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = FloatMath.log(a[ao + i]);
            }
            yield n;
          }
          case TANH -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = FloatMath.tanh(a[ao + i]);
            }
            yield n;
          }
          case SQRT -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = (float) Math.sqrt(a[ao + i]);
            }
            yield n;
          }
        });
  }

  @Override
  public void binary(
      Operation.Binary op, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    done(
        switch (op) {
          case ADD -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] + b[bo + i];
            }
            yield n;
          }
          case MUL -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] * b[bo + i];
            }
            yield n;
          }
          case DIV -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] / b[bo + i];
            }
            yield n;
          }
          case MAX -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] > b[bo + i] ? a[ao + i] : b[bo + i];
            }
            yield n;
          }
          case GREATER -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] > b[bo + i] ? 1f : 0f;
            }
            yield n;
          }
        });
  }

  @Override
  public void binary(Operation.Binary op, float[] a, int ao, float b, float[] c, int co, int n) {
    done(
        switch (op) {
          case ADD -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] + b;
            }
            yield n;
          }
          case MUL -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] * b;
            }
            yield n;
          }
          case DIV -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] / b;
            }
            yield n;
          }
          case MAX -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] > b ? a[ao + i] : b;
            }
            yield n;
          }
          case GREATER -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a[ao + i] > b ? 1f : 0f;
            }
            yield n;
          }
        });
  }

  @Override
  public void binary(Operation.Binary op, float a, float[] b, int bo, float[] c, int co, int n) {
    done(
        switch (op) {
          case ADD, MUL -> {
            binary(op, b, bo, a, c, co, n);
            yield n;
          }
          case DIV -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a / b[bo + i];
            }
            yield n;
          }
          case MAX -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a > b[bo + i] ? a : b[bo + i];
            }
            yield n;
          }
          case GREATER -> {
            for (int i = 0; i < n; i++) {
              c[co + i] = a > b[bo + i] ? 1f : 0f;
            }
            yield n;
          }
        });
  }

  @Override
  public void ternary(
      Operation.Ternary op,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co,
      float[] d,
      int at,
      int n) {
    done(
        switch (op) {
          case MULTIPLY_ADD -> {
            for (int i = 0; i < n; i++) {
              d[at + i] = Math.fma(a[ao + i], b[bo + i], c[co + i]);
            }
            yield n;
          }
          case GATE -> {
            for (int i = 0; i < n; i++) {
              d[at + i] = a[ao + i] > b[bo + i] ? c[co + i] : 0f;
            }
            yield n;
          }
        });
  }
}
