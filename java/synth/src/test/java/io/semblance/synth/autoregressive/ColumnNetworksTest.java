package io.semblance.synth.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TokenEncoder;
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
import io.semblance.synth.Fixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The networks against loops over one row at a time, in double precision. */
class ColumnNetworksTest {
  private static final int WIDTH = 7;
  private static final int LAYERS = 3;

  private final Table table = table();
  private final TokenEncoder encoder = TokenEncoder.fit(table, EncoderOptions.defaults());
  private final List<TokenVariable> variables = encoder.variables();
  private final Map<String, double[]> weights = new HashMap<>();

  private static Table table() {
    Random random = new Random(4);
    double[] many = new double[400];
    double[] few = new double[400];
    int[] label = random.ints(400, 0, 3).toArray();
    int[] last = random.ints(400, 0, 2).toArray();
    for (int i = 0; i < 400; i++) {
      many[i] = Math.rint(1000 * random.nextGaussian()) / 1000;
      few[i] = random.nextInt(9);
    }
    return Table.of(
        List.of(
            Fixtures.labels("a", label, "x", "y", "z"),
            Fixtures.numbers("many", ColumnType.NUMBER, 3, many),
            Fixtures.numbers("few", ColumnType.INTEGER, 0, few),
            Fixtures.labels("b", last, "x", "y")));
  }

  private ColumnNetworks networks(Session session, boolean folded) {
    ColumnNetworks networks = new ColumnNetworks("n", variables, WIDTH, LAYERS, folded);
    Random random = new Random(5);
    for (Variable v : networks.parameters()) {
      double[] values = random.doubles(v.shape().size(), -.7, .7).toArray();
      weights.put(v.name(), values);
      session.set(v, values);
    }
    return networks;
  }

  /** [states, columns] = own + basis x shared. */
  private double[] table(int variable, String what, int columns) {
    double[] own = weights.get("n." + variable + "." + what).clone();
    double[] shared = weights.get("n." + variable + "." + what + ".shared");
    if (shared != null) {
      double[] basis = OrderedBasis.of(variables.get(variable));
      int size = OrderedBasis.size(variables.get(variable));
      for (int s = 0; s < own.length / columns; s++) {
        for (int c = 0; c < columns; c++) {
          for (int f = 0; f < size; f++) {
            own[s * columns + c] += basis[s * size + f] * shared[f * columns + c];
          }
        }
      }
    }
    return own;
  }

