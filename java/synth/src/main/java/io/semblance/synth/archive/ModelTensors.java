package io.semblance.synth.archive;

import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.archive.Safetensors.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Arrays of an entry as a model needs them; one that is missing, or is not what it should be, is a
 * {@link ModelFileException}.
 *
 * @param tensors by name
 * @param where the file and entry, for messages
 */
public record ModelTensors(Map<String, Tensor> tensors, String where) {
  /** Floats of probabilities add up to 1 within this. */
  private static final double TOLERANCE = 1e-3;

  /** Makes sure that all weights are there, in their shapes, and finite. */
  public void require(List<Variable> weights) {
    for (Variable v : weights) {
      Tensor found = tensors.get(v.name());
      if (found == null || !found.shape().equals(v.shape())) {
        throw new ModelFileException(where + " does not hold " + v + ", which the network needs");
      }
      for (float weight : found.values()) {
        if (!Float.isFinite(weight)) {
          throw new ModelFileException(where + ": " + v + " is not finite everywhere");
        }
      }
    }
  }

  /** Finite numbers of an array of this shape, row by row. */
  public float[] values(String name, int rows, int width) {
    Tensor found = tensors.get(name);
    if (found == null || !found.shape().equals(Shape.of(rows, width))) {
      throw new ModelFileException(
          where + " does not hold " + name + " of the shape [" + rows + ", " + width + "]");
    }
    for (float value : found.values()) {
      if (!Float.isFinite(value)) {
        throw new ModelFileException(where + ": " + name + " is not finite everywhere");
      }
    }
    return found.values();
  }

  /**
   * Makes sure that numbers, each {@code step} after the one before, are probabilities.
   *
   * @param name of the array, for messages
   */
  public void probabilities(float[] values, int from, int step, int count, String name) {
    double sum = 0;
    boolean sound = true;
    for (int i = 0; i < count; i++) {
      float p = values[from + i * step];
      sound &= p >= 0;
      sum += p;
    }
    if (!sound || Math.abs(sum - 1) > TOLERANCE) {
      throw new ModelFileException(where + ": " + name + " are no probabilities of sum 1");
    }
  }
}
