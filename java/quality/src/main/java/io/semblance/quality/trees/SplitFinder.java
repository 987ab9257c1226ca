package io.semblance.quality.trees;

import java.util.Arrays;

/** Finds the best split of a node on one feature from its histogram of derivatives. */
final class SplitFinder {

  /** Less gain than this is rounding. */
  private static final double LEAST_GAIN = 1e-6;

  /** Second derivatives below this are what subtracting histograms leaves of an empty bin. */
  private static final double EMPTY = 1e-9;

  /**
   * With so few labels the order of their gradients cannot overfit (LightGBM's max_cat_to_onehot).
   */
  private static final int FEW_LABELS = 4;

  /** LightGBM's cat_smooth and cat_l2: labels of few rows do not lead the order. */
  private static final double SMOOTH = 10;

  private static final double LABEL_LAMBDA = 10;

  private final BoostingOptions options;

  SplitFinder(BoostingOptions options) {
    this.options = options;
  }

  /** What a leaf of these derivatives lowers the loss by, times two. */
  private static double score(double gradient, double hessian, double lambda) {
    return gradient * gradient / (hessian + lambda);
  }

  /**
   * The best split on one feature, or null when none helps.
   *
   * @param histogram pairs of sums, first and second derivatives, from {@code offset}; bin 0 is for
   *     missing cells
   */
  Split find(
      int feature,
      BinMapper mapper,
      double[] histogram,
      int offset,
      double gradient,
      double hessian) {
    return mapper.categorical()
        ? labels(feature, mapper.bins(), histogram, offset, gradient, hessian)
        : numbers(feature, mapper.bins(), histogram, offset, gradient, hessian);
  }

  private Split numbers(
      int feature, int bins, double[] histogram, int offset, double gradient, double hessian) {
    double lambda = options.lambda();
    double least = options.minChildWeight();
    double whole = score(gradient, hessian, lambda);
    boolean missing = histogram[offset + 1] > EMPTY;
    double best = LEAST_GAIN;
    int bestBin = -1;
    boolean bestMissingLeft = false;
    double bestGradient = 0;
    double bestHessian = 0;
    // Missing cells go where they help: once to the right, once to the left.
    for (int side = 0; side < (missing ? 2 : 1); side++) {
      double g = side == 0 ? 0 : histogram[offset];
      double h = side == 0 ? 0 : histogram[offset + 1];
      for (int b = 1; b < bins; b++) {
        g += histogram[offset + 2 * b];
        h += histogram[offset + 2 * b + 1];
        if (h < least) {
          continue;
        }
        if (hessian - h < least || hessian - h < EMPTY) {
          break;
        }
        double gain = score(g, h, lambda) + score(gradient - g, hessian - h, lambda) - whole;
        if (gain > best) {
          best = gain;
          bestBin = b;
          bestMissingLeft = side == 1;
          bestGradient = g;
          bestHessian = h;
        }
      }
    }
    if (bestBin < 0) {
      return null;
    }
    long[] left = new long[4];
    for (int b = bestMissingLeft ? 0 : 1; b <= bestBin; b++) {
      Split.add(left, b);
    }
    return new Split(feature, best, left, bestGradient, bestHessian);
  }

  /**
   * Labels sorted by the ratio of their derivatives, then cut like numbers: the best of all subsets
   * for a convex loss (Fisher 1958), up to the smoothing.
   */
  private Split labels(
      int feature, int bins, double[] histogram, int offset, double gradient, double hessian) {
    double[] ratio = new double[bins];
    Integer[] used = new Integer[bins];
    int count = 0;
    for (int b = 0; b < bins; b++) {
      double h = histogram[offset + 2 * b + 1];
      if (h > EMPTY) {
        ratio[b] = histogram[offset + 2 * b] / (h + SMOOTH);
        used[count++] = b;
      }
    }
    if (count < 2) {
      return null;
    }
    if (count > 2) {
      Arrays.sort(used, 0, count, (x, y) -> Double.compare(ratio[x], ratio[y]));
    }
    double lambda = options.lambda() + (count > FEW_LABELS ? LABEL_LAMBDA : 0);
    double whole = score(gradient, hessian, lambda);
    double best = LEAST_GAIN;
    int bestCount = 0;
    double bestGradient = 0;
    double bestHessian = 0;
    double g = 0;
    double h = 0;
    for (int k = 0; k + 1 < count; k++) {
      g += histogram[offset + 2 * used[k]];
      h += histogram[offset + 2 * used[k] + 1];
      if (h < options.minChildWeight() || hessian - h < options.minChildWeight()) {
        continue;
      }
      double gain = score(g, h, lambda) + score(gradient - g, hessian - h, lambda) - whole;
      if (gain > best) {
        best = gain;
        bestCount = k + 1;
        bestGradient = g;
        bestHessian = h;
      }
    }
    if (bestCount == 0) {
      return null;
    }
    long[] left = new long[4];
    for (int k = 0; k < bestCount; k++) {
      Split.add(left, used[k]);
    }
    return new Split(feature, best, left, bestGradient, bestHessian);
  }
}
