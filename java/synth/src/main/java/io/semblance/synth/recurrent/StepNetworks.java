package io.semblance.synth.recurrent;

import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Gru;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Recurrent;
import io.semblance.synth.autoregressive.CodeTable;
import io.semblance.synth.autoregressive.ColumnNetworks;
import io.semblance.synth.autoregressive.NetworkWeights;
import io.semblance.synth.autoregressive.RowNetworks;
import io.semblance.synth.series.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A recurrent layer that reads step after step, and networks of the columns of a step that are told
 * its state:
 *
 * <pre>p(x_1 .. x_T) = prod_t prod_v p(x_tv | x_t1 .. x_t(v-1), h_t, x_(t-1), inputs_t)
 * h_t = GRU(h_(t-1), x_(t-1), inputs_t)</pre>
 *
 * <p>Steps before are told as embeddings of their codes, and as numbers, which are finer.
 */
final class StepNetworks implements RowNetworks {
  private final List<TokenVariable> variables;
  private final Layout layout;
  private final NetworkWeights weights = new NetworkWeights();
  private final List<CodeTable> embeddings = new ArrayList<>();
  private final Recurrent memory;
  private final ColumnNetworks columns;
  private final int embedded;

  /**
   * The numbers of a stored window: for each step codes, numbers, what it is told of time; then a 1
   * for each step that there is, where lengths differ; then what is said once of the sequence.
   */
  record Layout(int times, int codes, int numbers, int phases, boolean ragged, int attributes) {
    int step() {
      return codes + numbers + phases;
    }

    int masks() {
      return ragged ? times : 0;
    }

    int width() {
      return times * step() + masks() + attributes;
    }

    /** Numbers that a step is told beside the steps before it. */
    int inputs() {
      return phases + attributes;
    }
  }

  /**
   * @param prefix of the names of all weights
   * @param state numbers of the recurrent state
   * @param width of the hidden layers of the networks of columns
   * @param layers hidden layers of each
   * @param folded whether embeddings and heads are tables as they come
   */
  StepNetworks(
      String prefix,
      List<TokenVariable> variables,
      Layout layout,
      int state,
      int width,
      int layers,
      boolean folded) {
    this.variables = variables;
    this.layout = layout;
    int sum = 0;
    for (int v = 0; v < variables.size(); v++) {
      TokenVariable variable = variables.get(v);
      int size = ColumnNetworks.embedding(variable.states(), variables.size());
      embeddings.add(weights.table(prefix + ".before." + v, variable, size, !folded, .1, .5, .5));
      sum += size;
    }
    this.embedded = sum;
    int told = sum + layout.numbers() + layout.inputs() + 1;
    this.memory = new Gru(prefix + ".memory", told, state);
    int context = state + layout.numbers() + layout.inputs();
    this.columns = new ColumnNetworks(columns(prefix), variables, width, layers, folded, context);
  }

  /** The prefix of the weights of the networks of the columns of a step. */
  static String columns(String prefix) {
    return prefix + ".columns";
  }

