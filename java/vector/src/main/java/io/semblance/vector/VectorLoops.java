package io.semblance.vector;

import io.semblance.engine.cpu.ScalarLoops;
import io.semblance.engine.graph.Primitive;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The element-wise loops that the JIT compiler does not vectorise by itself: comparisons and
 * transcendental functions. Sums, products and quotients it does, so they stay plain. Every loop
 * gives the bits of its scalar twin, which also does the remainder.
 */
abstract class VectorLoops extends ScalarLoops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public void unary(Primitive op, float[] a, int ao, float[] c, int co, int n) {
    int i =
        switch (op) {
          case EXP -> VectorMath.exp(a, ao, c, co, n);
          case LOG -> VectorMath.log(a, ao, c, co, n);
          case TANH -> VectorMath.tanh(a, ao, c, co, n);
          default -> 0;
        };
    super.unary(op, a, ao + i, c, co + i, n - i);
  }

  @Override
  public void binary(Primitive op, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
    int i = 0;
    if (op == Primitive.MAX) {
      for (; i + LANES <= n; i += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
        FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
        y.blend(x, x.compare(VectorOperators.GT, y)).intoArray(c, co + i);
      }
    } else if (op == Primitive.GREATER) {
      FloatVector zero = FloatVector.zero(SPECIES);
      for (; i + LANES <= n; i += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
        VectorMask<Float> greater =
            x.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, b, bo + i));
        zero.blend(1f, greater).intoArray(c, co + i);
      }
    }
    super.binary(op, a, ao + i, b, bo + i, c, co + i, n - i);
  }

  @Override
  public void binary(Primitive op, float[] a, int ao, float b, float[] c, int co, int n) {
    int i = 0;
    if (op == Primitive.MAX) {
      FloatVector y = FloatVector.broadcast(SPECIES, b);
      for (; i + LANES <= n; i += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
        y.blend(x, x.compare(VectorOperators.GT, b)).intoArray(c, co + i);
      }
    } else if (op == Primitive.GREATER) {
      FloatVector zero = FloatVector.zero(SPECIES);
      for (; i + LANES <= n; i += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
        zero.blend(1f, x.compare(VectorOperators.GT, b)).intoArray(c, co + i);
      }
    }
    super.binary(op, a, ao + i, b, c, co + i, n - i);
  }

  @Override
  public void binary(Primitive op, float a, float[] b, int bo, float[] c, int co, int n) {
    int i = 0;
    if (op == Primitive.MAX) {
      for (; i + LANES <= n; i += LANES) {
        FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
        y.blend(a, y.compare(VectorOperators.LT, a)).intoArray(c, co + i);
      }
    } else if (op == Primitive.GREATER) {
      FloatVector zero = FloatVector.zero(SPECIES);
      for (; i + LANES <= n; i += LANES) {
        FloatVector y = FloatVector.fromArray(SPECIES, b, bo + i);
        zero.blend(1f, y.compare(VectorOperators.LT, a)).intoArray(c, co + i);
      }
    }
    super.binary(op, a, b, bo + i, c, co + i, n - i);
  }
}
