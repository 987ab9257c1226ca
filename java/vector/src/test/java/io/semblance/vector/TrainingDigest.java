package io.semblance.vector;

import static io.semblance.engine.graph.Functions.leakyRelu;
import static io.semblance.engine.graph.Functions.mean;
import static io.semblance.engine.graph.Functions.segmentLogSoftmax;
import static io.semblance.engine.graph.Functions.segmentSoftmax;
import static io.semblance.engine.graph.Functions.square;

import io.semblance.engine.backend.Backend;
import io.semblance.engine.backend.Program;
import io.semblance.engine.backend.Session;
import io.semblance.engine.backend.SessionOptions;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Gradients;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Step;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.nn.Activation;
import io.semblance.engine.nn.Mode;
import io.semblance.engine.nn.Sequential;
import io.semblance.engine.optim.Adam;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Trains a small network on noise and prints the hash of all that it has learnt: a program for a
 * JVM of its own. Extents are odd, so that vectors of every width have a rest.
 */
final class TrainingDigest {
  private static final int BATCH = 129;
  private static final int NOISE = 31;
  private static final int WIDTH = 67;
  private static final List<Integer> SEGMENTS = List.of(0, 2, 5, 16, 33, 67);

  private TrainingDigest() {}

  /**
   * Prints the floats of a vector, then for each number of threads two hashes: of single operations
   * and of compiled loops.
   *
   * @param args steps, then numbers of threads
   */
  public static void main(String[] args) throws Exception {
    System.out.println(Tile.LANES);
    for (String threads : List.of(args).subList(1, args.length)) {
      int steps = Integer.parseInt(args[0]);
      int n = Integer.parseInt(threads);
      System.out.println(digest(steps, n, new VectorBackend(form -> null)));
      System.out.println(digest(steps, n, new VectorBackend(EagerLoop::of)));
    }
  }

  static String digest(int steps, int threads, Backend backend) throws Exception {
    Counter rows = new Counter("rows");
    Sequential net =
        Sequential.mlp("net", NOISE, List.of(61, 45), WIDTH, Activation.LEAKY_RELU, true, 0.3);
    Variable mix = Variable.filled("mix", Shape.of(WIDTH, WIDTH), 0.01);
    List<Variable> parameters = new ArrayList<>(net.parameters());
    parameters.add(mix);
    Node loss = loss(net, mix, rows);
    Adam adam = new Adam("adam", parameters, 1e-3, 0.5, 0.9, 1e-8);
    Map<Variable, Node> updates =
        adam.update(Gradients.of(loss, parameters.stream().map(Variable::node).toList()));
    Step step = new Step().output(loss).assignAll(updates).advance(rows, BATCH);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Session session = backend.open(new SessionOptions(5, threads))) {
      net.initialize(session, 5);
      Program program = session.compile(step);
      for (int i = 0; i < steps; i++) {
        program.run();
      }
      if (!Double.isFinite(program.readScalar(loss))) {
        throw new IllegalStateException("a hash of not-a-numbers would prove nothing");
      }
      for (Variable v : updates.keySet()) {
        update(digest, session.get(v));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** All transpose forms, both distributions, exp, log, tanh, square roots, segments, sums. */
  private static Node loss(Sequential net, Variable mix, Counter rows) {
    Node noise = Ops.normal(Shape.of(BATCH, NOISE), 1, rows);
    Node scores = net.apply(noise, Mode.training(rows, 10));
    Node uniform = Ops.uniform(scores.shape(), 2, rows);
    Node gumbel = Ops.neg(Ops.log(Ops.neg(Ops.log(uniform))));
    Node soft = segmentSoftmax(Ops.add(scores, gumbel), SEGMENTS);
    Node turned = Ops.matmul(Ops.tanh(scores), false, mix.node(), true);
    Node straight = Ops.matmul(soft, mix.node());
    Node second = Ops.matmul(straight, true, turned, false);
    Node both = Ops.matmul(second, true, leakyRelu(turned, 0.2), true);
    Node entropy = Ops.neg(mean(Ops.mul(soft, segmentLogSoftmax(scores, SEGMENTS))));
    Node size = Ops.sqrt(Ops.add(mean(square(both)), 1e-6));
    Node slope = mean(Ops.sqrt(Ops.add(square(Ops.sub(straight, turned)), 1e-3)));
    return Ops.add(Ops.add(entropy, size), slope);
  }

  private static void update(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    digest.update(bytes);
  }
}
