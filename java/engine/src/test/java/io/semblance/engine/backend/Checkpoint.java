package io.semblance.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What a session must do with its state: a training that is restored goes on bit by bit. */
final class Checkpoint {
  private static final int ROWS = 30;

  private final Variable table = Variable.zeros("table", Shape.of(ROWS, 4));
  private final IndexVariable order = new IndexVariable("order", ROWS);
  private final Counter rows = new Counter("rows");
  private final Sequential net =
      Sequential.mlp("net", 4, List.of(20, 10), 1, Activation.LEAKY_RELU, true, .2);
  private final Node loss;
  private final Step step;

  Checkpoint() {
    Node batch = Ops.gather(table.node(), order, rows, 8);
    Node noise = Ops.normal(Shape.of(8, 4), 3, rows);
    Node score = net.apply(Ops.add(batch, noise), Mode.training(rows, 10));
    loss = Functions.mean(Functions.square(Ops.sub(score, 1)));
    Adam adam = new Adam("adam", net.parameters(), 1e-2, .9, .999, 1e-8);
    List<Node> gradients =
        Gradients.of(loss, net.parameters().stream().map(Variable::node).toList());
    step = new Step().output(loss).assignAll(adam.update(gradients)).advance(rows, 8);
  }

  private void begin(Session s) {
    Random random = new Random(11);
    float[] values = new float[ROWS * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    s.set(table, values);
    s.set(order, random.ints(ROWS, 0, ROWS).toArray());
    // Beyond what a float or an int can count.
    s.set(rows, (1L << 40) + 1);
    net.initialize(s, 5);
  }

  private double train(Program p) {
    double last = 0;
    for (int i = 0; i < 7; i++) {
      p.run();
      last = p.readScalar(loss);
    }
    return last;
  }

  /** Trains, saves, goes on; then once more from what was saved, here and elsewhere. */
  static void check(Backend backend, int threads) {
    Checkpoint c = new Checkpoint();
    SessionState middle;
    SessionState end;
    double loss;
    try (Session s = backend.open(new SessionOptions(3, threads))) {
      Program p = s.compile(c.step);
      c.begin(s);
      c.train(p);
      middle = s.save();
      loss = c.train(p);
      end = s.save();
      assertThat(middle.values().get("rows"))
          .isEqualTo(new SessionState.Count((1L << 40) + 1 + 7 * 8));
      assertThat(bits(end)).as("the weights moved").isNotEqualTo(bits(middle));
      s.restore(middle);
      assertThat(bits(s.save())).isEqualTo(bits(middle));
      assertThat(c.train(p)).isEqualTo(loss);
      assertThat(bits(s.save())).isEqualTo(bits(end));
    }
    // The same names, but other objects, as in another process.
    Checkpoint again = new Checkpoint();
    try (Session s = backend.open(new SessionOptions(3, threads))) {
      Program p = s.compile(again.step);
      assertThat(s.save().values().keySet()).containsExactlyElementsOf(middle.values().keySet());
      s.restore(middle);
      assertThat(again.train(p)).isEqualTo(loss);
      assertThat(bits(s.save())).isEqualTo(bits(end));
    }
    refusals(backend);
  }

  private static void refusals(Backend backend) {
    Checkpoint c = new Checkpoint();
    try (Session s = backend.open(new SessionOptions(3, 1))) {
      s.compile(c.step);
      c.begin(s);
      SessionState all = s.save();
      SessionState part = s.save(state -> !state.equals(c.table));
      assertThat(part.values()).hasSize(all.values().size() - 1).doesNotContainKey("table");
      String bias = c.net.parameters().get(1).name();
      SessionState.Value one = new SessionState.Count(1);
      fails(s, Map.of("rows", one, "elsewhere", one), "no state \"elsewhere\"");
      fails(s, Map.of("rows", one, bias, one), bias, "a variable [20]", "a counter was saved");
      fails(
          s,
          Map.of("rows", one, "order", new SessionState.Places(new int[3])),
          "an index of 30 places",
          "an index of 3 places was saved");
      fails(
          s,
          Map.of("rows", one, bias, new SessionState.Floats(Shape.of(4, 5), new float[20])),
          "a variable [20]",
          "a variable [4, 5] was saved");
      assertThat(bits(s.save())).as("nothing was written").isEqualTo(bits(all));
      s.set(new Counter("rows"), 1);
      assertThatThrownBy(s::save).isInstanceOf(EngineException.class).hasMessageContaining("rows");
    }
  }

  private static void fails(Session s, Map<String, SessionState.Value> values, String... words) {
    assertThatThrownBy(() -> s.restore(new SessionState(values)))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll(words);
  }

  /** Arrays as lists of bits, which tell 0 from -0. */
  private static Map<String, String> bits(SessionState state) {
    Map<String, String> bits = new TreeMap<>();
    state.values().forEach((name, value) -> bits.put(name, text(value)));
    return bits;
  }

  private static String text(SessionState.Value value) {
    StringBuilder text = new StringBuilder(value.describe());
    if (value instanceof SessionState.Floats f) {
      for (float x : f.elements()) {
        text.append(' ').append(Float.floatToRawIntBits(x));
      }
    } else if (value instanceof SessionState.Doubles d) {
      for (double x : d.elements()) {
        text.append(' ').append(Double.doubleToRawLongBits(x));
      }
    } else if (value instanceof SessionState.Places p) {
      for (int x : p.places()) {
        text.append(' ').append(x);
      }
    } else {
      text.append(' ').append(value);
    }
    return text.toString();
  }
}
