package io.semblance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.ejml.EjmlBackend;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Gru;
import io.semblance.engine.nn.Lstm;
import io.semblance.engine.nn.Recurrent;
import io.semblance.engine.reference.ReferenceBackend;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recurrent layers against PyTorch's: outputs, gradients, gradients of gradients. */
public class RecurrentTest {
  private static final int TIMES = 4;
  private static final int BATCH = 2;
  private static final int FEATURES = 3;
  private static final int WIDTH = 5;

  @Test
  void referenceAgreesToNineDigits() throws IOException {
    check(new ReferenceBackend(), 1e-9);
  }

  @Test
  void ejmlAgreesToFourDigits() throws IOException {
    check(new EjmlBackend(), 1e-4);
  }

  /** Compares everything that the fixtures hold. */
  public static void check(Backend backend, double tolerance) throws IOException {
    check(backend, tolerance, new Gru("layer", FEATURES, WIDTH), "gru.json");
    check(backend, tolerance, new Lstm("layer", FEATURES, WIDTH), "lstm.json");
  }

  private static void check(Backend backend, double tolerance, Recurrent layer, String fixture)
      throws IOException {
    JsonNode golden = GoldenStepsTest.load(fixture);
    Variable x = Variable.zeros("x", Shape.of(TIMES * BATCH, FEATURES));
    Map<String, Variable> inputs = new LinkedHashMap<>();
    inputs.put("x", x);
    inputs.put("w_ih", layer.input().weight());
    inputs.put("w_hh", layer.state().weight());
    inputs.put("b_ih", layer.input().bias());
    inputs.put("b_hh", layer.state().bias());
    List<Node> nodes = inputs.values().stream().map(Variable::node).toList();

    Recurrent.Sequence read = layer.apply(x.node(), TIMES);
    Map<String, Node> wanted = new LinkedHashMap<>();
    wanted.put("y", read.outputs());
    Node loss = Ops.sum(Functions.square(read.outputs()));
    if (golden.has("c")) {
      Node cell = read.state().get(1);
      wanted.put("c", cell);
      loss = Ops.add(loss, Ops.sum(Ops.mul(cell, Functions.square(cell))));
    }
    wanted.put("loss", loss);
    gradients("d", loss, inputs, nodes, wanted);
    if (golden.has("second")) {
      Node second = Ops.sum(Functions.square(wanted.get("dx")));
      wanted.put("second", second);
      gradients("dd", second, inputs, nodes, wanted);
    }
    Step step = new Step();
    wanted.values().forEach(step::output);
    try (Session s = backend.open(new SessionOptions(0, 1))) {
      inputs.forEach((name, variable) -> s.set(variable, given(name, golden)));
      Program p = s.compile(step);
      p.run();
      wanted.forEach(
          (name, node) -> close(name, turned(name, golden.get(name)), p.read(node), tolerance));
    }
  }

  private static void gradients(
      String prefix,
      Node of,
      Map<String, Variable> inputs,
      List<Node> nodes,
      Map<String, Node> wanted) {
    List<Node> found = Gradients.of(of, nodes);
    int i = 0;
    for (String name : inputs.keySet()) {
      wanted.put(prefix + name, found.get(i++));
    }
  }

  private static double[] given(String name, JsonNode golden) {
    return turned(name, golden.get(name));
  }

  /** Numbers of the fixture; its weights are the transposes of ours. */
  private static double[] turned(String name, JsonNode value) {
    double[] flat = GoldenStepsTest.flat(value);
    if (!name.contains("w_")) {
      return flat;
    }
    int rows = value.size();
    int columns = flat.length / rows;
    double[] turned = new double[flat.length];
    for (int i = 0; i < flat.length; i++) {
      turned[i % columns * rows + i / columns] = flat[i];
    }
    return turned;
  }

  /** Two halves, the second from the state after the first, are the whole. */
  @Test
  void aSequenceMayBeReadInParts() {
    Variable x = Variable.zeros("x", Shape.of(TIMES * BATCH, FEATURES));
    for (Recurrent layer : List.of(new Gru("g", FEATURES, WIDTH), new Lstm("l", FEATURES, WIDTH))) {
      int half = TIMES / 2 * BATCH;
      Recurrent.Sequence first = layer.apply(Ops.slice(x.node(), 0, 0, half), TIMES / 2);
      Recurrent.Sequence second =
          layer.apply(Ops.slice(x.node(), 0, half, half), TIMES / 2, first.state());
      Node whole = layer.apply(x.node(), TIMES).outputs();
      try (Session s = new ReferenceBackend().open(new SessionOptions(1, 1))) {
        layer.initialize(s, 5);
        double[] values = new double[TIMES * BATCH * FEATURES];
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.sin(i);
        }
        s.set(x, values);
        Program p = s.compile(new Step().output(whole).output(second.outputs()));
        p.run();
        double[] expected = p.read(whole);
        double[] found = p.read(second.outputs());
        for (int i = 0; i < found.length; i++) {
          assertThat(found[i]).isEqualTo(expected[half * WIDTH + i]);
          assertThat(found[i]).isNotZero();
        }
      }
    }
  }

  @Test
  void rowsThatAreNoWholeSequencesAreRefused() {
    Variable x = Variable.zeros("x", Shape.of(7, FEATURES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gru("g", FEATURES, WIDTH).apply(x.node(), 2))
        .withMessage("7 rows cannot be sequences of 2 steps each");
  }

  private static void close(String what, double[] expected, double[] found, double tolerance) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    double scale = 1e-30;
    for (double v : expected) {
      scale = Math.max(scale, Math.abs(v));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(found[i] - expected[i]) / scale)
          .as("%s[%d]: expected %s, found %s", what, i, expected[i], found[i])
          .isLessThan(tolerance);
    }
  }
}
