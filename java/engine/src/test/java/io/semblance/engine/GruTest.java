package io.semblance.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.semblance.engine.reference.ReferenceBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gated recurrent unit composed from the primitives, against an independent implementation. */
public class GruTest {
  private static final int TIMES = 4;
  private static final int BATCH = 2;
  private static final int FEATURES = 3;
  private static final int HIDDEN = 5;

  @Test
  void referenceAgreesToNineDigits() throws IOException {
    check(new ReferenceBackend(), 1e-9);
  }

  @Test
  void ejmlAgreesToFourDigits() throws IOException {
    check(new EjmlBackend(), 1e-4);
  }

  /** Compares outputs, loss and all gradients with the fixture. */
  public static void check(Backend backend, double tolerance) throws IOException {
    JsonNode golden = GoldenStepsTest.load("gru.json");
    Variable inputWeight = Variable.zeros("w_ih", Shape.of(3 * HIDDEN, FEATURES));
    Variable stateWeight = Variable.zeros("w_hh", Shape.of(3 * HIDDEN, HIDDEN));
    Variable inputBias = Variable.zeros("b_ih", Shape.of(3 * HIDDEN));
    Variable stateBias = Variable.zeros("b_hh", Shape.of(3 * HIDDEN));
    Variable x = Variable.zeros("x", Shape.of(TIMES * BATCH, FEATURES));
    List<Variable> inputs = List.of(x, inputWeight, stateWeight, inputBias, stateBias);

    // The input's part of all times is one product.
    Node projected =
        Ops.add(Ops.matmul(x.node(), false, inputWeight.node(), true), inputBias.node());
    Node h = Ops.fill(Shape.of(BATCH, HIDDEN), 0);
    List<Node> states = new ArrayList<>();
    for (int t = 0; t < TIMES; t++) {
      Node fromInput = Ops.slice(projected, 0, t * BATCH, BATCH);
      Node fromState = Ops.add(Ops.matmul(h, false, stateWeight.node(), true), stateBias.node());
      Node reset = Functions.sigmoid(Ops.add(gate(fromInput, 0), gate(fromState, 0)));
      Node update = Functions.sigmoid(Ops.add(gate(fromInput, 1), gate(fromState, 1)));
      Node fresh = Ops.tanh(Ops.add(gate(fromInput, 2), Ops.mul(reset, gate(fromState, 2))));
      h = Ops.add(fresh, Ops.mul(update, Ops.sub(h, fresh)));
      states.add(h);
    }
    Node y = Ops.concat(0, states);
    Node loss = Ops.sum(Functions.square(y));
    List<Node> gradients = Gradients.of(loss, inputs.stream().map(Variable::node).toList());
    Step step = new Step().output(y).output(loss);
    gradients.forEach(step::output);
    try (Session s = backend.open(new SessionOptions(0, 1))) {
      for (Variable v : inputs) {
        s.set(v, GoldenStepsTest.flat(golden.get(v.name())));
      }
      Program p = s.compile(step);
      p.run();
      close("y", golden.get("y"), p.read(y), tolerance);
      close("loss", golden.get("loss"), p.read(loss), tolerance);
      for (int i = 0; i < inputs.size(); i++) {
        String name = "d" + inputs.get(i).name();
        close(name, golden.get(name), p.read(gradients.get(i)), tolerance);
      }
    }
  }

  private static Node gate(Node all, int which) {
    return Ops.slice(all, 1, which * HIDDEN, HIDDEN);
  }

  private static void close(String what, JsonNode expected, double[] found, double tolerance) {
    double[] values = GoldenStepsTest.flat(expected);
    assertThat(found).as(what).hasSameSizeAs(values);
    double scale = 1e-30;
    for (double v : values) {
      scale = Math.max(scale, Math.abs(v));
    }
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(found[i] - values[i]) / scale)
          .as("%s[%d]: expected %s, found %s", what, i, values[i], found[i])
          .isLessThan(tolerance);
    }
  }
}
