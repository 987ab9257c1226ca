package io.semblance.synth.autoregressive;

import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Dropout;
import io.semblance.engine.nn.Layer;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One network for each variable but the first: embeddings of the variables before it, a hidden
 * layer, residual layers, scores of its states. Batches lie along the last axis, so that what a
 * network reads is the beginning of all embeddings, and what all networks make lies one below the
 * other: nothing is masked, nothing copied.
 *
 * <p>Embeddings and heads of ordered variables are U + B V with the functions B of {@link
 * OrderedBasis}; {@link #folded} gives the sums alone, which is all that drawing needs.
 */
final class ColumnNetworks {
  private static final int WIDEST_EMBEDDING = 12;
  private static final int NARROWEST_EMBEDDING = 2;

  /** Weights of all first layers, about; what bounds memory and time of wide tables. */
  private static final double MOST_WEIGHTS = 1 << 23;

  private static final double MOST_NATS = 60;

  private static final int USUAL_WIDTH = 96;
  private static final int LEAST_WIDTH = 16;

  /** Where states that were not seen start from. */
  private static final double LEAST_SHARE = 1e-9;

  /** The score of a state that is never drawn. */
  private static final float NEVER = -1e30f;

  /** What is added to the score of a state that is not allowed. */
  private static final double FORBIDDEN = -1e35;

  private final List<TokenVariable> variables;
  private final int width;
  private final int layers;
  private final List<Integer> bounds = new ArrayList<>(List.of(0)); // of the states of variables
  private final int[] reach; // numbers of the embeddings of the variables before each

  private final List<Table> embeddings = new ArrayList<>();
  private final List<Table> heads = new ArrayList<>();
  private final List<Variable> first = new ArrayList<>();
  private final List<List<Variable>> residual = new ArrayList<>();
  private final List<Variable> hiddenBias = new ArrayList<>();
  private final Variable bias;
  private final Map<Variable, Double> deviations = new LinkedHashMap<>();
  private final List<Variable> decayed = new ArrayList<>();

  /** [states, width] = own + basis x shared; the latter two null without an order. */
  private record Table(Variable own, Variable shared, Node basis) {
    Node node() {
      return basis == null ? own.node() : Ops.add(own.node(), Ops.matmul(basis, shared.node()));
    }
  }

  /**
   * @param prefix of the names of all weights
   * @param variables in the order in which they are drawn
   * @param width of the hidden layers
   * @param layers hidden layers of each network, of which all but the first are residual
   * @param folded whether embeddings and heads are tables as they come
   */
  ColumnNetworks(
      String prefix, List<TokenVariable> variables, int width, int layers, boolean folded) {
    this.variables = List.copyOf(variables);
    this.width = width;
    this.layers = layers;
    int count = variables.size();
    this.reach = new int[count + 1];
    for (int v = 0; v < count; v++) {
      TokenVariable variable = variables.get(v);
      int states = variable.states();
      bounds.add(bounds.get(v) + states);
      int embedding = embedding(states, count);
      reach[v + 1] = reach[v] + embedding;
      String name = prefix + "." + v + ".";
      boolean ordered = !folded && OrderedBasis.size(variable) > 0;
      if (v + 1 < count) {
        embeddings.add(table(name + "embedding", variable, embedding, ordered, .1, .5, .5));
      }
      if (v > 0) {
        first.add(
            weight(
                name + "first",
                Shape.of(width, reach[v]),
                Math.sqrt(2 / Math.max(8, reach[v] / 2.0))));
        heads.add(table(name + "head", variable, width, ordered, 0, .01, .01));
      }
    }
    for (int l = 0; l < layers; l++) {
      List<Variable> layer = new ArrayList<>();
      for (int v = 1; v < count && l > 0; v++) {
        layer.add(
            weight(
                prefix + "." + v + ".residual" + l,
                Shape.of(width, width),
                Math.sqrt(1.0 / width)));
      }
      residual.add(layer);
      hiddenBias.add(bias(prefix + ".bias" + l, Math.max(0, (count - 1) * width)));
    }
    this.bias = bias(prefix + ".scores", bounds.get(count));
  }

  /**
   * Numbers of the embedding of a variable. As each network reads all before it, weights grow with
   * the square of the variables; of many the embeddings are the narrower.
   *
   * @param count of all variables
   */
  static int embedding(int states, int count) {
    double widest = MOST_WEIGHTS / (USUAL_WIDTH * Math.max(1.0, count) * count / 2);
    int most = (int) Math.max(NARROWEST_EMBEDDING, Math.min(WIDEST_EMBEDDING, widest));
    return Math.min(most, Math.max(1, states - 1));
  }

  /** The width of hidden layers that so many variables leave, at most the wanted one. */
  static int width(int wanted, int count) {
    double widest = MOST_WEIGHTS / (NARROWEST_EMBEDDING * Math.max(1.0, count) * count / 2);
    return (int) Math.min(wanted, Math.max(LEAST_WIDTH, widest));
  }

  private Table table(
      String name,
      TokenVariable variable,
      int columns,
      boolean ordered,
      double own,
      double shared,
      double alone) {
    Shape shape = Shape.of(variable.states(), columns);
    if (!ordered) {
      return new Table(weight(name, shape, alone), null, null);
    }
    int size = OrderedBasis.size(variable);
    Node basis = Ops.constant(Shape.of(variable.states(), size), OrderedBasis.of(variable));
    Variable functions =
        weight(name + ".shared", Shape.of(size, columns), shared / Math.sqrt(size));
    return new Table(weight(name, shape, own), functions, basis);
  }

  private Variable weight(String name, Shape shape, double deviation) {
    Variable v = Variable.zeros(name, shape);
    deviations.put(v, deviation);
    decayed.add(v);
    return v;
  }

  private Variable bias(String name, int size) {
    Variable v = Variable.zeros(name, Shape.of(size, 1));
    deviations.put(v, 0.0);
    return v;
  }

  /** All weights, in an order that depends on the shapes alone. */
  List<Variable> parameters() {
    return List.copyOf(deviations.keySet());
  }

  /** Those that decay: all but the biases. */
  List<Variable> decayed() {
    return List.copyOf(decayed);
  }

  /** Rows of a dropout mask: by how much its counter must move on from step to step. */
  int hiddenRows() {
    return Math.max(1, (variables.size() - 1) * width);
  }

  /** Starting weights; scores start at the logarithms of the shares. */
  void initialize(Session session, long seed) {
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
    float[] logs = new float[bias.shape().size()];
    int at = 0;
    for (TokenVariable variable : variables) {
      for (double share : variable.shares()) {
        logs[at++] = (float) Math.log(Math.max(share, LEAST_SHARE));
      }
    }
    session.set(bias, logs);
  }

  /**
   * Cross entropy of each variable in each row, [variables, rows].
   *
   * @param codes [variables, rows]
   * @param dropout share of hidden numbers that are left out in training
   * @param forgotten share of codes that no network is told in training
   */
  Node crossEntropy(Node codes, double dropout, double forgotten, Mode mode) {
    Node seen = kept(codes.shape(), forgotten, mode);
    return Functions.crossEntropy(scores(codes, seen, new Dropout(dropout), mode), codes, bounds);
  }

  /** Ones, and zeros where a network is not told a code; null for ones alone. */
  private static Node kept(Shape codes, double forgotten, Mode mode) {
    return !mode.isTraining() || forgotten == 0
        ? null
        : Ops.greater(Ops.uniform16(codes, mode.takeStream(), mode.counter()), forgotten);
  }

  /** Scores of all states of all variables, each told the codes before its own, [states, rows]. */
  private Node scores(Node codes, Node seenOrNull, Layer dropout, Mode mode) {
    int count = variables.size();
    int rows = codes.shape().dim(1);
    List<Node> scores = new ArrayList<>();
    scores.add(Ops.fill(Shape.of(variables.get(0).states(), rows), 0));
    if (count > 1) {
      List<Node> embedded = new ArrayList<>();
      for (int v = 0; v + 1 < count; v++) {
        Node embedding = Ops.lookup(embeddings.get(v).node(), Ops.slice(codes, 0, v, 1));
        embedded.add(
            seenOrNull == null ? embedding : Ops.mul(embedding, Ops.slice(seenOrNull, 0, v, 1)));
      }
      Node all = Ops.concat(0, embedded);
      List<Node> hidden = new ArrayList<>();
      for (int v = 1; v < count; v++) {
        hidden.add(Ops.matmul(first.get(v - 1).node(), Ops.slice(all, 0, 0, reach[v])));
      }
      Node h = Functions.relu(Ops.add(Ops.concat(0, hidden), hiddenBias.get(0).node()));
      for (int l = 1; l < layers; l++) {
        h = dropout.apply(h, mode);
        List<Node> next = new ArrayList<>();
        for (int v = 1; v < count; v++) {
          next.add(Ops.matmul(residual.get(l).get(v - 1).node(), of(h, v)));
        }
        Node change = Ops.add(Ops.concat(0, next), hiddenBias.get(l).node());
        h = Ops.add(h, Functions.relu(change));
      }
      h = dropout.apply(h, mode);
      for (int v = 1; v < count; v++) {
        scores.add(Ops.matmul(heads.get(v - 1).node(), of(h, v)));
      }
    }
    return Ops.add(Ops.concat(0, scores), bias.node());
  }

  /** The part of a hidden layer that belongs to a variable. */
  private Node of(Node hidden, int variable) {
    return Ops.slice(hidden, 0, (variable - 1) * width, width);
  }

  /**
   * Codes drawn one after the other, [rows, variables].
   *
   * @param counter absolute number of the first row
   */
  Node draw(int rows, Counter counter) {
    return draw(rows, counter, AutoregressiveStreams.DRAWS, null, null).codes();
  }

  /**
   * Rows and how likely what was asked of them is.
   *
   * @param codes [rows, variables]
   * @param logs logarithm of the probability, variable by variable given those before, that it is
   *     one of the states allowed, or the one given, [rows, 1]; null if nothing was asked
   */
  record Drawn(Node codes, Node logs) {}

  /**
   * Codes drawn one after the other, each among the states that are allowed.
   *
   * @param stream of the random numbers
   * @param weightsOrNull for each variable the share of each state that is allowed, or null for all
   * @param givenOrNull codes that are known, [variables, rows]; below 0 where one is to be drawn
   */
  Drawn draw(
      int rows, Counter counter, int stream, List<double[]> weightsOrNull, Node givenOrNull) {
    int count = variables.size();
    Node uniform = Ops.transpose(Ops.uniform(Shape.of(rows, count), stream, counter));
    List<Node> logs = new ArrayList<>();
    List<Node> codes = new ArrayList<>();
    Node embedded = null;
    for (int v = 0; v < count; v++) {
      int states = variables.get(v).states();
      Node scores = Ops.slice(bias.node(), 0, bounds.get(v), states);
      if (v == 0) {
        scores = Ops.broadcast(scores, Shape.of(states, rows));
      } else {
        Node h = Ops.matmul(first.get(v - 1).node(), embedded);
        h = Functions.relu(Ops.add(h, of(hiddenBias.get(0).node(), v)));
        for (int l = 1; l < layers; l++) {
          Node change = Ops.matmul(residual.get(l).get(v - 1).node(), h);
          change = Ops.add(change, of(hiddenBias.get(l).node(), v));
          h = Ops.add(h, Functions.relu(change));
        }
        scores = Ops.add(Ops.matmul(heads.get(v - 1).node(), h), scores);
      }
      double[] weights = weightsOrNull == null ? null : weightsOrNull.get(v);
      if (weights != null) {
        Node held = Ops.add(scores, Ops.constant(Shape.of(states, 1), logarithms(weights)));
        List<Integer> all = List.of(0, states);
        logs.add(Ops.sub(Ops.rowsLogSumExp(held, all), Ops.rowsLogSumExp(scores, all)));
        scores = held;
      }
      Node code = Ops.choose(scores, Ops.slice(uniform, 0, v, 1));
      if (givenOrNull != null) {
        Node given = Ops.slice(givenOrNull, 0, v, 1);
        Node known = Ops.greater(given, -.5);
        code = Ops.add(Ops.mul(known, given), Ops.mul(Ops.add(Ops.neg(known), 1), code));
        // What is never drawn may be given all the same; it must not drown the other cells.
        Node likely = Ops.neg(Functions.crossEntropy(scores, code, List.of(0, states)));
        logs.add(Ops.mul(known, Ops.max(likely, -MOST_NATS)));
      }
      codes.add(code);
      if (v + 1 < count) {
        Node next = Ops.lookup(embeddings.get(v).node(), code);
        embedded = embedded == null ? next : Ops.concat(0, embedded, next);
      }
    }
    Node drawn = Ops.transpose(Ops.concat(0, codes));
    Node sum = logs.isEmpty() ? null : Ops.transpose(Ops.sum(Ops.concat(0, logs), 0));
    return new Drawn(drawn, sum);
  }

  private static double[] logarithms(double[] weights) {
    return Arrays.stream(weights).map(w -> w > 0 ? Math.log(w) : FORBIDDEN).toArray();
  }

  /** Makes impossible what was not seen. */
  void forbidUnseen(float[] scores) {
    int at = 0;
    for (TokenVariable variable : variables) {
      for (double share : variable.shares()) {
        scores[at] = share > 0 ? scores[at] : NEVER;
        at++;
      }
    }
  }

  /** The bias of the scores of all states of all variables. */
  Variable scoreBias() {
    return bias;
  }

  /** For each weight of networks that are {@code folded} what it is here. */
  Map<Variable, Node> foldedInto(ColumnNetworks folded) {
    Map<Variable, Node> values = new LinkedHashMap<>();
    for (int v = 0; v < embeddings.size(); v++) {
      values.put(folded.embeddings.get(v).own(), embeddings.get(v).node());
      values.put(folded.heads.get(v).own(), heads.get(v).node());
      values.put(folded.first.get(v), first.get(v).node());
      for (int l = 1; l < layers; l++) {
        values.put(folded.residual.get(l).get(v), residual.get(l).get(v).node());
      }
    }
    for (int l = 0; l < layers; l++) {
      values.put(folded.hiddenBias.get(l), hiddenBias.get(l).node());
    }
    values.put(folded.bias, bias.node());
    return values;
  }
}
