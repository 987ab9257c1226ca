package io.semblance.synth.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.encode.TokenVariable;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.reference.ReferenceBackend;
import io.semblance.synth.Directional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is trained, unrolled, against what is drawn, step after step. */
class StepNetworksTest {
  private static final int STATE = 5;

  /** Two columns of two and three states. */
  private static final List<TokenVariable> VARIABLES =
      List.of(
          new TokenVariable("a", new double[] {.4, .6}, null, null, null),
          new TokenVariable("b", new double[] {.2, .5, .3}, null, null, null));

  /** Two numbers a step, one of time, and two that are said once of a sequence. */
  private static StepNetworks.Layout layout(int times, boolean ragged) {
    return new StepNetworks.Layout(times, 2, 2, 1, ragged, 2);
  }

  private static StepNetworks networks(
      Session session, StepNetworks.Layout layout, boolean folded, Map<String, double[]> weights) {
    StepNetworks networks = new StepNetworks("n", VARIABLES, layout, STATE, 6, 2, folded);
    Random random = new Random(5);
    for (Variable v : networks.parameters()) {
      double[] values = random.doubles(v.shape().size(), -.8, .8).toArray();
      weights.put(v.name(), values);
      session.set(v, values);
    }
    return networks;
  }

  /** Numbers that a drawn step tells the next, as functions of its codes. */
  private static double number(int a, int b, int which) {
    return which == 0 ? a - .3 * b : .5 * b;
  }

  private static double phase(int t) {
    return Math.sin(t);
  }

  private static final double[] SAID = {.7, -.4};

  /** A stored window. */
  private static double[] row(StepNetworks.Layout layout, int[][] steps) {
    double[] row = new double[layout.width()];
    for (int t = 0; t < steps.length; t++) {
      int at = t * layout.step();
      row[at] = steps[t][0];
      row[at + 1] = steps[t][1];
      row[at + 2] = number(steps[t][0], steps[t][1], 0);
      row[at + 3] = number(steps[t][0], steps[t][1], 1);
      row[at + 4] = phase(t);
      if (layout.ragged()) {
        row[layout.times() * layout.step() + t] = 1;
      }
    }
    System.arraycopy(SAID, 0, row, layout.width() - 2, 2);
    return row;
  }

  /** Shares of all 36 sequences of two steps, drawn step after step, against their likelihood. */
  @Test
  void drawsAreThoseOfTheLikelihood() {
    int rows = 20_000;
    double[] found = new double[36];
    Map<String, double[]> weights = new HashMap<>();
    try (Session session = Backends.select(null).open(new SessionOptions(3, 1))) {
      StepNetworks networks = networks(session, layout(2, false), true, weights);
      Counter counter = new Counter("row");
      Variable state = Variable.zeros("state", Shape.of(rows, STATE));
      Variable codes = Variable.zeros("codes", Shape.of(rows, 2));
      Variable numbers = Variable.zeros("numbers", Shape.of(rows, 2));
      Variable inputs = Variable.zeros("inputs", Shape.of(rows, 3));
      Variable begin = Variable.zeros("begin", Shape.of(rows, 1));
      StepNetworks.Drawn drawn =
          networks.draw(
              counter, state.node(), codes.node(), numbers.node(), inputs.node(), begin.node());
      Program program =
          session.compile(new Step().output(drawn.codes()).assign(state, drawn.state()));
      float[] last = new float[rows * 2];
      int[] sequence = new int[rows];
      for (int t = 0; t < 2; t++) {
        float[] told = new float[rows * 3];
        float[] before = new float[rows * 2];
        float[] first = new float[rows];
        for (int r = 0; r < rows; r++) {
          told[3 * r] = (float) SAID[0];
          told[3 * r + 1] = (float) SAID[1];
          told[3 * r + 2] = (float) phase(t);
          before[2 * r] = t == 0 ? 9 : (float) number((int) last[2 * r], (int) last[2 * r + 1], 0);
          before[2 * r + 1] =
              t == 0 ? 9 : (float) number((int) last[2 * r], (int) last[2 * r + 1], 1);
          first[r] = t == 0 ? 1 : 0;
        }
        session.set(inputs, told);
        session.set(numbers, before);
        session.set(codes, last);
        session.set(begin, first);
        session.set(counter, (long) t << 40);
        program.run();
        program.read(drawn.codes(), last);
        for (int r = 0; r < rows; r++) {
          sequence[r] = sequence[r] * 6 + (int) (3 * last[2 * r] + last[2 * r + 1]);
        }
      }
      for (int s : sequence) {
        found[s] += 1.0 / rows;
      }
    }
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      StepNetworks.Layout layout = layout(2, false);
      StepNetworks networks = networks(session, layout, true, weights);
      double[] all = new double[36 * layout.width()];
      for (int s = 0; s < 36; s++) {
        int[][] steps = {{s / 6 / 3, s / 6 % 3}, {s % 6 / 3, s % 6 % 3}};
        System.arraycopy(row(layout, steps), 0, all, s * layout.width(), layout.width());
      }
      Node given = Ops.constant(Shape.of(36, layout.width()), all);
      Node nats = networks.nats(given, .5, 0, Mode.inference());
      Program program = session.compile(new Step().output(nats));
      program.run();
      double[] read = program.read(nats);
      double sum = 0;
      for (int s = 0; s < 36; s++) {
        double p = Math.exp(-read[s]);
        sum += p;
        double error = 4.5 * Math.sqrt(p * (1 - p) / rows);
        assertThat(found[s]).as("sequence %d", s).isCloseTo(p, within(error));
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  /** The end of a short window is as if it were not there. */
  @Test
  void stepsThatAreNotThereDoNotCount() {
    int[][] steps = {{1, 2}, {0, 1}};
    Map<String, double[]> weights = new HashMap<>();
    List<Double> found = new ArrayList<>();
    for (StepNetworks.Layout layout : List.of(layout(2, false), layout(5, true))) {
      try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
        StepNetworks networks = networks(session, layout, false, weights);
        Node given = Ops.constant(Shape.of(1, layout.width()), row(layout, steps));
        Node nats = networks.nats(given, 0, 0, Mode.inference());
        Program program = session.compile(new Step().output(nats));
        program.run();
        found.add(program.readScalar(nats));
      }
    }
    assertThat(found.get(1)).isCloseTo(found.get(0), within(1e-12));
  }

  /** First order, in the direction of all weights together. */
  @Test
  void gradientsAreThoseOfDifferences() {
    StepNetworks.Layout layout = layout(3, true);
    Map<String, double[]> weights = new HashMap<>();
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      StepNetworks networks = networks(session, layout, false, weights);
      double[] both = new double[2 * layout.width()];
      System.arraycopy(
          row(layout, new int[][] {{1, 2}, {0, 1}, {1, 0}}), 0, both, 0, layout.width());
      System.arraycopy(
          row(layout, new int[][] {{0, 0}, {1, 1}}), 0, both, layout.width(), layout.width());
      Node given = Ops.constant(Shape.of(2, layout.width()), both);
      Node loss = Ops.sum(networks.nats(given, 0, 0, Mode.inference()));
      Directional.check(session, loss, networks.parameters());
    }
  }
}
