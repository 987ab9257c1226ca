package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.data.encode.EncoderOptions;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.data.encode.TokenVariable;
import java.time.Duration;
import java.util.List;

/** How much arithmetic a fit is. */
final class AutoregressiveWork {
  /** Passes over the table that training takes if nothing ends it before. */
  private static final int PASSES = 60;

  /** Half of the passes are needed, or fewer over a table of which they are so many rows. */
  private static final double LEAST_SHARE = .5;

  private static final double ENOUGH_ROWS = 1 << 20;

  /** Rows that what columns need is measured on. */
  private static final int SAMPLE = 5_000;

  /** Floating-point operations a second of one thread over a whole step, as measured. */
  private static final double VECTOR = 6e10;

  private static final double CUDA = 5e12;
  private static final double OTHERS = 3e9;

  private AutoregressiveWork() {}

  /** Multiply-adds of one row through all networks, forwards. */
  static double multiplyAdds(List<TokenVariable> variables, AutoregressiveSettings settings) {
    double sum = 0;
    double before = 0;
    boolean first = true;
    int width = ColumnNetworks.width(settings.width(), variables.size());
    for (TokenVariable v : variables) {
      if (!first) {
        double hidden = before + (double) (settings.layers() - 1) * width;
        sum += width * (hidden + v.states());
      }
      first = false;
      before += ColumnNetworks.embedding(v.states(), variables.size());
    }
    return sum;
  }

  /** Of a fit that is to take so long, the part without which networks have hardly learnt. */
  static Duration least(Table table, AutoregressiveSettings settings, Duration expected) {
    double rows = Math.min(table.rows(), settings.rows());
    return Duration.ofMillis(
        (long) (expected.toMillis() * Math.min(LEAST_SHARE, ENOUGH_ROWS / (PASSES * rows))));
  }

  static Duration expected(
      Table table, AutoregressiveSettings settings, int threads, String backend) {
    int step = Math.max(1, table.rows() / SAMPLE);
    int[] some = new int[table.rows() / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = i * step;
    }
    TokenEncoder encoder = TokenEncoder.coarse(table.select(some), EncoderOptions.defaults());
    double rows = Math.min(table.rows(), settings.rows());
    double operations = 6 * multiplyAdds(encoder.variables(), settings) * rows * PASSES;
    double rate =
        switch (backend) {
          case "vector" -> VECTOR * threads;
          case "cuda" -> CUDA;
          default -> OTHERS * threads;
        };
    return Duration.ofMillis((long) (1000 * operations / rate));
  }
}
