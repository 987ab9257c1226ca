package io.semblance.quality.features;

import java.util.List;
import java.util.regex.Pattern;

/** Labels that read as numbers. */
final class NumericLabels {

  /** Stricter than Double.parseDouble, which also takes "NaN", "1d" and hexadecimal. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private NumericLabels() {}

  /**
   * For each code of a feature the known code to take instead; null when nothing is unknown or the
   * known labels are no numbers.
   */
  static double[] nearestKnown(Feature feature) {
    List<String> labels = feature.labels();
    int known = feature.known();
    if (known == 0 || known == labels.size()) {
      return null;
    }
    double[] values = new double[known];
    for (int k = 0; k < known; k++) {
      values[k] = value(labels.get(k));
      if (Double.isNaN(values[k])) {
        return null;
      }
    }
    double[] out = new double[labels.size()];
    for (int k = 0; k < out.length; k++) {
      double value = k < known ? Double.NaN : value(labels.get(k));
      out[k] = Double.isNaN(value) ? k : nearest(values, value);
    }
    return out;
  }

  private static int nearest(double[] values, double wanted) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      best = Math.abs(values[k] - wanted) < Math.abs(values[best] - wanted) ? k : best;
    }
    return best;
  }

  private static double value(String label) {
    String text = label.strip();
    return text.length() < 40 && NUMBER.matcher(text).matches()
        ? Double.parseDouble(text)
        : Double.NaN;
  }
}
