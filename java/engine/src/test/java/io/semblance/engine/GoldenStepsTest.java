package io.semblance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.semblance.engine.optim.Adam;
import io.semblance.engine.reference.ReferenceBackend;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten WGAN-GP steps made by an independent implementation in double precision. */
public class GoldenStepsTest {
  @Test
  void referenceAgreesToNineDigits() throws IOException {
    check(new ReferenceBackend(), 1, 1e-9);
  }

  @Test
  void ejmlAgreesToFourDigits() throws IOException {
    check(new EjmlBackend(), 1, 1e-4);
    check(new EjmlBackend(), 2, 1e-4);
  }

  /** Runs the ten steps and compares losses, first gradients and end weights. */
  public static void check(Backend backend, int threads, double tolerance) throws IOException {
    JsonNode golden = load("wgan_gp_steps.json");
    Network generator = new Network(golden.get("generator"));
    Network critic = new Network(golden.get("critic"));
    JsonNode first = golden.get("steps").get(0);
    Variable real = like("real", first.get("real"));
    Variable criticNoise = like("critic_noise", first.get("critic_noise"));
    Variable generatorNoise = like("generator_noise", first.get("generator_noise"));
    Variable eps = like("eps", first.get("eps"));

    Node fake = generator.apply(criticNoise.node(), 0);
    Node mixed =
        Ops.add(
            Ops.mul(eps.node(), real.node()),
            Ops.mul(Ops.sub(Ops.fill(eps.shape(), 1), eps.node()), fake));
    Node slope = Gradients.of(Ops.sum(critic.apply(mixed, 0.2)), mixed);
    Node excess = Ops.sub(Functions.rowNorm(slope, 0), 1);
    Node penalty = Functions.mean(Functions.square(excess));
    Node criticLoss =
        Ops.add(
            Ops.sub(
                Functions.mean(critic.apply(fake, 0.2)),
                Functions.mean(critic.apply(real.node(), 0.2))),
            Ops.mul(penalty, 10));
    Node generatorLoss =
        Ops.neg(Functions.mean(critic.apply(generator.apply(generatorNoise.node(), 0), 0.2)));
    Adam criticAdam = new Adam("critic", critic.parameters(), 5e-3, .5, .9, 1e-8);
    Adam generatorAdam = new Adam("generator", generator.parameters(), 5e-3, .5, .9, 1e-8);
    List<Node> criticGradients = Gradients.of(criticLoss, critic.nodes());
    List<Node> generatorGradients = Gradients.of(generatorLoss, generator.nodes());
    Step criticStep = new Step().output(criticLoss).output(penalty);
    criticGradients.forEach(criticStep::output);
    criticStep.assignAll(criticAdam.update(criticGradients));
    Step generatorStep = new Step().output(generatorLoss);
    generatorGradients.forEach(generatorStep::output);
    generatorStep.assignAll(generatorAdam.update(generatorGradients));

    try (Session s = backend.open(new SessionOptions(1, threads))) {
      generator.load(s);
      critic.load(s);
      Program criticProgram = s.compile(criticStep);
      Program generatorProgram = s.compile(generatorStep);
      int i = 0;
      for (JsonNode step : golden.get("steps")) {
        String at = "step " + i++ + " ";
        s.set(real, flat(step.get("real")));
        s.set(criticNoise, flat(step.get("critic_noise")));
        s.set(generatorNoise, flat(step.get("generator_noise")));
        s.set(eps, flat(step.get("eps")));
        criticProgram.run();
        generatorProgram.run();
        close(
            at + "critic",
            step.get("critic_loss"),
            criticProgram.readScalar(criticLoss),
            tolerance);
        close(
            at + "generator",
            step.get("generator_loss"),
            generatorProgram.readScalar(generatorLoss),
            tolerance);
        close(at + "penalty", step.get("penalty"), criticProgram.readScalar(penalty), tolerance);
        gradients(at, step, critic, criticProgram, criticGradients, tolerance);
      }
      weights(golden.get("final").get("generator"), generator, s, tolerance);
      weights(golden.get("final").get("critic"), critic, s, tolerance);
    }
  }

  /** Gradients are given for the first step. */
  private static void gradients(
      String at, JsonNode step, Network n, Program p, List<Node> gradients, double tolerance) {
    JsonNode expected = step.get("critic_gradients");
    for (int g = 0; expected != null && g < gradients.size(); g++) {
      String name = n.parameters().get(g).name();
      double[] found = p.read(gradients.get(g));
      closeAll(at + "gradient of " + name, flat(expected.get(name)), found, tolerance);
    }
  }

  private static void weights(JsonNode expected, Network n, Session s, double tolerance) {
    for (int i = 0; i < n.parameters().size(); i++) {
      double[] w = s.getDoubles(n.parameters().get(i));
      closeAll("final " + n.parameters().get(i), flat(expected.get(i)), w, tolerance);
    }
  }

  private static void close(String what, JsonNode expected, double found, double tolerance) {
    closeAll(what, new double[] {expected.asDouble()}, new double[] {found}, tolerance);
  }

  /** Relative to the largest magnitude of the array: single elements may be near zero. */
  private static void closeAll(String what, double[] expected, double[] found, double tolerance) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    double scale = 1e-6; // The gradient of the last bias is zero but for rounding.
    for (double e : expected) {
      scale = Math.max(scale, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - found[i]) / scale;
      assertThat(error)
          .as("%s[%d]: expected %s, found %s", what, i, expected[i], found[i])
          .isLessThan(tolerance);
    }
  }

  private static Variable like(String name, JsonNode array) {
    int rows = array.size();
    int cols = array.get(0).isArray() ? array.get(0).size() : 1;
    return Variable.zeros(name, Shape.of(rows, cols));
  }

  static JsonNode load(String resource) throws IOException {
    try (InputStream in = GoldenStepsTest.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    }
  }

  static double[] flat(JsonNode array) {
    List<Double> values = new ArrayList<>();
    collect(array, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode n, List<Double> values) {
    if (n.isArray()) {
      n.forEach(c -> collect(c, values));
    } else {
      values.add(n.asDouble());
    }
  }

  /** Linear layers W1, b1, W2, b2, ... with an activation between them. */
  private static final class Network {
    private final Map<Variable, double[]> values = new LinkedHashMap<>();

    Network(JsonNode parameters) {
      for (Map.Entry<String, JsonNode> e : parameters.properties()) {
        JsonNode a = e.getValue();
        Shape shape = a.get(0).isArray() ? Shape.of(a.size(), a.get(0).size()) : Shape.of(a.size());
        values.put(Variable.zeros(e.getKey(), shape), flat(a));
      }
    }

    List<Variable> parameters() {
      return List.copyOf(values.keySet());
    }

    List<Node> nodes() {
      return parameters().stream().map(Variable::node).toList();
    }

    void load(Session s) {
      values.forEach(s::set);
    }

    /** Leaky ReLU of the given slope between the layers; slope 0 is ReLU. */
    Node apply(Node x, double slope) {
      List<Node> p = nodes();
      Node y = x;
      for (int i = 0; i < p.size(); i += 2) {
        y = Ops.add(Ops.matmul(y, p.get(i)), p.get(i + 1));
        if (i + 2 < p.size()) {
          y = slope == 0 ? Functions.relu(y) : Functions.leakyRelu(y, slope);
        }
      }
      return y;
    }
  }
}
