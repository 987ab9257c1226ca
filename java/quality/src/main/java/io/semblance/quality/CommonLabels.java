package io.semblance.quality;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Two label columns brought to common codes: the real column's categories first, then those that
 * only the synthetic column has, then one code for missing.
 */
final class CommonLabels {

  /** Stricter than Double.parseDouble, which also takes "NaN", "1d" and hexadecimal. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private final CategoricalColumn real;
  private final CategoricalColumn synthetic;
  private final int[] toCommon;
  private final int missing;

  CommonLabels(CategoricalColumn real, CategoricalColumn synthetic) {
    this.real = real;
    this.synthetic = synthetic;
    Map<String, Integer> known = new HashMap<>();
    for (String label : real.dictionary()) {
      known.putIfAbsent(label, known.size());
    }
    List<String> others = synthetic.dictionary();
    this.toCommon = new int[others.size()];
    for (int k = 0; k < toCommon.length; k++) {
      Integer common = known.putIfAbsent(others.get(k), known.size());
      toCommon[k] = common == null ? known.size() - 1 : common;
    }
    this.missing = known.size();
  }

  /** How many common codes there are, missing included. */
  int count() {
    return missing + 1;
  }

  int[] realCodes() {
    int[] codes = real.codes().clone();
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codes[i] < 0 ? missing : codes[i];
    }
    return codes;
  }

  int[] syntheticCodes() {
    int[] codes = synthetic.codes().clone();
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codes[i] < 0 ? missing : toCommon[codes[i]];
    }
    return codes;
  }

  /**
   * The number that each label of {@code column} stands for, or null when labels are not numbers:
   * labels that read as numbers are those numbers, and a boolean is 0 or 1 by the order of its
   * labels in {@code reference}. A label that the reference does not know is NaN.
   */
  static double[] numbers(CategoricalColumn column, CategoricalColumn reference) {
    List<String> known = reference.dictionary();
    boolean readable = !known.isEmpty() && known.stream().allMatch(CommonLabels::isNumber);
    if (!readable && reference.schema().type() != ColumnType.BOOLEAN) {
      return null;
    }
    double[] numbers = new double[column.dictionary().size()];
    Arrays.fill(numbers, Double.NaN);
    for (int k = 0; k < numbers.length; k++) {
      String label = column.dictionary().get(k);
      if (!readable) {
        int place = known.indexOf(label);
        numbers[k] = place < 0 ? Double.NaN : place;
      } else if (isNumber(label)) {
        numbers[k] = Double.parseDouble(label.strip());
      }
    }
    return numbers;
  }

  private static boolean isNumber(String label) {
    return label.length() < 40 && NUMBER.matcher(label.strip()).matches();
  }
}
