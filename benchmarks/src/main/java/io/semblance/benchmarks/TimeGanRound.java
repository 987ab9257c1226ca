package io.semblance.benchmarks;

import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.series.SeriesSpec;
import io.semblance.data.simulate.SineSeries;
import io.semblance.engine.backend.Backends;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Primitive;
import io.semblance.engine.graph.State;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.ModelStep;
import io.semblance.synth.Synthesizers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A round of TimeGAN's joint training with the published settings, as its fit runs it: generator
 * and embedding, both twice, then the discriminator. The updates are those that a fitted model
 * tells; table and weights are made up.
 */
public final class TimeGanRound implements AutoCloseable {
  public static final int TIMES = 24;
  public static final int FEATURES = 6;
  public static final int HIDDEN = 24;
  public static final int LAYERS = 3;
  public static final int NOISE = 8;
  public static final int BATCH = 128;

  /** Rows of the table of sequences, as many as the simulated table has steps. */
  public static final int SEQUENCES = BATCH * TIMES;

  private static final String GENERATOR = "generator update";
  private static final String JOINT = "joint embedding update";
  private static final String DISCRIMINATOR = "discriminator update";
  private static final List<String> ROUND =
      List.of(GENERATOR, JOINT, GENERATOR, JOINT, DISCRIMINATOR);

  private static final Pattern PARAMETER =
      Pattern.compile("(generator|supervisor|recovery|embedder|discriminator)\\..*");

  private final Session session;
  private final List<Update> round;

  private TimeGanRound(Session session, List<Update> round) {
    this.session = session;
    this.round = round;
  }

  /** Compiles the updates and fills their state. */
  public static TimeGanRound open(String backend, int threads) {
    List<ModelStep> told = fitted().steps();
    Session session = Backends.select(backend).open(new SessionOptions(1, threads));
    List<Update> kinds = new ArrayList<>();
    for (String name : List.of(GENERATOR, JOINT, DISCRIMINATOR)) {
      Step step = told.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow().step();
      step.state().forEach(state -> fill(session, state));
      kinds.add(new Update(session, name, step));
    }
    List<Update> round = new ArrayList<>();
    for (String name : ROUND) {
      round.add(kinds.stream().filter(u -> u.name.equals(name)).findFirst().orElseThrow());
    }
    return new TimeGanRound(session, round);
  }

  /** A model that was hardly trained: it tells the updates all the same. */
  static Model fitted() {
    Table steps =
        SineSeries.of(TIMES, TIMES, TIMES, FEATURES)
            .entities(BATCH, 1)
            .withoutColumns(List.of("t"));
    EncoderOptions.Builder encoders = EncoderOptions.builder();
    for (int k = 1; k <= FEATURES; k++) {
      encoders.encoder("x" + k, "quantile"); // one number each
    }
    FitOptions options =
        FitOptions.builder()
            .seed(1)
            .epochs(1)
            .threads(1)
            .series(SeriesSpec.builder().sequenceBy(List.of("id")).build())
            .encoder(encoders.build())
            .set("settings", "paper")
            .set("warm_up", "1")
            .build();
    return Synthesizers.byName("timegan").fit(steps, options, FitListener.silent());
  }

  private static void fill(Session session, State state) {
    if (state instanceof IndexVariable index) {
      session.set(index, order());
    } else if (state instanceof Variable v && v.name().equals("table")) {
      session.set(v, rows());
    } else if (state instanceof Variable v && PARAMETER.matcher(v.name()).matches()) {
      session.set(v, parameter(v.name(), v.shape().dims()));
    }
  }

  /** Encoded sequences, steps one after the other: numbers uniform on [-1, 1), row-major. */
  public static float[] rows() {
    return uniform(SEQUENCES * TIMES * FEATURES, 1, 1);
  }

  /** A shuffled order of the sequences. */
  public static int[] order() {
    return MadeUp.order(SEQUENCES);
  }

  /**
   * What a parameter starts from: weights uniform on +-1 / sqrt(in), biases on +-0.1.
   *
   * @param name as Semblance has it, {@code embedder.0.input.weight} for one
   * @param dims its extents, [in, out] or [out]
   */
  public static float[] parameter(String name, int... dims) {
    return dims.length == 1
        ? uniform(dims[0], 0.1, name.hashCode())
        : uniform(dims[0] * dims[1], 1 / Math.sqrt(dims[0]), name.hashCode());
  }

  private static float[] uniform(int count, double bound, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (bound * (2 * random.nextFloat() - 1));
    }
    return values;
  }

  /** One of the three kinds of updates. */
  public static final class Update {
    private final Session session;
    private final String name;
    private final Step step;
    private final Program program;
    private Program draws;

    private Update(Session session, String name, Step step) {
      this.session = session;
      this.name = name;
      this.step = step;
      this.program = session.compile(step);
    }

    /** {@code generator update}, {@code joint embedding update} or {@code discriminator update}. */
    public String name() {
      return name;
    }

    /** Runs once. */
    public void run() {
      program.run();
    }

    /** Runs once, and tells what it ran on and what came of it. */
    public Seen see() {
      Node rows = leaf(Primitive.GATHER);
      Node noise = leaf(Primitive.RANDOM);
      if (draws == null) {
        Step wanted = new Step().output(rows);
        draws = session.compile(noise == null ? wanted : wanted.output(noise));
      }
      draws.run(); // moves no counter, so the update meets the same rows and numbers
      program.run();
      return new Seen(values(rows), noise == null ? new float[0] : values(noise), losses());
    }

    private float[] values(Node node) {
      float[] values = new float[node.shape().size()];
      draws.read(node, values);
      return values;
    }

    /** Of the last run, before the update, in the order of the step's outputs. */
    List<Double> losses() {
      return step.outputs().stream().map(program::readScalar).toList();
    }

    /** The only node of a kind; null if there is none. */
    private Node leaf(Primitive kind) {
      Deque<Node> open = new ArrayDeque<>(step.roots());
      Set<Node> met = new HashSet<>();
      Node found = null;
      while (!open.isEmpty()) {
        Node node = open.pop();
        if (met.add(node)) {
          if (node.is(kind)) {
            if (found != null) {
              throw new IllegalStateException(name + " has several nodes " + kind);
            }
            found = node;
          }
          node.inputs().forEach(open::push);
        }
      }
      return found;
    }
  }

  /**
   * What a run was given and what it told.
   *
   * @param rows gathered sequences, [batch, times * features]
   * @param noise [batch, times * noise]; empty where none is drawn
   * @param losses before the update
   */
  public record Seen(float[] rows, float[] noise, List<Double> losses) {}

  /** The updates of a round, in order. */
  public List<Update> updates() {
    return round;
  }

  /** One round. */
  void run() {
    for (int i = 0; i < round.size(); i++) {
      round.get(i).run();
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
