package io.semblance.synth.autoregressive;

import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.random.Philox;
import io.semblance.synth.archive.Safetensors.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of some networks, how far each starts from zero, and which of them decay. */
public final class NetworkWeights {
  /** Ends of the names of what makes scores. */
  static final String SCORES = ".scores";

  static final String HEAD = ".head";

  private static final double COLDEST = .01;
  private static final double HOTTEST = 100;

  private final Map<Variable, Double> deviations = new LinkedHashMap<>();
  private final List<Variable> decayed = new ArrayList<>();

  /** Weights that decay, and start as normal numbers. */
  public Variable weight(String name, Shape shape, double deviation) {
    Variable v = Variable.zeros(name, shape);
    deviations.put(v, deviation);
    decayed.add(v);
    return v;
  }

  /** Numbers that do not decay, and start at zero; [size, 1]. */
  public Variable bias(String name, int size) {
    Variable v = Variable.zeros(name, Shape.of(size, 1));
    deviations.put(v, 0.0);
    return v;
  }

  /**
   * A number row for each state.
   *
   * @param ordered whether near states are to be alike
   * @param own deviation of each state's own numbers, where there is an order
   * @param shared that of what follows from the order
   * @param alone deviation where there is no order
   */
  public CodeTable table(
      String name,
      TokenVariable variable,
      int numbers,
      boolean ordered,
      double own,
      double shared,
      double alone) {
    Shape shape = Shape.of(variable.states(), numbers);
    int size = ordered ? OrderedBasis.size(variable) : 0;
    if (size == 0) {
      return new CodeTable(weight(name, shape, alone), null, null);
    }
    Node basis = Ops.constant(Shape.of(variable.states(), size), OrderedBasis.of(variable));
    Variable functions =
        weight(name + ".shared", Shape.of(size, numbers), shared / Math.sqrt(size));
    return new CodeTable(weight(name, shape, own), functions, basis);
  }

  /**
   * Weights of folded networks whose scores are divided by a temperature: as a head is linear, its
   * own weights are.
   *
   * @param prefix of the names of the {@link ColumnNetworks} among them
   * @param temperature from .01 to 100
   * @throws IllegalArgumentException if it is not
   */
  public static Map<String, Tensor> tempered(
      Map<String, Tensor> weights, String prefix, double temperature) {
    if (!(temperature >= COLDEST && temperature <= HOTTEST)) {
      throw new IllegalArgumentException(
          "the temperature is " + temperature + ", but must be from 0.01 to 100");
    }
    Map<String, Tensor> tempered = new HashMap<>(weights);
    weights.forEach(
        (name, tensor) -> {
          boolean score = name.equals(prefix + SCORES);
          if (score || name.startsWith(prefix + ".") && name.endsWith(HEAD)) {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
              values[i] /= (float) temperature;
            }
            tempered.put(name, new Tensor(tensor.shape(), values));
          }
        });
    return tempered;
  }

  /** All of them, in the order in which they were made. */
  public List<Variable> all() {
    return List.copyOf(deviations.keySet());
  }

  /** Those that decay: all but the biases. */
  public List<Variable> decayed() {
    return List.copyOf(decayed);
  }

  /** Writes starting values, a function of the seed and the weights' names. */
  public void initialize(Session session, long seed) {
    int[] words = new int[4];
    double[] normals = new double[4];
    deviations.forEach(
        (v, deviation) -> {
          float[] values = new float[v.shape().size()];
          int stream = AutoregressiveStreams.START ^ v.name().hashCode();
          for (int i = 0; i < values.length && deviation > 0; i++) {
            if (i % 4 == 0) {
              Philox.block(seed, stream, i / 4, 0, words, 0);
              Philox.normals(words[0], words[1], normals, 0);
              Philox.normals(words[2], words[3], normals, 2);
            }
            values[i] = (float) (normals[i % 4] * deviation);
          }
          session.set(v, values);
        });
  }
}
