package io.semblance.cli;

import io.semblance.synth.FitProgress;
import io.semblance.synth.option.Durations;
import java.time.Duration;
import java.util.Locale;

/** One line that says how far training is. */
final class ProgressLine {
  private static final int WIDEST_BAR = 20;
  private static final int NARROWEST_BAR = 4;

  private ProgressLine() {}

  /** The line in words, of any length. */
  static String words(FitProgress p) {
    return p.phase() + facts(p);
  }

  /** The line with a bar where there is room for one, at most {@code width} characters. */
  static String fitted(FitProgress p, int width) {
    String facts = facts(p);
    int room = Math.min(WIDEST_BAR, width - p.phase().length() - facts.length() - 3);
    double done = fraction(p, p.remaining());
    String bar = "";
    if (room >= NARROWEST_BAR && !Double.isNaN(done)) {
      int full = (int) Math.round(done * room);
      bar = " [" + "#".repeat(full) + ".".repeat(room - full) + "]";
    }
    String line = p.phase() + bar + facts;
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  private static String facts(FitProgress p) {
    StringBuilder line = new StringBuilder();
    if (p.epochs() > 0) {
      line.append(" epoch ").append(p.epoch()).append('/').append(p.epochs());
    } else if (p.epoch() > 0) {
      line.append(" epoch ").append(p.epoch());
    }
    p.losses().forEach((name, loss) -> append(line, ", " + name + " ", loss));
    if (p.rowsPerSecond() > 0) {
      line.append(String.format(Locale.ROOT, ", %,.0f rows/s", p.rowsPerSecond()));
    }
    Duration left = p.remaining();
    if (left != null) {
      line.append(", ").append(Durations.format(left)).append(" left");
    }
    append(line, ", held-out loss ", p.validationScore());
    return line.toString();
  }

  private static void append(StringBuilder line, String label, double value) {
    if (!Double.isNaN(value)) {
      line.append(label).append(String.format(Locale.ROOT, "%.3f", value));
    }
  }

  /** Time, not epochs: a budget may end training before the last epoch. */
  private static double fraction(FitProgress p, Duration left) {
    if (left != null && p.elapsed() != null && !p.elapsed().plus(left).isZero()) {
      return p.elapsed().toMillis() / (double) p.elapsed().plus(left).toMillis();
    }
    return p.epochs() > 0 ? Math.min(1.0, p.epoch() / (double) p.epochs()) : Double.NaN;
  }
}
