package io.semblance.cli;

import io.semblance.synth.FitProgress;
import java.time.Duration;
import java.util.Locale;

/** One line that says how far training is. */
final class ProgressLine {
  private static final int BAR = 16;

  private ProgressLine() {}

  /** The line, with a bar if asked for, cut to {@code width} characters. */
  static String format(FitProgress p, boolean bar, int width) {
    StringBuilder line = new StringBuilder(p.phase());
    Duration left = remaining(p);
    double done = fraction(p, left);
    if (bar && !Double.isNaN(done)) {
      int full = (int) Math.round(done * BAR);
      line.append(" [").append("#".repeat(full)).append(".".repeat(BAR - full)).append(']');
    }
    if (p.epochs() > 0) {
      line.append(" epoch ").append(p.epoch()).append('/').append(p.epochs());
    } else if (p.epoch() > 0) {
      line.append(" epoch ").append(p.epoch());
    }
    append(line, ", critic ", p.criticLoss());
    append(line, ", generator ", p.generatorLoss());
    if (p.rowsPerSecond() > 0) {
      line.append(String.format(Locale.ROOT, ", %,.0f rows/s", p.rowsPerSecond()));
    }
    if (left != null) {
      line.append(", ").append(Durations.format(left)).append(" left");
    }
    append(line, ", held-out loss ", p.validationScore());
    return line.length() <= width ? line.toString() : line.substring(0, Math.max(0, width));
  }

  private static void append(StringBuilder line, String label, double value) {
    if (!Double.isNaN(value)) {
      line.append(label).append(String.format(Locale.ROOT, "%.3f", value));
    }
  }

  /** The time left as told, else by the epochs done so far, else null. */
  private static Duration remaining(FitProgress p) {
    if (p.remaining() != null || p.epoch() <= 0 || p.epochs() <= 0 || p.elapsed() == null) {
      return p.remaining();
    }
    double perEpoch = p.elapsed().toMillis() / (double) p.epoch();
    return Duration.ofMillis((long) (perEpoch * Math.max(0, p.epochs() - p.epoch())));
  }

  /** Time, not epochs: a budget may end training before the last epoch. */
  private static double fraction(FitProgress p, Duration left) {
    if (left != null && p.elapsed() != null && !p.elapsed().plus(left).isZero()) {
      return p.elapsed().toMillis() / (double) p.elapsed().plus(left).toMillis();
    }
    return p.epochs() > 0 ? Math.min(1.0, p.epoch() / (double) p.epochs()) : Double.NaN;
  }
}
