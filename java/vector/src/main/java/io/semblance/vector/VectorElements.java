package io.semblance.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Element-wise operations, one loop each: the JIT compiler's own vectors would cost a scalar
 * prologue and epilogue for every piece of a chain. Each loop does as many elements as fill whole
 * vectors, at most {@code n}, and returns how many that were. Where an operand is a single number,
 * the loop takes it as such.
 */
final class VectorElements {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorElements() {}

  static int add(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      x.add(y).intoArray(c, co + i);
    }
    return end;
  }

  static int add(float[] a, int ao, float b, float[] c, int co, int n) {
    FloatVector y = FloatVector.broadcast(SPECIES, b);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      x.add(y).intoArray(c, co + i);
    }
    return end;
  }

  static int mul(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      x.mul(y).intoArray(c, co + i);
    }
    return end;
  }

  static int mul(float[] a, int ao, float b, float[] c, int co, int n) {
    FloatVector y = FloatVector.broadcast(SPECIES, b);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      x.mul(y).intoArray(c, co + i);
    }
    return end;
  }

  static int div(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      x.div(y).intoArray(c, co + i);
    }
    return end;
  }

  static int div(float[] a, int ao, float b, float[] c, int co, int n) {
    FloatVector y = FloatVector.broadcast(SPECIES, b);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      x.div(y).intoArray(c, co + i);
    }
    return end;
  }

  static int div(float a, float[] b, int bo, float[] c, int co, int n) {
    FloatVector x = FloatVector.broadcast(SPECIES, a);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      x.div(y).intoArray(c, co + i);
    }
    return end;
  }

  static int max(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      y.blend(x, x.compare(VectorOperators.GT, y)).intoArray(c, co + i);
    }
    return end;
  }

  static int max(float[] a, int ao, float b, float[] c, int co, int n) {
    FloatVector y = FloatVector.broadcast(SPECIES, b);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      y.blend(x, x.compare(VectorOperators.GT, y)).intoArray(c, co + i);
    }
    return end;
  }

  static int max(float a, float[] b, int bo, float[] c, int co, int n) {
    FloatVector x = FloatVector.broadcast(SPECIES, a);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      y.blend(x, x.compare(VectorOperators.GT, y)).intoArray(c, co + i);
    }
    return end;
  }

  static int greater(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      zero.blend(1f, x.compare(VectorOperators.GT, y)).intoArray(c, co + i);
    }
    return end;
  }

  static int greater(float[] a, int ao, float b, float[] c, int co, int n) {
    FloatVector y = FloatVector.broadcast(SPECIES, b);
    FloatVector zero = FloatVector.zero(SPECIES);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      zero.blend(1f, x.compare(VectorOperators.GT, y)).intoArray(c, co + i);
    }
    return end;
  }

  static int greater(float a, float[] b, int bo, float[] c, int co, int n) {
    FloatVector x = FloatVector.broadcast(SPECIES, a);
    FloatVector zero = FloatVector.zero(SPECIES);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      zero.blend(1f, x.compare(VectorOperators.GT, y)).intoArray(c, co + i);
    }
    return end;
  }

  static int sqrt(float[] a, int ao, float[] c, int co, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, a, ao + i).sqrt().intoArray(c, co + i);
    }
    return end;
  }

  static int multiplyAdd(
      float[] a, int ao, float[] b, int bo, float[] c, int co, float[] d, int at, int n) {
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      x.fma(y, FloatVector.fromArray(SPECIES, c, co + i)).intoArray(d, at + i);
    }
    return end;
  }

  static int gate(
      float[] a, int ao, float[] b, int bo, float[] c, int co, float[] d, int at, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
      FloatVector z = FloatVector.fromArray(SPECIES, c, co + i);
      zero.blend(z, x.compare(VectorOperators.GT, y)).intoArray(d, at + i);
    }
    return end;
  }

  /** Four vectors of sums side by side, since an addition waits for the one before. */
  static int sumRows(float[] x, int at, int stride, int rows, float[] y, int to, int n) {
    int i = 0;
    for (; i + 4 * LANES <= n; i += 4 * LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int r = 0, from = at + i; r < rows; r++, from += stride) {
        s0 = s0.add(FloatVector.fromArray(SPECIES, x, from));
        s1 = s1.add(FloatVector.fromArray(SPECIES, x, from + LANES));
        s2 = s2.add(FloatVector.fromArray(SPECIES, x, from + 2 * LANES));
        s3 = s3.add(FloatVector.fromArray(SPECIES, x, from + 3 * LANES));
      }
      s0.intoArray(y, to + i);
      s1.intoArray(y, to + i + LANES);
      s2.intoArray(y, to + i + 2 * LANES);
      s3.intoArray(y, to + i + 3 * LANES);
    }
    for (; i + LANES <= n; i += LANES) {
      FloatVector s = FloatVector.zero(SPECIES);
      for (int r = 0, from = at + i; r < rows; r++, from += stride) {
        s = s.add(FloatVector.fromArray(SPECIES, x, from));
      }
      s.intoArray(y, to + i);
    }
    return i;
  }
}
