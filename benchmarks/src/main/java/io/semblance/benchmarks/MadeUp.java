package io.semblance.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Data and weights that all implementations of a step start from. */
public final class MadeUp {
  private static final long SEED = 1;

  private MadeUp() {}

  /** An encoded table: numbers uniform on [0, 1), row-major. */
  public static float[] rows(StepSize size) {
    return uniform(size.tableRows() * size.row(), 0, 1, new Random(SEED));
  }

  /** A shuffled order of the table's rows. */
  public static int[] order(StepSize size) {
    return order(size.tableRows());
  }

  /** A shuffled order of so many rows. */
  static int[] order(int rows) {
    int[] order = IntStream.range(0, rows).toArray();
    Random random = new Random(SEED);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** Weight [in, out] row-major and bias of each layer of the generator, in turn. */
  public static List<float[]> generator(StepSize size) {
    return parameters(size.noise(), size.generator(), size.row(), new Random(SEED + 1));
  }

  /** Weight [in, out] row-major and bias of each layer of the critic, in turn. */
  public static List<float[]> critic(StepSize size) {
    return parameters(size.row(), size.critic(), 1, new Random(SEED + 2));
  }

  /** Uniform on +-sqrt(3 / in): variance 1 / in. */
  private static List<float[]> parameters(int in, List<Integer> hidden, int out, Random random) {
    List<float[]> parameters = new ArrayList<>();
    int width = in;
    for (int i = 0; i <= hidden.size(); i++) {
      int next = i < hidden.size() ? hidden.get(i) : out;
      float bound = (float) Math.sqrt(3.0 / width);
      parameters.add(uniform(width * next, -bound, bound, random));
      parameters.add(uniform(next, -0.1f, 0.1f, random));
      width = next;
    }
    return parameters;
  }

  private static float[] uniform(int count, float from, float to, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + (to - from) * random.nextFloat();
    }
    return values;
  }
}