  @Override
  public List<Variable> parameters() {
    return Stream.of(weights.all(), memory.parameters(), columns.parameters())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<Variable> decayed() {
    return Stream.of(
            weights.decayed(),
            List.of(memory.input().weight(), memory.state().weight()),
            columns.decayed())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public int maskRows() {
    return columns.maskRows();
  }

  @Override
  public void initialize(Session session, long seed) {
    weights.initialize(session, seed);
    memory.initialize(session, seed);
    columns.initialize(session, seed);
  }

  /** Embeddings of steps, [steps, numbers], from their codes, [steps, variables]. */
  private Node embedded(Node codes) {
    Node byVariable = Ops.transpose(codes);
    List<Node> all = new ArrayList<>();
    for (int v = 0; v < variables.size(); v++) {
      all.add(Ops.lookup(embeddings.get(v).node(), Ops.slice(byVariable, 0, v, 1)));
    }
    return Ops.transpose(Ops.concat(0, all));
  }

  /** Side by side, without those that are not there. */
  private static Node beside(Node... parts) {
    return Ops.concat(1, Arrays.stream(parts).filter(Objects::nonNull).toList());
  }

  @Override
  public Node nats(Node rows, double dropout, double forgotten, Mode mode) {
    int times = layout.times();
    int batch = rows.shape().dim(0);
    int all = times * batch;
    Node steps = SequenceBatch.timeMajor(Ops.slice(rows, 1, 0, times * layout.step()), times);
    Node codes = Ops.slice(steps, 1, 0, layout.codes());
    Node numbers = part(steps, layout.codes(), layout.numbers());
    Node inputs = inputs(rows, steps);
    Node before =
        later(times == 1 ? null : embedded(Ops.slice(codes, 0, 0, all - batch)), batch, embedded);
    Node finer =
        numbers == null
            ? null
            : later(
                times == 1 ? null : Ops.slice(numbers, 0, 0, all - batch), batch, layout.numbers());
    Node begin = Ops.fill(Shape.of(batch, 1), 1);
    if (times > 1) {
      begin = Ops.concat(0, begin, Ops.fill(Shape.of(all - batch, 1), 0));
    }
    Node state = memory.apply(beside(before, finer, inputs, begin), times).outputs();
    Node context = Ops.transpose(beside(state, finer, inputs));
    Node entropies = columns.crossEntropy(Ops.transpose(codes), context, dropout, forgotten, mode);
    Node ofStep = Ops.reshape(Ops.sum(entropies, 0), Shape.of(times, batch));
    if (layout.ragged()) {
      Node there = Ops.slice(rows, 1, times * layout.step(), times);
      ofStep = Ops.mul(ofStep, Ops.transpose(there));
    }
    return Ops.sum(ofStep, 0);
  }

  /** A part of each row; null if it has no numbers. */
  private static Node part(Node rows, int at, int count) {
    return count == 0 ? null : Ops.slice(rows, 1, at, count);
  }

  /** Numbers of steps told a step later, and zeros at first. */
  private static Node later(Node stepsOrNull, int batch, int width) {
    Node none = Ops.fill(Shape.of(batch, width), 0);
    return stepsOrNull == null ? none : Ops.concat(0, none, stepsOrNull);
  }

  private Node inputs(Node rows, Node steps) {
    int times = layout.times();
    List<Node> inputs = new ArrayList<>();
    if (layout.attributes() > 0) {
      int at = times * layout.step() + layout.masks();
      inputs.add(SequenceBatch.eachStep(Ops.slice(rows, 1, at, layout.attributes()), times));
    }
    if (layout.phases() > 0) {
      inputs.add(Ops.slice(steps, 1, layout.codes() + layout.numbers(), layout.phases()));
    }
    return inputs.isEmpty() ? null : Ops.concat(1, inputs);
  }

  /**
   * A step that is drawn.
   *
   * @param state of the recurrent layer after it has read the step before
   */
  record Drawn(Node codes, Node state) {}

  /**
   * Draws a step of some sequences.
   *
   * @param counter absolute number of the first row of random numbers
   * @param state after the step before, [rows, state]
   * @param codes of the step before, [rows, variables]
   * @param numbersOrNull of the step before, [rows, numbers]
   * @param inputsOrNull [rows, inputs]
   * @param begin 1 for first steps, [rows, 1]; codes and numbers do not count there
   */
  Drawn draw(
      Counter counter, Node state, Node codes, Node numbersOrNull, Node inputsOrNull, Node begin) {
    int rows = begin.shape().dim(0);
    Node seen = Ops.add(Ops.neg(begin), 1);
    Node before = Ops.mul(embedded(codes), seen);
    Node finer = numbersOrNull == null ? null : Ops.mul(numbersOrNull, seen);
    Node read = beside(before, finer, inputsOrNull, begin);
    Node next = memory.apply(read, 1, List.of(state)).outputs();
    Node context = Ops.transpose(beside(next, finer, inputsOrNull));
    ColumnNetworks.Drawn drawn =
        columns.draw(rows, counter, RecurrentStreams.DRAWS, context, null, null);
    return new Drawn(drawn.codes(), next);
  }

  @Override
  public Map<Variable, Node> foldedInto(RowNetworks other) {
    StepNetworks folded = (StepNetworks) other;
    Map<Variable, Node> values = new LinkedHashMap<>();
    for (int v = 0; v < embeddings.size(); v++) {
      values.put(folded.embeddings.get(v).own(), embeddings.get(v).node());
    }
    List<Variable> own = memory.parameters();
    for (int p = 0; p < own.size(); p++) {
      values.put(folded.memory.parameters().get(p), own.get(p).node());
    }
    values.putAll(columns.foldedInto(folded.columns));
    return values;
  }

  @Override
  public void forbidUnseen(Variable weight, float[] values) {
    columns.forbidUnseen(weight, values);
  }
}