  /** -log p(code of the variable | codes before it), written out. */
  private double entropy(int variable, int[] codes) {
    int states = variables.get(variable).states();
    double[] scores = new double[states];
    int from = 0;
    for (int v = 0; v < variable; v++) {
      from += variables.get(v).states();
    }
    System.arraycopy(weights.get("n.scores"), from, scores, 0, states);
    if (variable > 0) {
      double[] h = new double[WIDTH];
      int reach = 0;
      for (int v = 0; v < variable; v++) {
        reach += ColumnNetworks.embedding(variables.get(v).states(), variables.size());
      }
      double[] first = weights.get("n." + variable + ".first");
      int at = 0;
      for (int v = 0; v < variable; v++) {
        int width = ColumnNetworks.embedding(variables.get(v).states(), variables.size());
        double[] embedding = table(v, "embedding", width);
        for (int e = 0; e < width; e++, at++) {
          for (int i = 0; i < WIDTH; i++) {
            h[i] += first[i * reach + at] * embedding[codes[v] * width + e];
          }
        }
      }
      for (int i = 0; i < WIDTH; i++) {
        h[i] = Math.max(0, h[i] + weights.get("n.bias0")[(variable - 1) * WIDTH + i]);
      }
      for (int l = 1; l < LAYERS; l++) {
        double[] residual = weights.get("n." + variable + ".residual" + l);
        double[] next = h.clone();
        for (int i = 0; i < WIDTH; i++) {
          double sum = weights.get("n.bias" + l)[(variable - 1) * WIDTH + i];
          for (int j = 0; j < WIDTH; j++) {
            sum += residual[i * WIDTH + j] * h[j];
          }
          next[i] += Math.max(0, sum);
        }
        h = next;
      }
      double[] head = table(variable, "head", WIDTH);
      for (int s = 0; s < states; s++) {
        for (int i = 0; i < WIDTH; i++) {
          scores[s] += head[s * WIDTH + i] * h[i];
        }
      }
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    return Math.log(sum) - scores[codes[variable]];
  }

  @Test
  void crossEntropyIsThatOfTheFormula() {
    int rows = 6;
    double[] codes = new double[variables.size() * rows];
    Random random = new Random(6);
    for (int v = 0; v < variables.size(); v++) {
      for (int r = 0; r < rows; r++) {
        codes[v * rows + r] = random.nextInt(variables.get(v).states());
      }
    }
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      ColumnNetworks networks = networks(session, false);
      Node given = Ops.constant(Shape.of(variables.size(), rows), codes);
      Node entropy = networks.crossEntropy(given, null, .5, .5, Mode.inference());
      Program program = session.compile(new Step().output(entropy));
      program.run();
      double[] found = program.read(entropy);
      for (int r = 0; r < rows; r++) {
        int[] row = new int[variables.size()];
        for (int v = 0; v < row.length; v++) {
          row[v] = (int) codes[v * rows + r];
        }
        for (int v = 0; v < row.length; v++) {
          assertThat(found[v * rows + r]).isCloseTo(entropy(v, row), within(1e-9));
        }
      }
    }
  }

  /** First order, in the direction of all weights together. */
  @Test
  void gradientsAreThoseOfDifferences() {
    double[] codes = {0, 2, 1, 3, 8, 19, 4, 0, 8, 0, 1, 1};
    try (Session session = new ReferenceBackend().open(new SessionOptions(1, 1))) {
      ColumnNetworks networks = networks(session, false);
      Node given = Ops.constant(Shape.of(variables.size(), 3), codes);
      Node loss = Ops.sum(networks.crossEntropy(given, null, 0, 0, Mode.inference()));
      Directional.check(session, loss, networks.parameters());
    }
  }

  /** Shares of drawn codes given those before, against the formula. */
  @Test
  void drawsAreThoseOfTheProbabilities() {
    int rows = 20_000;
    try (Session session = Backends.select(null).open(new SessionOptions(3, 1))) {
      ColumnNetworks networks = networks(session, true);
      Node drawn = networks.draw(rows, new Counter("row"));
      Program program = session.compile(new Step().output(drawn));
      program.run();
      double[] codes = program.read(drawn);
      double[][] expected = new double[variables.size()][];
      double[][] found = new double[variables.size()][];
      for (int v = 0; v < variables.size(); v++) {
        expected[v] = new double[variables.get(v).states()];
        found[v] = new double[variables.get(v).states()];
      }
      for (int r = 0; r < 2_000; r++) {
        int[] row = new int[variables.size()];
        for (int v = 0; v < row.length; v++) {
          row[v] = (int) codes[r * row.length + v];
        }
        for (int v = 0; v < row.length; v++) {
          int[] other = row.clone();
          found[v][row[v]] += 1 / 2_000.0;
          for (int s = 0; s < expected[v].length; s++) {
            other[v] = s;
            expected[v][s] += Math.exp(-entropy(v, other)) / 2_000;
          }
        }
      }
      for (int v = 0; v < variables.size(); v++) {
        for (int s = 0; s < expected[v].length; s++) {
          // Four standard errors of a share of 2,000 rows.
          double error = 4 * Math.sqrt(expected[v][s] * (1 - expected[v][s]) / 2_000) + 1e-4;
          assertThat(found[v][s]).as(v + " " + s).isCloseTo(expected[v][s], within(error));
        }
      }
    }
  }
}
