package io.semblance.data.infer;

import io.semblance.data.ClockForm;
import io.semblance.data.NumberForm;
import io.semblance.data.NumberKind;
import java.util.List;
import java.util.regex.Pattern;

/** Finds durations that a clock shows, of which some are beyond a day or below zero. */
final class ClockForms {
  private static final Pattern CLOCK =
      Pattern.compile("-?(\\d{1,9} days? )?\\d{1,6}:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?");
  private static final List<String> PATTERNS =
      List.of("H:mm", "HH:mm", "HHH:mm", "H:mm:ss", "HH:mm:ss", "HHH:mm:ss", "d 'days' HH:mm:ss");

  /** Share of the cells that must come back as they are. */
  private static final double GIVEN_BACK = .99;

  private ClockForms() {}

  /**
   * The kind of durations, or null.
   *
   * @param counts cells of each text
   */
  static NumberKind find(List<String> texts, int[] counts) {
    if (texts.isEmpty() || !texts.stream().allMatch(t -> CLOCK.matcher(t).matches())) {
      return null;
    }
    int fewest = Integer.MAX_VALUE;
    int most = 0;
    for (String text : texts) {
      int point = text.indexOf('.');
      int decimals = point < 0 ? 0 : text.length() - point - 1;
      fewest = Math.min(fewest, decimals);
      most = Math.max(most, decimals);
    }
    for (String pattern : PATTERNS) {
      NumberForm form = NumberForm.PLAIN.withClock(new ClockForm(pattern));
      NumberKind kind = of(form, texts, counts, fewest, most);
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  private static NumberKind of(
      NumberForm form, List<String> texts, int[] counts, int fewest, int most) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long good = 0;
    long all = 0;
    NumberKind kind = new NumberKind(most == 0, Double.NaN, Double.NaN, fewest, most, 0, form);
    for (int i = 0; i < counts.length; i++) {
      double value = form.read(texts.get(i));
      if (Double.isNaN(value)) {
        return null;
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
      StringBuilder made = new StringBuilder();
      kind.print(value, made);
      all += counts[i];
      good += made.toString().equals(texts.get(i)) ? counts[i] : 0;
    }
    return good >= GIVEN_BACK * all ? kind.withRange(min, max) : null;
  }
}
