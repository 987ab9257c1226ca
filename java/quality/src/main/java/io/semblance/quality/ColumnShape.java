package io.semblance.quality;

import java.util.Arrays;

/**
 * Likeness of two distributions of one column, 0 to 1.
 *
 * <p>Numbers: KS complement, {@code 1 - sup_x |F_real(x) - F_synthetic(x)|}. Labels: TV complement,
 * {@code 1 - 1/2 sum_c |p_real(c) - p_synthetic(c)|}. Both as in SDMetrics (KSComplement,
 * TVComplement).
 *
 * <p>Missing cells: for labels, missing is one more category. For numbers the KS complement of the
 * present values is multiplied by {@code 1 - |m_real - m_synthetic|}, m being the share missing
 * (the MissingValueSimilarity of SDMetrics). A column that is missing throughout in one table alone
 * scores 0; in both, 1.
 */
final class ColumnShape {

  private ColumnShape() {}

  static double score(ColumnPair pair) {
    if (pair.numeric()) {
      return numbers(pair.realValues(), pair.syntheticValues());
    }
    CommonLabels labels = new CommonLabels(pair.realLabels(), pair.syntheticLabels());
    return totalVariationComplement(labels.realCodes(), labels.syntheticCodes(), labels.count());
  }

  private static double numbers(double[] real, double[] synthetic) {
    double[] a = presentSorted(real);
    double[] b = presentSorted(synthetic);
    if (a.length == 0 || b.length == 0) {
      return a.length == b.length ? 1 : 0;
    }
    double missingReal = 1 - (double) a.length / real.length;
    double missingSynthetic = 1 - (double) b.length / synthetic.length;
    return kolmogorovSmirnovComplement(a, b) * (1 - Math.abs(missingReal - missingSynthetic));
  }

  private static double[] presentSorted(double[] values) {
    // NaN sorts to the end, where it is cut off.
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int present = sorted.length;
    while (present > 0 && Double.isNaN(sorted[present - 1])) {
      present--;
    }
    return present == sorted.length ? sorted : Arrays.copyOf(sorted, present);
  }

  /** Of two sorted samples. */
  static double kolmogorovSmirnovComplement(double[] a, double[] b) {
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double x = Math.min(a[i], b[j]);
      // Both functions step over all copies of x before they are compared.
      while (i < a.length && a[i] <= x) {
        i++;
      }
      while (j < b.length && b[j] <= x) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return 1 - largest;
  }

  static double totalVariationComplement(int[] real, int[] synthetic, int codes) {
    long[] countsReal = new long[codes];
    long[] countsSynthetic = new long[codes];
    for (int code : real) {
      countsReal[code]++;
    }
    for (int code : synthetic) {
      countsSynthetic[code]++;
    }
    double sum = 0;
    for (int c = 0; c < codes; c++) {
      sum +=
          Math.abs(
              (double) countsReal[c] / real.length
                  - (double) countsSynthetic[c] / synthetic.length);
    }
    return 1 - sum / 2;
  }
}
