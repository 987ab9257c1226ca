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
 * <p>Embeddings and heads of ordered variables are U + B V with the functions B of {@code
 * OrderedBasis}; {@link #folded} gives the sums alone, which is all that drawing needs.
 */
public final class ColumnNetworks implements RowNetworks {
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
  private final int told; // the first variable with a network: 1, or 0 where there is a context
  private final int[] reach; // numbers that each network reads

  private final NetworkWeights weights = new NetworkWeights();
  private final List<CodeTable> embeddings = new ArrayList<>();
  private final List<CodeTable> heads = new ArrayList<>();
  private final List<Variable> first = new ArrayList<>();
  private final List<List<Variable>> residual = new ArrayList<>();
  private final List<Variable> hiddenBias = new ArrayList<>();
  private final Variable bias;

  /**
   * Networks of rows.
   *
   * @param prefix of the names of all weights
   * @param variables in the order in which they are drawn
   * @param width of the hidden layers
   * @param layers hidden layers of each network, of which all but the first are residual
   * @param folded whether embeddings and heads are tables as they come
   */
  ColumnNetworks(
      String prefix, List<TokenVariable> variables, int width, int layers, boolean folded) {
    this(prefix, variables, width, layers, folded, 0);
  }

  /**
   * The same for rows that depend on something.
   *
   * @param context numbers of what all networks are told beside the variables before their own; the
   *     first variable has a network, too, if there are any
   */
  public ColumnNetworks(
      String prefix,
      List<TokenVariable> variables,
      int width,
      int layers,
      boolean folded,
      int context) {
    this.variables = List.copyOf(variables);
    this.width = width;
    this.layers = layers;
    int count = variables.size();
    this.told = context > 0 ? 0 : 1;
    this.reach = new int[count + 1];
    reach[0] = context;
    for (int v = 0; v < count; v++) {
      TokenVariable variable = variables.get(v);
      int states = variable.states();
      bounds.add(bounds.get(v) + states);
      int embedding = embedding(states, count);
      reach[v + 1] = reach[v] + embedding;
      String name = prefix + "." + v + ".";
      if (v + 1 < count) {
        embeddings.add(weights.table(name + "embedding", variable, embedding, !folded, .1, .5, .5));
      }
      if (v >= told) {
        first.add(
            weights.weight(
                name + "first",
                Shape.of(width, reach[v]),
                Math.sqrt(2 / Math.max(8, reach[v] / 2.0))));
        heads.add(
            weights.table(
                prefix + "." + v + NetworkWeights.HEAD, variable, width, !folded, 0, .01, .01));
      }
    }
    for (int l = 0; l < layers; l++) {
      List<Variable> layer = new ArrayList<>();
      for (int v = told; v < count && l > 0; v++) {
        layer.add(
            weights.weight(
                prefix + "." + v + ".residual" + l,
                Shape.of(width, width),
                Math.sqrt(1.0 / width)));
      }
      residual.add(layer);
      hiddenBias.add(weights.bias(prefix + ".bias" + l, Math.max(0, (count - told) * width)));
    }
    this.bias = weights.bias(prefix + NetworkWeights.SCORES, bounds.get(count));
  }

  /**
   * Numbers of the embedding of a variable. As each network reads all before it, weights grow with
   * the square of the variables; of many the embeddings are the narrower.
   *
   * @param count of all variables
   */
  public static int embedding(int states, int count) {
    double widest = MOST_WEIGHTS / (USUAL_WIDTH * Math.max(1.0, count) * count / 2);
    int most = (int) Math.max(NARROWEST_EMBEDDING, Math.min(WIDEST_EMBEDDING, widest));
    return Math.min(most, Math.max(1, states - 1));
  }

  /** The width of hidden layers that so many variables leave, at most the wanted one. */
  static int width(int wanted, int count) {
    double widest = MOST_WEIGHTS / (NARROWEST_EMBEDDING * Math.max(1.0, count) * count / 2);
    return (int) Math.min(wanted, Math.max(LEAST_WIDTH, widest));
  }

  @Override
  public List<Variable> parameters() {
    return weights.all();
  }

  @Override
  public List<Variable> decayed() {
    return weights.decayed();
  }

  @Override
  public int maskRows() {
    return Math.max(1, (variables.size() - told) * width);
  }

  /** Scores start at the logarithms of the shares. */
  @Override
  public void initialize(Session session, long seed) {
    weights.initialize(session, seed);
    float[] logs = new float[bias.shape().size()];
    int at = 0;
    for (TokenVariable variable : variables) {
      for (double share : variable.shares()) {
        logs[at++] = (float) Math.log(Math.max(share, LEAST_SHARE));
      }
    }
    session.set(bias, logs);
  }

  @Override
  public Node nats(Node rows, double dropout, double forgotten, Mode mode) {
    return Ops.sum(crossEntropy(Ops.transpose(rows), null, dropout, forgotten, mode), 0);
  }

  /**
   * Cross entropy of each variable in each row, [variables, rows].
   *
   * @param codes [variables, rows]
   * @param contextOrNull what all networks are told, [context, rows]; null without
   * @param dropout share of hidden numbers that are left out in training
   * @param forgotten share of codes that no network is told in training
   */
  public Node crossEntropy(
      Node codes, Node contextOrNull, double dropout, double forgotten, Mode mode) {
    Node seen = kept(codes.shape(), forgotten, mode);
    Node scores = scores(codes, contextOrNull, seen, new Dropout(dropout), mode);
    return Functions.crossEntropy(scores, codes, bounds);
  }

  /** Ones, and zeros where a network is not told a code; null for ones alone. */
  private static Node kept(Shape codes, double forgotten, Mode mode) {
    return !mode.isTraining() || forgotten == 0
        ? null
        : Ops.greater(Ops.uniform16(codes, mode.takeStream(), mode.counter()), forgotten);
  }

  /** Scores of all states of all variables, each told the codes before its own, [states, rows]. */
  private Node scores(Node codes, Node contextOrNull, Node seenOrNull, Layer dropout, Mode mode) {
    int count = variables.size();
    int rows = codes.shape().dim(1);
    List<Node> scores = new ArrayList<>();
    if (told == 1) {
      scores.add(Ops.fill(Shape.of(variables.get(0).states(), rows), 0));
    }
    if (count > told) {
      List<Node> embedded = new ArrayList<>();
      if (contextOrNull != null) {
        embedded.add(contextOrNull);
      }
      for (int v = 0; v + 1 < count; v++) {
        Node embedding = Ops.lookup(embeddings.get(v).node(), Ops.slice(codes, 0, v, 1));
        embedded.add(
            seenOrNull == null ? embedding : Ops.mul(embedding, Ops.slice(seenOrNull, 0, v, 1)));
      }
      Node all = Ops.concat(0, embedded);
      List<Node> hidden = new ArrayList<>();
      for (int v = told; v < count; v++) {
        hidden.add(Ops.matmul(first.get(v - told).node(), Ops.slice(all, 0, 0, reach[v])));
      }
      Node h = Functions.relu(Ops.add(Ops.concat(0, hidden), hiddenBias.get(0).node()));
      for (int l = 1; l < layers; l++) {
        h = dropout.apply(h, mode);
        List<Node> next = new ArrayList<>();
        for (int v = told; v < count; v++) {
          next.add(Ops.matmul(residual.get(l).get(v - told).node(), of(h, v)));
        }
        Node change = Ops.add(Ops.concat(0, next), hiddenBias.get(l).node());
        h = Ops.add(h, Functions.relu(change));
      }
      h = dropout.apply(h, mode);
      for (int v = told; v < count; v++) {
        scores.add(Ops.matmul(heads.get(v - told).node(), of(h, v)));
      }
    }
    return Ops.add(Ops.concat(0, scores), bias.node());
  }

  /** The part of a hidden layer that belongs to a variable. */
  private Node of(Node hidden, int variable) {
    return Ops.slice(hidden, 0, (variable - told) * width, width);
  }

  /**
   * Codes drawn one after the other, [rows, variables].
   *
   * @param counter absolute number of the first row
   */
  Node draw(int rows, Counter counter) {
    return draw(rows, counter, AutoregressiveStreams.DRAWS, null, null, null).codes();
  }

  /** All variables. */
  Span all() {
    return new Span(0, variables.size());
  }

  /**
   * Some of the variables.
   *
   * @param from those before it are given, and no others
   * @param to those from it on are left out
   */
  record Span(int from, int to) {}

  /**
   * Rows and how likely what was asked of them is.
   *
   * @param codes [rows, variables]
   * @param logs logarithm of the probability, variable by variable given those before, that it is
   *     one of the states allowed, or the one given, [rows, 1]; null if nothing was asked
   */
  public record Drawn(Node codes, Node logs) {}

  /**
   * Codes drawn one after the other, each among the states that are allowed.
   *
   * @param stream of the random numbers
   * @param contextOrNull what all networks are told, [context, rows]; null without
   * @param weightsOrNull for each variable the share of each state that is allowed, or null for all
   * @param givenOrNull codes that are known, [variables, rows]; below 0 where one is to be drawn
   */
  public Drawn draw(
      int rows,
      Counter counter,
      int stream,
      Node contextOrNull,
      List<double[]> weightsOrNull,
      Node givenOrNull) {
    return draw(rows, counter, stream, contextOrNull, weightsOrNull, givenOrNull, all());
  }

  /**
   * The same of a span of the variables alone.
   *
   * @return codes of those before its end, [rows, to]
   */
  Drawn draw(
      int rows,
      Counter counter,
      int stream,
      Node contextOrNull,
      List<double[]> weightsOrNull,
      Node givenOrNull,
      Span span) {
    int count = variables.size();
    Node uniform = Ops.transpose(Ops.uniform(Shape.of(rows, count), stream, counter));
    List<Node> logs = new ArrayList<>();
    List<Node> codes = new ArrayList<>();
    Node embedded = contextOrNull;
    for (int v = 0; v < span.to(); v++) {
      if (v < span.from()) {
        Node code = Ops.slice(givenOrNull, 0, v, 1);
        codes.add(code);
        embedded = joined(embedded, v, code);
        continue;
      }
      int states = variables.get(v).states();
      Node scores = Ops.slice(bias.node(), 0, bounds.get(v), states);
      if (v < told) {
        scores = Ops.broadcast(scores, Shape.of(states, rows));
      } else {
        Node h = Ops.matmul(first.get(v - told).node(), embedded);
        h = Functions.relu(Ops.add(h, of(hiddenBias.get(0).node(), v)));
        for (int l = 1; l < layers; l++) {
          Node change = Ops.matmul(residual.get(l).get(v - told).node(), h);
          change = Ops.add(change, of(hiddenBias.get(l).node(), v));
          h = Ops.add(h, Functions.relu(change));
        }
        scores = Ops.add(Ops.matmul(heads.get(v - told).node(), h), scores);
      }
      double[] allowed = weightsOrNull == null ? null : weightsOrNull.get(v);
      if (allowed != null) {
        Node held = Ops.add(scores, Ops.constant(Shape.of(states, 1), logarithms(allowed)));
        List<Integer> all = List.of(0, states);
        logs.add(Ops.sub(Ops.rowsLogSumExp(held, all), Ops.rowsLogSumExp(scores, all)));
        scores = held;
      }
      Node code = Ops.choose(scores, Ops.slice(uniform, 0, v, 1));
      if (givenOrNull != null && span.from() == 0) {
        Node given = Ops.slice(givenOrNull, 0, v, 1);
        Node known = Ops.greater(given, -.5);
        code = Ops.add(Ops.mul(known, given), Ops.mul(Ops.add(Ops.neg(known), 1), code));
        // What is never drawn may be given all the same; it must not drown the other cells.
        Node likely = Ops.neg(Functions.crossEntropy(scores, code, List.of(0, states)));
        logs.add(Ops.mul(known, Ops.max(likely, -MOST_NATS)));
      }
      codes.add(code);
      embedded = joined(embedded, v, code);
    }
    Node drawn = Ops.transpose(Ops.concat(0, codes));
    Node sum = logs.isEmpty() ? null : Ops.transpose(Ops.sum(Ops.concat(0, logs), 0));
    return new Drawn(drawn, sum);
  }

  private Node joined(Node embeddedOrNull, int variable, Node code) {
    if (variable + 1 == variables.size()) {
      return embeddedOrNull;
    }
    Node next = Ops.lookup(embeddings.get(variable).node(), code);
    return embeddedOrNull == null ? next : Ops.concat(0, embeddedOrNull, next);
  }

  private static double[] logarithms(double[] weights) {
    return Arrays.stream(weights).map(w -> w > 0 ? Math.log(w) : FORBIDDEN).toArray();
  }

  @Override
  public void forbidUnseen(Variable weight, float[] values) {
    int at = 0;
    for (TokenVariable variable : weight == bias ? variables : List.<TokenVariable>of()) {
      for (double share : variable.shares()) {
        values[at] = share > 0 ? values[at] : NEVER;
        at++;
      }
    }
  }

  @Override
  public Map<Variable, Node> foldedInto(RowNetworks other) {
    ColumnNetworks folded = (ColumnNetworks) other;
    Map<Variable, Node> values = new LinkedHashMap<>();
    for (int v = 0; v < embeddings.size(); v++) {
      values.put(folded.embeddings.get(v).own(), embeddings.get(v).node());
    }
    for (int v = 0; v < heads.size(); v++) {
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
