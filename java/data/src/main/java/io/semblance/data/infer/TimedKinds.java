package io.semblance.data.infer;

import io.semblance.data.ColumnType;
import io.semblance.data.DateTimeText;
import io.semblance.data.TimedKind;
import java.util.List;

/** What is known of date-times and times once their pattern is. */
final class TimedKinds {
  private static final long DAY = 86_400_000L;
  private static final long MINUTE = 60_000L;
  private static final long SECOND = 1000L;

  private TimedKinds() {}

  /** The kind of texts that all follow a pattern. */
  static TimedKind of(ColumnType type, DateTimeText format, List<String> texts) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    long[] millis = new long[texts.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = format.parse(texts.get(i));
      min = Math.min(min, millis[i]);
      max = Math.max(max, millis[i]);
    }
    long step = 0;
    for (long m : millis) {
      step = gcd(step, m - min);
    }
    if (step == 0) {
      step = format.pattern().contains("s") ? SECOND : format.isTimeOfDay() ? MINUTE : DAY;
    }
    TimedKind kind = ((TimedKind) type.unknown()).withPattern(format, step);
    double unit = kind.unitMillis();
    return kind.withRange(min / unit, max / unit);
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }
}
